"""The reading half of the Whoosh engine: posting lists as arrays, evaluated here.

Whoosh serves as a file format; only this room may use numpy. Read `OpenGeneration` in
search.engines.whoosh.generation first.
"""
