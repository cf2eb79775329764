"""Entry ids: the start date as read, and a mark of where the entry stands, `2007-06-27-k3f9`.

An entry is read with its id in full, with a mark that nothing else has; what is published is the
shortest beginning of it that no entry before has taken.
"""

from __future__ import annotations

import hashlib
from collections.abc import Container
from datetime import date

_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32 (crockford.com/base32), which leaves out i, l, o and u."""

_SHORTEST = 4
_LETTERS = 80
"""How much of the text stands in for a heading that was lost."""


def full_id(url: str, heading: str, text: str, start: date | None) -> str:
    """An entry's id in full: its day and 51 digits of SHA-256 over url and heading."""
    mark = heading or text[:_LETTERS]
    digest = hashlib.sha256(f"{url}\n{mark}".encode()).digest()
    bits = int.from_bytes(digest, "big")
    digits = "".join(_DIGITS[bits >> shift & 31] for shift in range(251, 0, -5))
    return f"{start.isoformat() if start else 'undated'}-{digits}"


def stem_of(full: str) -> str:
    """The shortest id that `full` gives: only entries of one stem can take each other's ids."""
    return full[: full.rindex("-") + 1 + _SHORTEST]


def year_of(id: str) -> int:
    """The year that an id begins with; 0 when its entry is undated."""
    year = id.partition("-")[0]
    return int(year) if year.isdecimal() else 0


def free_id(full: str, taken: Container[str]) -> str:
    """An id not in `taken`: the day and four characters of the mark, more on collision.

    The same page always gives the same ids, so long as its order of entries stays.
    """
    for length in range(len(stem_of(full)), len(full)):
        if (id := full[:length]) not in taken:
            return id
    number = 2  # the same heading twice on one page
    while (id := f"{full}-{number}") in taken:
        number += 1
    return id
