"""Entry ids: the start date and a suffix made from address and heading, `2007-06-27-k3f9`.

An entry is read with its full id, whose suffix is unique. It is published under the shortest
prefix of that id which no earlier entry has taken.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Container
from datetime import date

_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32 (crockford.com/base32), which leaves out i, l, o and u."""

_SHORTEST = 4
"""Digits of the shortest suffix."""
_LETTERS = 80
"""Characters of the text that replace a missing heading. Changing it would change ids."""


def full_id(url: str, heading: str, text: str, start: date | None) -> str:
    """Return an entry's full id: its day and 51 base-32 digits of SHA-256 over url and heading."""
    digest = hashlib.sha256(f"{url}\n{heading or text[:_LETTERS]}".encode()).digest()
    bits = int.from_bytes(digest, "big")
    digits = "".join([_DIGITS[bits >> shift & 31] for shift in range(251, 0, -5)])
    return f"{start.isoformat() if start else 'undated'}-{digits}"


def stem_of(full: str) -> str:
    """Return the shortest prefix of `full` that can be an id.

    Only entries with the same stem can compete for an id.
    """
    return full[: full.rindex("-") + 1 + _SHORTEST]


def year_of(id: str) -> int:
    """Return the year that an id begins with; 0 for an undated entry."""
    year = id.partition("-")[0]
    return int(year) if year.isdecimal() else 0


def free_id(full: str, taken: Container[str]) -> str:
    """Return the shortest id that is not in `taken`: four digits of the suffix, more on collision.

    Pages that are read in the same order give the same ids. Numbers are given in order, so that
    the first free one is found by halving: a page may have the same heading thousands of times.
    """
    for length in range(len(stem_of(full)), len(full)):
        if (id := full[:length]) not in taken:
            return id
    beyond = 2  # the same heading twice on one page
    while f"{full}-{beyond}" in taken:
        beyond *= 2
    numbers = range(2, beyond + 1)
    return f"{full}-{numbers[bisect_left(numbers, True, key=lambda n: f'{full}-{n}' not in taken)]}"
