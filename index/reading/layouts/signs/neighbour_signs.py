"""Signs that depend on the lines beside: those of menus, comments, last days and labels."""

from __future__ import annotations

import re
from dataclasses import replace

from index.reading.layouts.line.date_lines import is_label, without_time
from index.reading.layouts.line.letter_folding import fold_letters
from index.reading.layouts.line.line_dates import EDGES, is_only_date
from index.reading.layouts.line.noise import is_also
from index.reading.layouts.signs.sign_of_line import END_LABEL, LONGEST_LABEL
from index.reading.layouts.signs.signed_line import DATED, Sign, SignedLine
from index.text.lexicon import union
from index.text.lexicon.regexes import alternation, patterns

_COMMENTS = re.compile(rf"\W*(?:{patterns(lambda words: words.layouts.comments)})\W*")
_START_LABEL = re.compile(alternation(union(lambda words: words.layouts.event_labels)))
_PARAGRAPH = 60
"""Letters from which a value is a text that needs no label; chosen by hand."""
_TITLE_LABEL = re.compile(alternation(union(lambda words: words.layouts.title_labels)))


def without_menus(signed: list[SignedLine]) -> list[SignedLine]:
    """Take years and months that follow each other for a menu: they are the heading of nothing."""
    last = len(signed) - 1
    return [
        replace(one, sign="furniture")
        if one.sign in ("year", "month")
        and any(
            signed[near].sign == one.sign and not signed[near].line.level and not one.line.level
            for near in (max(0, place - 1), min(last, place + 1))
            if near != place
        )
        else one
        for place, one in enumerate(signed)
    ]


def without_comments(signed: list[SignedLine]) -> list[SignedLine]:
    """Take what readers wrote for furniture: from its heading on to the next of a higher rank."""
    level = 0
    for place, one in enumerate(signed):
        if level and 0 < one.line.level < level:
            level = 0
        elif one.line.level > 1 and _COMMENTS.fullmatch(
            fold_letters(one.line.text[:LONGEST_LABEL])
        ):
            level = one.line.level
        if level:
            signed[place] = replace(one, sign="furniture")
    return signed


def with_last_days(signed: list[SignedLine]) -> list[SignedLine]:
    """Take a day above "20:00 - End of event" for the last one, and leave such labels out."""
    for place in range(1, len(signed)):
        text = signed[place].line.text
        if not text or len(text) > LONGEST_LABEL or signed[place].sign != "text":
            continue
        before = place - 1
        while before and signed[before].sign == "furniture":
            before -= 1
        below = signed[place + 1] if place + 1 < len(signed) else None
        is_of_below = signed[place].line.is_label or (below is not None and below.sign in DATED)
        if signed[before].sign != "date" or is_of_below:
            continue
        label = without_time(fold_letters(text)).strip(EDGES)
        is_end = END_LABEL.fullmatch(label) is not None
        if is_end or _START_LABEL.fullmatch(label):
            signed[place] = replace(signed[place], sign="furniture")
            sign: Sign = "end" if is_end else "date"
            signed[before] = replace(signed[before], sign=sign, role="event")
    return signed


def with_labels(signed: list[SignedLine]) -> list[SignedLine]:
    """Put a label before the short value that it stands above: "Where:" and "City Hall".

    The label of a date, of a title or of a text says nothing that the entry does not.
    """
    for place in range(len(signed) - 1):
        one, value = signed[place], signed[place + 1]
        text = one.line.text
        has_label = one.line.is_label or (text.endswith(":") and not one.line.level)
        if one.sign == "text" and len(text) <= LONGEST_LABEL and _is_label_of_date(text, value):
            signed[place] = replace(one, sign="furniture")
            continue
        has_label &= not is_also(text)
        if (
            one.sign != "text"
            or not has_label
            or len(text) > LONGEST_LABEL
            or value.sign == "furniture"
        ):
            continue
        signed[place] = replace(one, sign="furniture")
        is_title = _TITLE_LABEL.fullmatch(fold_letters(text).strip(EDGES)) is not None
        if is_title or (value.sign == "text" and len(value.line.text) < _PARAGRAPH):
            words = value.line.text if is_title else f"{text.rstrip(':')}: {value.line.text}"
            line = replace(value.line, text=words, strong=is_title, level=0)
            signed[place + 1] = replace(value, line=line)
    return signed


def _is_label_of_date(text: str, value: SignedLine) -> bool:
    """Return whether a line is nothing but the label of the date below it."""
    plain = fold_letters(text)
    is_date = value.sign in ("date", "end") or is_only_date(value.line.text)
    return is_date and (is_label(plain) or END_LABEL.fullmatch(plain) is not None)
