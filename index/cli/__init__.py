"""The verbs of `torino` that change an archive or its translations.

A verb reads its options, calls `index.commands` or `index.translation`, and prints what became of
it. Read `archive.add` first.
"""
