"""The searcher of the running app, and the profile of its archive."""

from __future__ import annotations

from contextlib import suppress
from typing import cast

from flask import current_app, g

from index.model.errors import ArchiveError
from index.model.profile import ArchiveProfile
from search.results.holdings import Holdings
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
    """Return the profile of the archive: that of its index, else the one that was known last.

    A request asks once. A page that tells of a failure does not ask what has failed.
    """
    if "profile" not in g:
        known = current_app.extensions
        if not g.get("failed"):
            with suppress(ArchiveError):
                known[PROFILE_KEY] = searcher().profile()
        g.profile = known[PROFILE_KEY]
    return cast(ArchiveProfile, g.profile)


def holdings() -> Holdings:
    """Return what the live generation holds, the same for all of a request."""
    if "holdings" not in g:
        g.holdings = searcher().holdings()
    return cast(Holdings, g.holdings)
