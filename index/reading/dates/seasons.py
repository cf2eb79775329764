"""Seasons: the months that they are taken for, and the days by the sun, which are others."""

from __future__ import annotations

import re
from datetime import date

from index.model.entry import DateSpan
from index.text.lexicon import union
from index.text.lexicon.regexes import alternation
from index.text.printed_dates.printed import PartialDate, PrintedDate
from index.text.printed_dates.words import OF, YEAR


def find_season(heading: str) -> PrintedDate | None:
    """Return the months of a season that opens a heading: "Estate 2012 - …"; None for none.

    A winter is that of two years when both are named, else any month of its year.
    """
    match = _SEASON.match(heading)
    if match is None:
        return None
    year = int(match["year"])
    first, last = next(months for name, months in _SEASONS.items() if match[name])
    first_year = last_year = year
    if match["winter"]:
        first, last = (12, 2) if match["next"] else (1, 12)
        last_year = year + bool(match["next"])
    ends = PartialDate(first_year, first, None), PartialDate(last_year, last, None)
    return PrintedDate(match.start(), match.end(), *ends, match[0])


_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 2)}
_SEASON = re.compile(
    rf"(?:(?P<spring>{alternation(union(lambda words: words.calendar.spring))})"
    rf"|(?P<summer>{alternation(union(lambda words: words.calendar.summer))})"
    rf"|(?P<autumn>{alternation(union(lambda words: words.calendar.autumn))})"
    rf"|(?P<winter>{alternation(union(lambda words: words.calendar.winter))}))"
    rf"\s+(?:{OF})?(?P<year>{YEAR})(?P<next>\s*[-–/]\s*(?:20)?\d\d)?"
    r"(?=\s*(?:[-–—:,.;]|\Z))",
    re.IGNORECASE,
)

_BY_THE_SUN = {3: (3, 21, 6, 20), 6: (6, 21, 9, 22), 9: (9, 23, 12, 20)}
"""First and last day of the season that begins in each month."""


def days_by_the_sun(span: DateSpan) -> DateSpan | None:
    """Return the days of a season by the sun, when a span is its months; None for any other."""
    if span.start is None or _SEASON.match(span.as_written) is None:
        return None
    year = span.start.year
    month, day, last_month, last_day = _BY_THE_SUN.get(span.start.month, (12, 21, 3, 20))
    last_year = year + (month == 12)
    return DateSpan(
        date(year, month, day), date(last_year, last_month, last_day), "day", span.as_written
    )
