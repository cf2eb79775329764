"""The searcher of the running app, and the profile of its archive."""

from __future__ import annotations

from typing import cast

from flask import current_app

from index.model.errors import ArchiveError
from index.model.profile import ArchiveProfile
from search.searcher import Searcher

SEARCHER_KEY = "searcher"
"""Its key in `app.extensions`."""

PROFILE_KEY = "profile"
"""The key of the profile that is used until there is an index."""

LANGUAGE_PATH = "/<any(it, en):language>"
"""The URL prefix of pages in one language."""


def searcher() -> Searcher:
    """Return the searcher that the running app was created with."""
    return cast(Searcher, current_app.extensions[SEARCHER_KEY])


def profile() -> ArchiveProfile:
    """Return the profile of the archive: that of its index, else the one the app was made with."""
    try:
        return searcher().profile()
    except ArchiveError:
        return cast(ArchiveProfile, current_app.extensions[PROFILE_KEY])
