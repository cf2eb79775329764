"""What is answered: results, hits, facets and labels as frozen values, and dates in words.

May import search.query, and of index only text, gazetteer and model. Read `Results` in
search.results.results first.
"""
