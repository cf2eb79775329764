"""The foot of a page: its last lines, with the address of the office."""

from __future__ import annotations

import re
from dataclasses import replace

from index.reading.layouts.line.headings import ends_sentence
from index.reading.layouts.line.letter_folding import fold_letters
from index.reading.layouts.line.line_dates import dates_in
from index.reading.layouts.signs.sign_of_line import LONGEST_LABEL
from index.reading.layouts.signs.signed_line import SignedLine
from index.text.lexicon import union
from index.text.lexicon.regexes import alternation

_FOOT_LINES, _LONGEST_ADDRESS, _PARAGRAPH = 8, 300, 60
"""Lines of the longest footer, letters of its longest line, and from which a line is a text; by
hand."""
_PARTED = re.compile(r"\w\s+[-–—|•·]\s+\w|\w,\s")
_NUMBER = re.compile(
    rf"\b({alternation(union(lambda words: words.layouts.telephones))})\b[.:]?[^a-z]{{0,12}}\d{{3}}"
)
_POSTCODE = re.compile(r"\b\d{5}\b")
"""The ways to reach an office that a footer prints, beside an address with @."""


def with_foot(signed: list[SignedLine]) -> list[SignedLine]:
    """Take the last lines of a page for its footer, from one with the address of the office on.

    All below it are short, or menus.
    """
    first = len(signed)
    for place in range(len(signed) - 1, max(-1, len(signed) - _FOOT_LINES), -1):
        one = signed[place]
        text = one.line.text
        if _is_address(text):
            first = place
        elif text and one.sign not in ("furniture", "footer") and not _is_of_foot(one):
            break
    return [
        replace(one, sign="footer") if place >= first else one for place, one in enumerate(signed)
    ]


def _is_address(text: str) -> bool:
    """Return whether a line has a name and two ways to reach it: telephone, fax, mail, postcode."""
    if len(text) > _LONGEST_ADDRESS or _PARTED.search(text) is None:
        return False
    plain = fold_letters(text)
    ways = {found[1] for found in _NUMBER.finditer(plain)}
    return len(ways) + ("@" in text) + (_POSTCODE.search(plain) is not None) > 1


def _is_of_foot(one: SignedLine) -> bool:
    text = one.line.text
    is_menu = text.count("|") > 1 and max(map(len, text.split("|"))) < LONGEST_LABEL
    is_short = len(text) < _PARAGRAPH and not ends_sentence(text) and not dates_in(text)
    return not one.line.level and (is_menu or is_short)
