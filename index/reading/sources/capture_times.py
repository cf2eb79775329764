"""Times of capture as sources write them, and what is used in place of one that cannot be true."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from index.model.capture_dates import is_believable, is_future

_REDUCED = re.compile(r"(\d{4})(?:-(\d\d))?")
"""A year or a month alone, as WARC 1.1 allows."""
_ARC = re.compile(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)")
_LEAP_SECOND = re.compile(r"(:\d\d):60(?!\d)")
_MAX_QUOTED = 40


@dataclass(frozen=True, slots=True)
class Redated:
    """A page whose date of capture is not believed; the page follows, with the time of adding."""

    name: str
    detail: str
    """A sentence that names the date and the page."""


def parse_time(text: str) -> datetime | None:
    """Return an ISO time in UTC; None for any other text, and for times UTC cannot have.

    A time without a zone is UTC, a missing part is its first moment, a leap second is the one
    before. The fourteen digits of ARC files are read too.
    """
    text = _LEAP_SECOND.sub(r"\1:59", text.strip())
    try:
        if reduced := _REDUCED.fullmatch(text):
            when = datetime(int(reduced[1]), int(reduced[2] or 1), 1)
        elif digits := _ARC.fullmatch(text):
            when = datetime(*map(int, digits.groups()))  # type: ignore[arg-type]
        else:
            when = datetime.fromisoformat(text)
        return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def capture_time(text: str, now: datetime) -> datetime:
    """Return the time to use, in whole seconds: the written one when it can be true, else now."""
    when = parse_time(text)
    return (when if when is not None and is_believable(when, now) else now).replace(microsecond=0)


def redated(text: str, now: datetime, url: str, name: str) -> Redated | None:
    """Return what to say of a written date that is not used; None when it is used."""
    when = parse_time(text)
    if when is not None and is_believable(when, now):
        return None
    if not text.strip():
        what = f"{url} has no capture date"
    elif when is None:
        what = f"capture date {text[:_MAX_QUOTED]!r} of {url} is no ISO time"
    elif is_future(when, now):
        what = f"capture date {when.date()} of {url} is in the future"
    else:
        what = f"capture date {when.date()} of {url} is before the web"
    return Redated(name, f"{what}; today's is used.")
