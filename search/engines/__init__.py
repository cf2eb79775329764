"""The searchers of each engine, one package each; the writers are in index.indexing.engines.

Read search.searcher first: it says what an engine must do.
"""
