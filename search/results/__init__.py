"""What is answered: results, hits, facets and labels as frozen values, and dates in words.

Read `Results` in search.results.results first.
"""
