"""The reading halves of the engines, a room for each, and the seam that they all give.

An engine may use query, results and plan, and knows nothing of what is above it. Read `IndexReader`
in search.engines.engine first.
"""
