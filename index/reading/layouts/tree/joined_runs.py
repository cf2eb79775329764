"""The runs of a line, joined as a browser shows them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.reading.layouts.line.line_dates import is_weekday
from index.text.lexicon import union
from index.text.lexicon.regexes import alternation

_NTH = re.compile(rf"\d{{1,2}}(?:{alternation(union(lambda words: words.calendar.ordinals))})")
"""A day of a month in the form of a number that ranks: "1er" beside "août"."""


def joined(pieces: Sequence[str]) -> str:
    """Join the runs of a line; a number and the word of another element stay apart."""
    before = ""
    parts: list[str] = []
    for piece in pieces:
        if before and piece and (
            _are_apart(before[-1], piece[0])
            or (piece[0].isalpha() and _NTH.fullmatch(before))
            or (before[-1].isdigit() and piece[0].isdigit())
            or (piece[0].isalpha() and is_weekday(piece))
        ):  # fmt: skip
            parts.append(" ")
        parts.append(piece)
        before = piece
    return "".join(parts)


def _are_apart(before: str, after: str) -> bool:
    if before.isdigit():
        return after.isalpha()
    if before.isupper() and after.isdigit():
        return True
    return (before.islower() or before in ".!?:)") and (after.isupper() or after.isdigit())
