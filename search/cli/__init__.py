"""The commands `torino search`, `show`, `export` and `info`.

May import all of search and index.store.home. Read `search` in search.cli.search first.
"""
