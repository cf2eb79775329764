"""The searcher of the running app."""

from __future__ import annotations

from typing import cast

from flask import current_app

from search.searcher import Searcher

SEARCHER_KEY = "searcher"
"""Its key in `app.extensions`."""

LANGUAGE_PATH = "/<any(it, en):language>"
"""The URL prefix of pages in one language."""


def searcher() -> Searcher:
    """Return the searcher that the running app was created with."""
    return cast(Searcher, current_app.extensions[SEARCHER_KEY])
