"""What the app was handed, within reach of every view."""

from __future__ import annotations

from typing import cast

from flask import current_app

from search.searcher import Searcher

KEY = "searcher"

LANGUAGE_PATH = "/<any(it, en):language>"
"""How the addresses of the pages in one language begin."""


def searcher() -> Searcher:
    """The searcher the running app was made with."""
    return cast(Searcher, current_app.extensions[KEY])
