"""Dates inside a sentence, translated with their preposition between two languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from index.text.lexicon import Lexicon, lexicons, union
from index.text.lexicon.regexes import alternation
from index.text.months import month_number
from index.translation.date_wording import (
    DateJoin,
    DatePart,
    DateWording,
    Lead,
    meanings,
    wording_of,
)

_YEAR = r"(?:19|20)\d\d"
_DASH = r"\s*[-–—]\s*"
_ORDINAL = rf"(?:{alternation(union(lambda words: words.calendar.ordinals))}|[°º])"


@dataclass(frozen=True, slots=True)
class DatePhrase:
    """Characters `start` to `end` (exclusive) of a text, and their translation."""

    start: int
    end: int
    written: str


@dataclass(frozen=True, slots=True)
class _Language:
    """How one language's dates are read, and written."""

    phrase: re.Pattern[str]
    """One or two dates (`one`, `two`), what leads them and what joins them."""
    day: re.Pattern[str]
    """A day, in the group `number` unless it is in words."""
    month: re.Pattern[str]
    join: re.Pattern[str]
    leads: Mapping[str, Lead]
    """By the words as `_plain` gives them."""
    joins: Mapping[str, Lead]
    wording: DateWording


def find_date_phrases(text: str, source: str, target: str) -> tuple[DatePhrase, ...]:
    """Return the dates of a text in `source` with their translation into `target`, in text order.

    There are none where one of the two languages has no lists for it.
    """
    one, other = _languages().get(source), _languages().get(target)
    if one is None or other is None or source == target:
        return ()
    return tuple(
        DatePhrase(found.start(), found.end(), _translated(found, one, other.wording))
        for found in one.phrase.finditer(text)
    )


@cache
def _languages() -> Mapping[str, _Language]:
    return {
        lexicon.tag: _language(lexicon) for lexicon in lexicons() if lexicon.translation.date_leads
    }


def _language(lexicon: Lexicon) -> _Language:
    words, calendar = lexicon.translation, lexicon.calendar
    leads = _by_words(words.date_leads)
    joins = _by_words(words.date_joins)
    month = (
        "|".join(map(str.capitalize, calendar.months))
        if calendar.capital_months
        else "|".join(map(_any_case, calendar.months))
    )
    first = alternation(words.first_day)
    day = rf"(?:(?:(?:0?[1-9]|[12]\d|3[01]){_ORDINAL}?(?!\w|:\d))|(?:{first})\b)"
    join = rf"(?:{_DASH}|\s+(?:{'|'.join(map(_spaced, _longest(joins)))}))"
    of = rf"(?:(?:{alternation(calendar.of)})\s+)?"
    year = rf"(?:,?\s+{of}{_YEAR}\b)"
    parts = [rf"{day}(?:{join}{day})?\s+{of}(?:{month})\b{year}?", rf"(?:{month}){year}"]
    if calendar.month_first:
        parts.insert(0, rf"(?:{month})\s+{day}(?:{join}{day})?{year}?")
    if calendar.capital_months:  # a month alone may be a name (May, April): only after these
        parts += (
            rf"(?<=\b{_any_case(word)} )(?:{month})\b"
            for word, lead in leads.items()
            if lead in ("in", "of") and " " not in word
        )
    else:
        parts.append(rf"(?<!\w)(?:{'|'.join(calendar.months)})\b")
    part = rf"(?:{'|'.join(parts)})"
    lead = "|".join(map(_spaced, map(_any_case, _longest(leads))))
    return _Language(
        re.compile(
            rf"(?:(?<!\w)(?P<lead>{lead}))?(?<![\w.,/-])(?P<one>{part})(?:(?P<join>{join})(?P<two>{part}))?"
        ),
        re.compile(rf"\b(?:(?P<number>\d\d?){_ORDINAL}?(?!\d)|(?:{first})\b)"),
        re.compile(rf"\b(?:{month})\b"),
        re.compile(join),
        leads,
        joins,
        wording_of(lexicon),
    )


def _by_words(lines: Iterable[str]) -> Mapping[str, Lead]:
    return {word: lead for lead, forms in meanings(lines) for word in forms}


def _longest(words: Iterable[str]) -> list[str]:
    return sorted(words, key=lambda word: (-len(word), word))


def _any_case(word: str) -> str:
    """Return a pattern of a word that may begin with a capital."""
    return f"[{word[0]}{word[0].upper()}]{word[1:]}"


def _spaced(word: str) -> str:
    """Return a pattern of words and the space after them, which none is after an apostrophe."""
    space = r"\s*" if word.endswith("'") else r"\s+"
    return word.replace("'", "['’]").replace(" ", r"\s+") + space


def _plain(written: str) -> str:
    return " ".join(written.lower().replace("’", "'").split())


def _translated(found: re.Match[str], language: _Language, wording: DateWording) -> str:
    lead: Lead = language.leads.get(_plain(found["lead"] or ""), "")
    one = _part(found["one"], language)
    two = _part(found["two"], language) if found["two"] else None
    phrase = wording.write(lead, one, _join(found["join"] or "", language), two)
    return phrase[0].upper() + phrase[1:] if found[0][0].isupper() and found["lead"] else phrase


def _part(written: str, language: _Language) -> DatePart:
    named = language.month.search(written)
    year = re.search(rf"{_YEAR}\b", written)
    bare = written.replace(year[0], " ") if year else written
    days = [int(day["number"] or 1) for day in language.day.finditer(bare)]
    between = language.join.search(bare) if len(days) > 1 else None
    return DatePart(
        first=days[0] if days else 0,
        second=days[1] if len(days) > 1 else 0,
        join=_join(between[0], language) if between else "",
        month=(month_number(named[0]) or 1) if named else 1,
        year=year[0] if year else "",
    )


def _join(written: str, language: _Language) -> DateJoin:
    lead = language.joins.get(_plain(written), "")
    if lead == "and" or lead == "to":
        return lead
    return "-" if written.strip() else ""
