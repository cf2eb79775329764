"""The months' names in Italian, English and French, to read dates and to expand queries."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from index.text.folding import fold

MONTHS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "it": (
            "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno",
            "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre",
        ),
        "en": (
            "january", "february", "march", "april", "may", "june",
            "july", "august", "september", "october", "november", "december",
        ),
        "fr": (
            "janvier", "fevrier", "mars", "avril", "mai", "juin",
            "juillet", "aout", "septembre", "octobre", "novembre", "decembre",
        ),
    }
)  # fmt: skip
"""Names by language, folded, January first."""

SHORT_MONTHS: Mapping[str, tuple[tuple[str, ...], ...]] = MappingProxyType(
    {
        "it": (
            ("gen", "genn"), ("feb", "febb"), ("mar",), ("apr",), ("mag",), ("giu",),
            ("lug",), ("ago",), ("set", "sett"), ("ott",), ("nov",), ("dic",),
        ),
        "en": (
            ("jan",), ("feb",), ("mar",), ("apr",), (), ("jun",),
            ("jul",), ("aug",), ("sep", "sept"), ("oct",), ("nov",), ("dec",),
        ),
        "fr": (
            ("janv",), ("fevr", "fev"), (), ("avr",), (), (),
            ("juil",), (), ("sept",), ("oct",), ("nov",), ("dec",),
        ),
    }
)  # fmt: skip
"""Abbreviations by language, folded, without full stop; () where none is used."""

_SLUG_MONTHS = {"fvrier": 2, "aot": 8, "dcembre": 12}
"""French months as addresses spell them, without the accented letters."""


def _numbers() -> Mapping[str, int]:
    numbers: dict[str, int] = dict(_SLUG_MONTHS)
    for language, names in MONTHS.items():
        for number, name in enumerate(names, start=1):
            numbers[name] = number
            numbers.update(dict.fromkeys(SHORT_MONTHS[language][number - 1], number))
    return MappingProxyType(numbers)


NUMBERS: Mapping[str, int] = _numbers()
"""Every folded name and abbreviation with its month, 1-12."""

FULL_NAMES = frozenset(name for names in MONTHS.values() for name in names)
"""All folded names, without abbreviations."""

_NAME = re.compile("|".join(sorted(FULL_NAMES, key=len, reverse=True)))
_NAMES = re.compile(rf"(?:(?:{_NAME.pattern})[-_ ]?)+")


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
    folded = fold(name).strip()
    if _NAMES.fullmatch(folded) is None:
        return None
    numbers = [NUMBERS[month] for month in _NAME.findall(folded)]
    return min(numbers), max(numbers)
