"""What is said where there is no archive, so that a mistyped home is not filled unasked."""

from __future__ import annotations

from index.model.errors import ArchiveError
from index.store.home import Home


def how_to_begin(home: Home) -> str:
    """Return that there is no archive, where, and how to begin one."""
    return (
        f"there is no archive in {home.path} yet; begin with the bundled sample "
        "(`torino add --sample`) or with pages of your own (`torino add FOLDER`)"
    )


def require_archive(home: Home) -> None:
    """Raise ArchiveError, and make nothing, when the home has no archive.db."""
    if not home.database.exists():
        raise ArchiveError(how_to_begin(home))
