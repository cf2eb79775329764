"""What is said where there is no archive, so that a mistyped home is not filled unasked."""

from __future__ import annotations

from index.files.diagnosis import failure
from index.model.errors import ArchiveError, StoreError
from index.store.home import Home


def how_to_begin(home: Home) -> str:
    """Return that there is no archive, where, and how to begin one."""
    return (
        f"there is no archive in {home.path} yet; begin with the bundled sample "
        "(`torino add --sample`) or with pages of your own (`torino add FOLDER`)"
    )


def require_archive(home: Home) -> None:
    """Raise ArchiveError, and make nothing, when the home has no archive.db.

    Where an index is beside it, archive.db is lost, and the message says what to do then.
    """
    from index.publishing.live_state import FOREIGN_REMEDY, missing_archive  # no search needs it

    try:
        if home.database.exists():
            return
    except OSError as error:  # a folder that this user may not look into
        raise failure(home.database, "opened", error) from error
    if missing := missing_archive(home):
        raise StoreError(f"{missing}; {FOREIGN_REMEDY}")
    raise ArchiveError(how_to_begin(home))
