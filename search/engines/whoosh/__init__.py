"""The searcher over a Whoosh index.

Whoosh serves as a file format: posting lists are read whole into arrays, and search.evaluate does
the rest. May import search.evaluate and index.indexing. Read `WhooshSearcher` in
search.engines.whoosh.searcher first.
"""
