"""The months' names in all languages of the lexicons, to read dates and to expand queries."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from index.text.folding import fold
from index.text.lexicon import lexicons

MONTHS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {lexicon.tag: tuple(map(fold, lexicon.calendar.months)) for lexicon in lexicons()}
)
"""Names by language, folded, January first."""


def _by_month(row: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return the spellings of each month in a row of a lexicon; () where it has none."""
    return tuple(() if cell == "-" else tuple(cell.split("/")) for cell in row)


SHORT_MONTHS: Mapping[str, tuple[tuple[str, ...], ...]] = MappingProxyType(
    {lexicon.tag: _by_month(lexicon.calendar.short_months) for lexicon in lexicons()}
)
"""Abbreviations by language, folded, without full stop; () where none is used."""

SLUG_MONTHS: Mapping[str, str] = MappingProxyType(
    {
        spelling: MONTHS[lexicon.tag][number]
        for lexicon in lexicons()
        for number, spellings in enumerate(_by_month(lexicon.calendar.slug_months))
        for spelling in spellings
    }
)
"""Names by their spelling in addresses, which has no accented letters."""


def _numbers() -> Mapping[str, int]:
    numbers: dict[str, int] = {}
    for language, names in MONTHS.items():
        for number, name in enumerate(names, start=1):
            numbers[name] = number
        for number, short in enumerate(SHORT_MONTHS[language], start=1):
            numbers.update(dict.fromkeys(short, number))
    numbers.update((spelling, numbers[name]) for spelling, name in SLUG_MONTHS.items())
    return MappingProxyType(numbers)


NUMBERS: Mapping[str, int] = _numbers()
"""Every folded name and abbreviation with its month, 1-12."""

FULL_NAMES = frozenset(name for names in MONTHS.values() for name in names)
"""All folded names, without abbreviations."""

_NUMERALS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
ROMAN_MONTHS: Mapping[str, int] = MappingProxyType(
    {numeral: number for number, numeral in enumerate(_NUMERALS, start=1)}
)
"""Months as Roman numerals, folded: "12.IV.2009"."""


@lru_cache(maxsize=256)
def month_number(word: str) -> int | None:
    """Return the month that a word names, 1-12, in any case, with or without accents; or None."""
    return NUMBERS.get(fold(word).rstrip("."))


def month_languages(word: str) -> frozenset[str]:
    """Return the languages in which a word is a month's name or abbreviation; empty for none."""
    folded = fold(word).rstrip(".")
    return frozenset(
        language
        for language, names in MONTHS.items()
        if folded in names or any(folded in short for short in SHORT_MONTHS[language])
    )


def months_of_folder(name: str) -> tuple[int, int] | None:
    """Return the first and last month, in calendar order, that a folder is named for; or None.

    Both `maggiogiugno` and `giugnomaggio` are (5, 6), `june` is (6, 6).
    """
    one, several = _patterns_of_names()
    folded = fold(name).strip()
    if several.fullmatch(folded) is None:
        return None
    numbers = [NUMBERS[month] for month in one.findall(folded)]
    return min(numbers), max(numbers)


@cache
def _patterns_of_names() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return a pattern of a month's name, and of several glued together."""
    one = re.compile("|".join(sorted(FULL_NAMES, key=len, reverse=True)))
    return one, re.compile(rf"(?:(?:{one.pattern})[-_ ]?)+")
