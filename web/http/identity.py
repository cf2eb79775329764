"""The identity of an answer: what an ETag and the key of a kept file are made of."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version

from flask import current_app

from web.current_searcher import searcher


def identity_of(*parts: str) -> str:
    """Return a text that is the same as long as the answer with these parts is.

    It depends on the live generation, the program and the day, because a citation contains the
    date of access.
    """
    state = (
        searcher().holdings().generation,
        _version(),
        current_app.config["STYLE"],
        datetime.now(UTC).date().isoformat(),
        *parts,
    )
    return hashlib.sha256("\n".join(state).encode()).hexdigest()[:20]


@cache
def _version() -> str:
    """Return the installed version, which is read from a file."""
    return version("torino-archive")
