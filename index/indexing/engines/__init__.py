"""The writing halves of the engines, one package each; `search.engines` has the reading halves.

Only `index.indexing.open_engine` chooses among them.
"""
