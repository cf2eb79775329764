"""Search over a published index: queries, results, facets, snippets, spelling correction.

A search passes query (parse) → plan (expand, weigh) → engines (match, filter, rank, count) → answer
(decide, label) → highlight (hits) → results. Read `Searcher` in search.searcher first.
"""
