"""The commands `torino search`, `show`, `explain`, `export`, `info`, `correct` and `log`.

Read `search` in search.cli.search first.
"""
