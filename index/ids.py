"""Entry ids: the start date as read, and a mark of where the entry stands, `2007-06-27-k3f9`."""

from __future__ import annotations

import hashlib
from collections.abc import Container
from datetime import date

_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32 (crockford.com/base32), which leaves out i, l, o and u."""

_SHORTEST = 4
_LETTERS = 80
"""How much of the text stands in for a heading that was lost."""


def entry_id(url: str, heading: str, text: str, start: date | None, taken: Container[str]) -> str:
    """An id not in `taken`: four characters of SHA-256 over url and heading, more on collision.

    The same page always gives the same ids, so long as its order of entries stays.
    """
    mark = heading or text[:_LETTERS]
    digest = hashlib.sha256(f"{url}\n{mark}".encode()).digest()
    bits = int.from_bytes(digest, "big")
    digits = "".join(_DIGITS[bits >> shift & 31] for shift in range(251, 0, -5))
    day = start.isoformat() if start else "undated"
    for length in range(_SHORTEST, len(digits)):
        if (id := f"{day}-{digits[:length]}") not in taken:
            return id
    number = 2  # the same heading twice on one page
    while (id := f"{day}-{digits}-{number}") in taken:
        number += 1
    return id
