"""What is asked: the query, its URL parameters, the query language and the limits.

May import no other room of search, and of index only text, gazetteer and model. Read `Query` in
search.query.query first, then `query_of` in search.query.url_parameters.
"""
