"""Dates among the words of a query: "ottobre 2012", "27 June 2007", "2007", "maggio"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from index.text.months import FULL_NAMES, NUMBERS

_YEAR = re.compile(r"(?:19|20)[0-9]{2}\Z")
_DAY = re.compile(r"(0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th|o|er)?\Z")
_MONTH = re.compile(r"(0?[1-9]|1[0-2])\Z")


@dataclass(frozen=True, slots=True)
class DateWords:
    """A date in the words of a query: its days, inclusive, or only a month of any year."""

    text: str
    """The date as parameters write it: 2012-10, 2007, or --05 for a month of any year."""
    first: date | None
    last: date | None
    month: int | None = None


def date_words(words: Sequence[str]) -> DateWords | None:
    """Return the date that these folded words name together, or None."""
    kinds = "".join(_kind(word) for word in words)
    match kinds:
        case "Y":
            return _within(int(words[0]))
        case "M":
            number = NUMBERS[words[0]]
            if words[0] not in FULL_NAMES:
                return None
            return DateWords(f"--{number:02}", None, None, number)
        case "MY":
            return _within(int(words[1]), NUMBERS[words[0]])
        case "YM" | "Yd":
            return _within(int(words[0]), _month(words[1]))
        case "dY":
            month = _month(words[0])
            return _within(int(words[1]), month) if words[0].isdigit() else None
        case "dMY":
            return _within(int(words[2]), NUMBERS[words[1]], _day(words[0]))
        case "MdY":
            return _within(int(words[2]), NUMBERS[words[0]], _day(words[1]))
        case "ddY":
            return _within(int(words[2]), _month(words[1]), _day(words[0]))
        case "Ydd":
            return _within(int(words[0]), _month(words[1]), _day(words[2]))
        case _:
            return None


def _kind(word: str) -> str:
    if _YEAR.match(word):
        return "Y"
    if word in NUMBERS:
        return "M"
    return "d" if _DAY.match(word) else "x"


def _month(word: str) -> int | None:
    if word in NUMBERS:
        return NUMBERS[word]
    return int(word) if _MONTH.match(word) else None


def _day(word: str) -> int:
    match = _DAY.match(word)
    return int(match[1]) if match else 0


def _within(year: int, month: int | None = 0, day: int = 0) -> DateWords | None:
    """Return the days of a year, a month or one day; None when the calendar has no such date."""
    if month is None:
        return None
    if month == 0:
        return DateWords(str(year), date(year, 1, 1), date(year, 12, 31))
    length = monthrange(year, month)[1]
    if day > length:
        return None
    if day:
        that = date(year, month, day)
        return DateWords(that.isoformat(), that, that)
    return DateWords(f"{year}-{month:02}", date(year, month, 1), date(year, month, length))
