"""The verbs of `torino` that change an archive or its translations.

A verb reads its options, calls `index.commands` or `index.translation`, and prints what became of
it. This room may import every room of `index`; nothing in `index` imports it. Read `archive.add`
first.
"""
