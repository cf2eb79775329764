"""How an in-process engine answers: query trees over posting lists held as arrays.

May import search.plan, search.query, search.results and search.highlight. Read `run_search` in
search.evaluate.run_search first; an engine provides `IndexReader` of search.evaluate.index_reader.
"""
