"""The commands `torino search`, `show`, `export` and `info`.

May import all of search, index.store.home and index.text. Read `search` in search.cli.search first.
"""
