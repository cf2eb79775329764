"""Identity: an entry stays itself, so that all that hangs on its id stays where it is.

What decides is only the rows of `archive.db` and the entries that are read. Read `resolve_ids` in
`id_resolver` first.
"""
