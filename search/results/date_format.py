"""Dates in words, in Italian and in English."""

from __future__ import annotations

import re
from datetime import date

from index.model.entry import DateSpan
from index.text import months

MONTHS: dict[str, tuple[str, ...]] = {
    "it": months.MONTHS["it"],
    "en": tuple(name.capitalize() for name in months.MONTHS["en"]),
}
"""Month names as dates write them, January first."""

_A_LEAP_YEAR = date(2000, 1, 1)
_UNDATED = {"it": "senza data", "en": "undated"}


def written(dates: DateSpan, language: str) -> str:
    """Return the span in words, such as "20–27 giugno 2007" or "5 May – 1 June 2007".

    What both ends share is written once. Less exact dates give "September 2006", "2006" and
    "undated".
    """
    start, end = dates.start, dates.end
    if start is None or end is None or dates.precision == "unknown":
        return _UNDATED[language]
    if dates.precision == "year":
        return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
    if dates.precision == "month":
        return _months(start, end, language)
    if start == end:
        return written_day(start, language)
    if (start.year, start.month) == (end.year, end.month):
        return f"{_day(start, language)}–{written_day(end, language)}"
    if start.year == end.year:
        return f"{_day(start, language)} {_month(start, language)} – {written_day(end, language)}"
    return f"{written_day(start, language)} – {written_day(end, language)}"


def written_day(day: date, language: str) -> str:
    """Return a day in words: "1º giugno 2007", "1 June 2007"."""
    return f"{_day(day, language)} {_month(day, language)} {day.year}"


def written_month(year: int, month: int, language: str) -> str:
    """Return a month in words: "giugno 2007"."""
    return f"{MONTHS[language][month - 1]} {year}"


def written_point(text: str, language: str) -> str:
    """Return a year, month or day of a query ("2007", "2007-06", "2007-06-01") in words.

    Any other text is returned as it is.
    """
    if found := re.fullmatch(r"(\d{4})-(\d\d)(?:-(\d\d))?", text):
        year, month, day = int(found[1]), int(found[2]), int(found[3] or 1)
        try:
            point = date(year, month, day)
        except ValueError:
            return text
        return written_day(point, language) if found[3] else written_month(year, month, language)
    return text


def written_reading(text: str, language: str) -> str:
    """Return the dates that words of a query were read as, in the form of a `DateWords`, in words.

    "2007-02" is "febbraio 2007", "--11-23" is "23 novembre", "2021/.." is "dal 2021 in poi". Read
    again as words of a query they are the same dates.
    """
    first, separator, last = text.partition("/")
    if not first.startswith("--"):
        if not separator:
            return written_point(first, language)
        return within(first.strip("."), last.strip("."), language)
    start, end = _yearly(first, language), _yearly(last or first, language)
    return start if start == end else f"{start} – {end}"


def _yearly(text: str, language: str) -> str:
    """Return a month or a day of any year, --11 or --11-23, in words."""
    day = _A_LEAP_YEAR.replace(month=int(text[2:4]), day=int(text[5:] or 1))
    month = _month(day, language)
    return f"{_day(day, language)} {month}" if text[5:] else month


def within(first: str, last: str, language: str) -> str:
    """Return a query's date range as part of a sentence; empty when both bounds are empty.

    "in 2007", "from May 2007 on", "until 2010", "between 2007 and May 2010"; in Italian with the
    article of a year or a day: "nel 2007", "dall’8 maggio 2007 in poi", "fino al 2010".
    """
    if not first and not last:
        return ""
    start, end = written_point(first, language), written_point(last, language)
    if language == "en":
        if first == last:
            return f"{'on' if len(first) == 10 else 'in'} {start}"
        if first and last:
            return f"between {start} and {end}"
        return f"from {start} on" if first else f"until {end}"
    if first == last:
        return {4: f"nel {start}", 7: f"a {start}"}.get(len(first), _italian("", start))
    if first and last:
        return f"fra {_italian('', start)} e {_italian('', end)}"
    return f"{_italian('da', start)} in poi" if first else f"fino {_italian('a', end)}"


def time_value(dates: DateSpan) -> str:
    """Return the start for HTML's time element, as exact as it is known; empty when undated."""
    if dates.start is None or dates.precision == "unknown":
        return ""
    return dates.start.isoformat()[: {"year": 4, "month": 7, "day": 10}[dates.precision]]


def unbroken(words: str) -> str:
    """Return the words without line breaks between day and month or inside a number range."""
    words = re.sub(r"(?<=\d)(º?) (?=[^\W\d])", "\\1\N{NO-BREAK SPACE}", words)
    return re.sub(r"–(?=\d)", "–\N{WORD JOINER}", words)


def _italian(preposition: str, words: str) -> str:
    """Return the words after a preposition ("da", "a" or none) with the article they need."""
    if not words[:1].isdigit():
        euphonic = "d" if preposition == "a" and words.startswith("a") else ""
        return f"{preposition}{euphonic} {words}".strip()
    if re.match(r"(8|11) ", words):
        return f"{preposition}{'l' if preposition else ''}l’{words}"
    return f"{preposition}l {words}" if preposition else f"il {words}"


def _months(start: date, end: date, language: str) -> str:
    last = written_month(end.year, end.month, language)
    if (start.year, start.month) == (end.year, end.month):
        return last
    if start.year == end.year:
        return f"{_month(start, language)}–{last}"
    return f"{written_month(start.year, start.month, language)} – {last}"


def _day(day: date, language: str) -> str:
    return "1º" if day.day == 1 and language == "it" else str(day.day)


def _month(day: date, language: str) -> str:
    return MONTHS[language][day.month - 1]
