"""The checks behind `torino check`: of the installation and of the entries.

May import search.open_searcher, and index.store, index.indexing and index.files.fingerprint.
Read `run_health_checks` in search.health.health_check first.
"""
