"""Which date of capture can be true: one of the web's years, and not in the future.

A wrong clock writes any date. A page that was captured "in 2090" would be newer than every capture
of the next decades, so such a date is not believed.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
"""The first page of the web was put up at the end of 1990."""
CLOCK_SKEW = timedelta(days=1)
"""How far in the future a date may be, for clocks that disagree; chosen by hand."""


def is_future(when: datetime, now: datetime) -> bool:
    """Return whether a date is later than now, by more than clocks may disagree."""
    return when - now > CLOCK_SKEW


def is_believable(when: datetime, now: datetime) -> bool:
    """Return whether a page may have been captured then."""
    return when >= EARLIEST and not is_future(when, now)
