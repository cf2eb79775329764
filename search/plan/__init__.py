"""What to look for: a query as a tree of weighted terms, with query expansion.

Read search.plan.make_plan first.
"""
