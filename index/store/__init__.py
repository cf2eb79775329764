"""Storage: archive.db (pages, published ids, translation memory), corrections.csv and derived.db.

archive.db holds what cannot be made again, and each of its rows has a checksum. derived.db is a
cache that may be deleted. No module here knows how entries are read or indexed. Read
`database.Store` first.
"""
