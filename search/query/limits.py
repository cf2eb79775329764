"""The limits of a search, checked before it runs, and its time limit, checked while it runs."""

from __future__ import annotations

import math
from contextvars import ContextVar
from time import monotonic, thread_time

from search.query.errors import QueryError
from search.query.query import (
    MAX_CHARACTERS,
    MAX_LIMIT,
    MAX_REACH,
    MAX_SECONDS,
)

_limits: ContextVar[tuple[float, float]] = ContextVar("_ends", default=(math.inf, math.inf))
"""The earliest end of the time limit by the clock, and its end in this thread's processor time."""


def check_length(parameter: str, text: str) -> None:
    """Raise QueryError when a parameter holds more than MAX_CHARACTERS."""
    if len(text) > MAX_CHARACTERS:
        raise QueryError(
            f"{parameter}: {len(text)} characters are too many; use at most {MAX_CHARACTERS}",
            code="too-long",
            value=parameter,
        )


def check_page(page: int, limit: int) -> None:
    """Raise QueryError for a page before the first, or a page size outside the limits."""
    if page < 1:
        raise QueryError(
            f"page {page} does not exist; pages begin with 1", code="no-such-page", value=str(page)
        )
    if not 1 <= limit <= MAX_LIMIT:
        raise QueryError(
            f"{limit} hits a page is not possible; ask for 1 to {MAX_LIMIT}",
            code="no-such-size",
            value=str(limit),
        )


def is_beyond_reach(page: int, limit: int) -> bool:
    """Return whether a page ends beyond the first MAX_REACH hits, of which alone pages are made."""
    return page * limit > MAX_REACH


def check_reach(page: int, limit: int, total: int) -> None:
    """Raise QueryError for a page beyond MAX_REACH that would have some of so many hits."""
    if is_beyond_reach(page, limit) and total > (page - 1) * limit:
        raise QueryError(
            f"page {page} lies beyond the first {MAX_REACH} hits; narrow the search, "
            "or export the whole result",
            code="beyond-reach",
            value=str(page),
        )


class TimeLimit:
    """A block in which `check_time` raises after so many seconds, in this thread.

    Processor time counts, not the clock: on a busy machine a search is only slower.
    """

    __slots__ = ("_before", "_seconds")

    def __init__(self, seconds: float = MAX_SECONDS) -> None:
        self._seconds = seconds

    def __enter__(self) -> None:
        self._before = _limits.set((monotonic() + self._seconds, thread_time() + self._seconds))

    def __exit__(self, *_: object) -> None:
        _limits.reset(self._before)


def check_time() -> None:
    """Raise QueryError when the time limit has passed. Called in every loop over a query."""
    earliest, end = _limits.get()
    if monotonic() > earliest and thread_time() > end:  # monotonic costs a tenth of thread_time
        raise QueryError(
            f"this search takes longer than {MAX_SECONDS:g} seconds; "
            "ask for fewer words, or for rarer ones",
            code="too-slow",
            value="",
        )
