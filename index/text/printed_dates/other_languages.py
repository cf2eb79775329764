"""Dates with the months of languages that have no lexicon: "15 maja 2023", "15 de mayo de 2023".

Only a day, a month and a year in this order, all written, are a date, so that no word is one by
chance; what a page says in such a language is not read otherwise.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache

from index.model.package_data import package_data
from index.text.folding import fold
from index.text.months import NUMBERS
from index.text.printed_dates.printed import PartialDate, PrintedDate
from index.text.printed_dates.words import ARROW, YEAR

_TABLE = "months.csv"
_SMALL = r"(?:[^\W\d_]{1,3}(?:\s|['’]\s?))?"
"""A word of a few letters between a day, its month and its year, whatever the language."""
YEAR_BEHIND_WORD = re.compile(rf"\d\.?\s{_SMALL}[^\W\d_]{{3,14}}\s{_SMALL}\d{{4}}")
"""What every such date has, cheaply told."""
_DATE = re.compile(
    rf"""(?<![\w.,:/-])
    (?: (?P<first>\d\d?)(?P<first_stop>\.?)
        (?: \s?{_SMALL}(?P<first_month>[^\W\d_]{{3,14}})\s )?
        \s?(?:{ARROW}|[-–—])\s? )?
    (?P<day>\d\d?)(?P<stop>\.?)\s{_SMALL}(?P<month>[^\W\d_]{{3,14}})
    \s{_SMALL}(?P<year>{YEAR})""",
    re.VERBOSE | re.IGNORECASE,
)


def find_dates_of_other_languages(text: str) -> Iterator[PrintedDate]:
    """Yield the dates with a month that no lexicon has, in order; impossible ones are left out."""
    for match in _DATE.finditer(text):
        month = _month(match["month"], has_stop=bool(match["stop"]))
        if month is None:
            continue
        last = PartialDate(int(match["year"]), month, int(match["day"]))
        first, begin = last, match.start("day")
        if match["first"] is not None:
            begin = match.start()
            own = _month(match["first_month"] or "", has_stop=bool(match["first_stop"]))
            first = PartialDate(None, own or month, int(match["first"]))
        printed = PrintedDate(begin, match.end(), first, last, text[begin : match.end()])
        if printed.span() is not None:
            yield printed


def _month(word: str, *, has_stop: bool) -> int | None:
    """Return the month that a word names; None when it is none.

    Two languages may name different months by one word: the full stop of the day tells them apart.
    A month that a lexicon has is one here only behind that full stop, which the lexicons' lack.
    """
    word = fold(word)
    if word in NUMBERS:
        return NUMBERS[word] if has_stop else None
    months = _months()
    return months.get((word, has_stop)) or months.get((word, not has_stop))


@cache
def _months() -> dict[tuple[str, bool], int]:
    """Return the months by name and whether the days before it have a full stop."""
    months: dict[tuple[str, bool], int] = {}
    lines = (package_data() / _TABLE).read_text("utf-8").splitlines()
    for row in csv.DictReader(lines):
        for number, forms in enumerate(row["months"].split(), start=1):
            for form in forms.split("|"):
                months[form, row["has_stop"] == "1"] = number
    return months
