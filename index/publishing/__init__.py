"""Publishing: from the pages in archive.db to a new index generation that is live.

Entries are read from pages, joined into clusters year by year, given their ids, corrected,
translated from memory and indexed. What a publishing worked out is kept in derived.db, so that the
next one does only what changed. Read `publish.publish` first.
"""
