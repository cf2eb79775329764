"""What to look for: a query as a tree of weighted terms, with query expansion.

May import search.query and search.results, and of index only text, gazetteer, model and field
names. Read `make_plan` in search.plan.plan first.
"""
