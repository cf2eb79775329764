"""Indexing: which fields an entry has in an index, and the writers that build a generation.

`writer.Writer` is what an engine promises; an engine lives in `engines/NAME` and nothing else
imports its library. `generations` keeps the folders of in-process engines. Read `writer.Writer`
first.
"""
