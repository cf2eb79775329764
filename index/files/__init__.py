"""Files and time: durable writes, the lock, entries on disk, fingerprints, timings, progress.

What is here knows nothing of pages, joining or indexes. Read `lock.locked` first.
"""
