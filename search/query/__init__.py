"""What is asked: the query, its URL parameters, the query language and the limits.

Read `Query` in search.query.query first, then `query_of` in search.query.url_parameters.
"""
