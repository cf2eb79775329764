"""The names of the files and folders in a home."""

from __future__ import annotations

DATABASE = "archive.db"
DERIVED = "derived.db"
CORRECTIONS = "corrections.csv"
PROFILE = "profile.toml"
INDEX = "index"
"""The folder of a Whoosh index."""
BACKUPS = "BACKUPS"
"""The list of the backups that were made."""
LOCK = "LOCK"
"""Held by those who change the archive."""
TRANSLATING = "TRANSLATING"
"""Held by those who ask for translations."""
RESTORING = "restoring-"
"""How the name of the folder begins in which a restore builds."""
