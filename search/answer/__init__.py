"""Answering: what every engine's searches have in common, above search.engines.engine.

It may use every other room of search but health and cli. `run_search.run_search` is the function to
read first.
"""
