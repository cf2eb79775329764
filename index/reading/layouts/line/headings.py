"""Headings: whether a line opens with a date, is a month heading, or ends a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache

from index.reading.layouts.line.letter_folding import fold_letters
from index.text.folding import fold
from index.text.lexicon import Lexicon, small_words, union
from index.text.lexicon.regexes import alternation, before
from index.text.months import FULL_NAMES, NUMBERS, ROMAN_MONTHS, SLUG_MONTHS
from index.text.printed_dates.open_ranges import OPEN_FROM, OPEN_UNTIL
from index.text.printed_dates.words import ARROW


def _folded(words_of: Callable[[Lexicon], Iterable[str]]) -> frozenset[str]:
    return frozenset(map(fold, union(words_of)))


_MONTHS = alternation(FULL_NAMES)
_SHORT = alternation(frozenset(NUMBERS) - FULL_NAMES - frozenset(SLUG_MONTHS))
_MONTH = rf"(?:(?:{_MONTHS})|(?:{_SHORT})\.?)(?![a-z])"
_NTH = rf"(?:{alternation(union(lambda words: words.calendar.ordinals))}|°|º|o(?![a-z]))?"
_DAY = rf"(?:[12]\d|3[01]|0?[1-9]){_NTH}(?!\d)"
_YEAR = r"(?:19|20)\d\d(?!\d)"
_JOINTS = alternation(
    union(
        lambda words: words.grammar.conjunction | words.calendar.until | words.calendar.until_weak
    )
)
_TO = rf"\s*(?:{ARROW}|[-–—/]|\b(?:{_JOINTS})\b|&|,)\s*"
_IN = rf"(?:\s*(?:,|{alternation(union(lambda words: words.calendar.of))})?\s*)"
_DAYS = rf"{_DAY}(?:{_TO}{_DAY}){{0,3}}"
_NUMBERS = (
    rf"(?:\d{{1,2}}[/.]\d{{1,2}}(?:[/.](?:\d{{4}}|\d{{2}})?)?\s*(?:{ARROW}|[-–—]|\b(?:{_JOINTS})\b)\s*)?"
    r"\d{1,2}(?:-\d{1,2})?[/.]\d{1,2}(?:-\d{1,2}[/.]\d{1,2})?[/.](?:\d{4}|\d{2})(?!\d)"
    rf"|\d{{1,2}}[/.-](?:{alternation(ROMAN_MONTHS)})[/.-]{_YEAR}"
)
_WEEKDAY = (
    rf"(?:{alternation(_folded(lambda words: words.calendar.weekdays))}"
    rf"|(?:{alternation(union(lambda words: words.calendar.short_weekdays))})\.?),?\s+"
)
_DATE = (
    rf"(?:{_WEEKDAY})?(?:"
    rf"{_MONTH}\s+{_DAYS}(?:{_TO}{_MONTH}\s+{_DAYS})?(?:{_IN}{_YEAR})?"
    rf"|{_DAYS}{_IN}{_MONTH}(?:{_IN}{_YEAR})?"
    rf"(?:{_TO}{_DAYS}{_IN}{_MONTH}(?:{_IN}{_YEAR})?)?"
    rf"|{_DAYS}{_IN}{_MONTH}{_TO}{_DAYS}{_IN}{_MONTH}(?:{_IN}{_YEAR})?"
    rf"|(?:{_MONTHS})(?:{_TO}(?:{_MONTHS}))?{_IN}{_YEAR}"
    rf"|{_NUMBERS}"
    rf"|{_YEAR}[/.-]\d{{1,2}}[/.-]\d{{1,2}}(?!\d))"
)
"""A day, days, or a month and year; a letter or number may follow."""
_WHOLE_DATE = rf"{_DATE}(?![\w])"
_DATE_INSIDE = rf"(?<![\w/.])(?:{_WHOLE_DATE})"
_BEFORE_DAY = before(union(lambda words: words.calendar.before_day))
_RANGES = before(union(lambda words: words.calendar.range_from | words.calendar.range_between))
_ON = rf"(?:{_BEFORE_DAY})?(?:{_WEEKDAY})?"
_UNTIL = rf"\s*(?:{ARROW}|[-–—/&,]|\b(?:{_JOINTS})\b)\s*{_ON}"
_SPAN = (
    rf"(?:{_RANGES}|{_BEFORE_DAY}){_ON}"
    rf"{_DAY}(?:{_IN}{_MONTH}(?:{_IN}{_YEAR})?)?(?:{_UNTIL}{_DAY}){{0,2}}"
    rf"{_IN}{_MONTH}(?:{_IN}{_YEAR})?(?![\w])"
)
"""Days with the words that open them: "Dal 3 al 5 maggio", "Da lunedì 6 a mercoledì 8 maggio"."""
_OPEN_SPAN = rf"(?:{OPEN_FROM}|{OPEN_UNTIL}){_ON}{_WHOLE_DATE}"
"""A day with the words that leave one end open: "Fino al 5 maggio 2007"."""
_SEASON = re.compile(
    rf"(?:{alternation(_folded(lambda words: words.calendar.seasons()))})\s+"
    rf"(?:{before(union(lambda words: words.calendar.of))})?{_YEAR}(?:\s*[-–/]\s*(?:20)?\d\d)?"
)
_MONTH_HEADING = re.compile(
    rf"{_YEAR}\W{{0,3}}(?:{_MONTHS})(?:\W{{1,3}}(?:{_MONTHS}))?"
    rf"|(?:{_MONTHS})(?:\W{{1,3}}(?:{_MONTHS}))?\W{{0,3}}{_YEAR}"
)
_YEAR_TITLE = re.compile(
    rf"(?:{alternation(union(lambda words: words.layouts.year_titles))})?[\s:-]*({_YEAR})"
)
_LONGEST_DATE = 120
_compiled = cache(re.compile)
"""Compiles the long patterns when they are first used: each takes as long as reading a page."""
_ENDING = 24
"""Letters at the end of a line that are enough to know how it ends."""
_INITIALS_END = re.compile(r"(?:^|[\s(])(?:[A-Z]\.){2,}$")
_SENTENCE_END = re.compile(r"[.!?:;…][\"”»’')\]]*$")
_CONTINUES = re.compile(rf"(?:[,(]|\b(?:{alternation(small_words())}))$")


def opens_with_date(text: str) -> bool:
    """Return whether a line begins with a day, a span of days, or a month and year."""
    return date_end(text) > 0


def date_end(text: str) -> int:
    """Return the offset after the date that a line opens with, 0 when it opens with none."""
    return _date_end(text[:_LONGEST_DATE])


@lru_cache(maxsize=1024)
def _date_end(opening: str) -> int:
    plain = fold_letters(opening)
    found = _compiled(_WHOLE_DATE).match(plain) or _compiled(_DATE).match(plain)
    return found.end() if found else 0


def heading_date_end(text: str) -> int:
    """Return the offset after the date of a heading, which may open with "Dal", "From" and so on.

    0 when it opens with none. A line of text that opens so is no heading for it.
    """
    if end := date_end(text):
        return end
    plain = fold_letters(text[:_LONGEST_DATE])
    found = _compiled(_SPAN).match(plain) or _compiled(_OPEN_SPAN).match(plain)
    return found.end() if found else 0


def is_date(text: str) -> bool:
    """Return whether a text is a date and nothing else."""
    return 0 < len(text) <= _LONGEST_DATE and heading_date_end(text) == len(text)


def is_season(text: str) -> bool:
    """Return whether a line is a season and its year, and nothing else."""
    return len(text) < 60 and bool(_SEASON.fullmatch(fold_letters(text).strip(" :.-–")))


def date_within(text: str) -> tuple[int, int] | None:
    """Return the offsets of the first date in the opening of a text, None when it has none."""
    found = _compiled(_DATE_INSIDE).search(fold_letters(text[:_LONGEST_DATE]))
    return found.span() if found else None


def is_month_heading(text: str) -> bool:
    """Return whether a line is a month and a year in either order, and nothing else."""
    return len(text) < 60 and bool(_MONTH_HEADING.fullmatch(fold_letters(text).strip(" :.-–")))


def title_year(text: str) -> str:
    """Return the year of a page's title such as "Events 2005", "" for any other text."""
    if len(text) > 40:
        return ""
    found = _YEAR_TITLE.fullmatch(fold_letters(text).strip(" :.-–"))
    return found[1] if found else ""


def ends_sentence(text: str) -> bool:
    """Return whether a line ends as a sentence does; the end of "U.S.A." does not count."""
    end = text[-_ENDING:]
    return bool(_SENTENCE_END.search(end)) and not _INITIALS_END.search(end)


def has_word(text: str) -> bool:
    """Return whether a text has a word of at least two letters."""
    return bool(re.search(r"[^\W\d_]{2,}", text))


def is_continued_by(line: str, following: str) -> bool:
    """Return whether `following` continues the sentence that `line` leaves unfinished."""
    if not line or not following or ends_sentence(line):
        return False
    return (
        following[0].islower()
        or following[0] in ",;)"
        or bool(_CONTINUES.search(fold_letters(line[-_ENDING:])))
    )
