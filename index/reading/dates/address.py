"""Dates in addresses: folders of a year or of two months, slugs, numbered file names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from urllib.parse import unquote

from index.model.entry import DateSpan
from index.text.current_profile import current_profile
from index.text.lexicon import union
from index.text.lexicon.regexes import alternation
from index.text.months import FULL_NAMES, SLUG_MONTHS, months_of_folder
from index.text.printed_dates.forms import find_printed_dates
from index.text.printed_dates.printed import (
    PartialDate,
    PrintedDate,
    full_year,
    month_span,
    span_between,
    year_span,
)

_MONTHS_BEFORE_DAY_FILE = 3
"""Months between an event and a page whose file name has a day, at most as seen."""
_MONTHS_BEFORE_MONTH_FILE = 1
"""The same for a page whose file name has a month."""


@dataclass(frozen=True, slots=True)
class AddressDates:
    """The dates in the address of an entry; each may be wrong (see `Doubt`) or None."""

    slug: PrintedDate | None = None
    """The date of a heading that became a file name; its year may be missing."""
    stamp: DateSpan | None = None
    """The number at the start of a file name, `20091204_` or `200904_`: when the page was made."""
    folder: DateSpan | None = None
    """The months or the year that a folder is named for."""
    slug_year: int | None = None
    """A year at the very end of a slug, without a day or month."""
    day: DateSpan | None = None
    """The day of publication that folders name: `2015/03/12`."""

    @property
    def year(self) -> int | None:
        """The year of the folder, else of the file name, else None."""
        if self.folder is not None and self.folder.start is not None:
            return self.folder.start.year
        if self.stamp is not None and self.stamp.start is not None:
            return self.stamp.start.year
        return None

    @property
    def stamp_window(self) -> DateSpan | None:
        """The months in which an event may be when only the number of its file is known; or None.

        Since a page is made after its event, they begin one month before a number that has a
        month, three before one that has a day, and are cut to the folder's window if they overlap.
        """
        if self.stamp is None or self.stamp.start is None or self.stamp.end is None:
            return None
        back = (
            _MONTHS_BEFORE_DAY_FILE if self.stamp.precision == "day" else _MONTHS_BEFORE_MONTH_FILE
        )
        start = self.stamp.start.replace(day=1)
        for _ in range(back):
            start = (start - timedelta(days=1)).replace(day=1)
        last = (self.stamp.end.replace(day=28) + timedelta(days=4)).replace(day=1)
        end = last - timedelta(days=1)
        folder = self.folder
        if folder is not None and folder.start is not None and folder.end is not None:
            within = max(start, folder.start), min(end, folder.end)
            if within[0] <= within[1]:
                start, end = within
        return DateSpan(start, end, "month", self.stamp.as_written)


_YEARLY = alternation(union(lambda words: words.addresses.yearly))
_YEAR_SEGMENT = re.compile(
    rf"(?:(?:{_YEARLY})[-_]?)?(?P<year>(?:19|20)\d\d)(?:[-_ ]?(?P<after>[a-z_-]+))?"
    rf"|(?:{_YEARLY})[-_]?(?P<short>[0-4]\d)"
)
_DAY_FOLDERS = re.compile(r"(?:^|/)((?:19|20)\d\d)/(0?[1-9]|1[0-2])/(0?[1-9]|[12]\d|3[01])(?=/|$)")
_LAST_YEAR = re.compile(r"[-_]((?:19|20)\d\d)-*\Z")
_STAMP = re.compile(
    r"(?<!\d)((?:19|20)\d\d)[-_]?(0[1-9]|1[0-2])(?:[-_]?(0[1-9]|[12]\d|3[01]))?(?!\d)"
)
_MONTH = alternation(FULL_NAMES)
_DAY = rf"\d{{1,2}}(?:{alternation(union(lambda words: words.calendar.ordinals))})?"
_TWO_DAYS = re.compile(rf"(?<![^\W_])({_DAY})-({_DAY})(?![^\W_])")
_DAY_MONTH_TWICE = re.compile(rf"({_DAY}-(?:{_MONTH}))-({_DAY}-(?:{_MONTH}))(?![^\W_])")
_MONTH_DAY_TWICE = re.compile(rf"((?:{_MONTH})-{_DAY})-((?:{_MONTH})-{_DAY})(?![^\W_])")
_LOST_ACCENTS = re.compile(rf"(?<![^\W\d_])(?:{alternation(SLUG_MONTHS)})(?![^\W\d_])")
_READ = 200
"""Characters of a file name that are read; the site cuts its own at about fifty."""
_WORD_START = re.compile(r"(?<![^\W_])[^\W\d_]")
_EXTENSION = re.compile(r"(?:~[a-z]*\d*)?\.[a-z]{2,5}\Z")
_INDEX = re.compile(r"(?:index|default|home)(?:~[a-z]*\d*)?")


@lru_cache(maxsize=1_024)
def parse_address_dates(url: str) -> AddressDates:
    """Return the dates in an address; never raises, whatever the address is."""
    segments = _segments(url)
    if not segments:
        return AddressDates()
    name = segments[-1]
    folders = segments[:-1]
    if _INDEX.fullmatch(name) and folders:
        name = folders[-1]
    slug = _slug_date(name)
    stamp = None if slug is not None else _stamp(name)
    tail = _LAST_YEAR.search(name)
    return AddressDates(
        slug=slug,
        stamp=stamp,
        folder=_folder(folders if slug or stamp else segments),
        slug_year=int(tail[1]) if tail and slug is None else None,
        day=_day(segments),
    )


def _segments(url: str) -> list[str]:
    """Split an address into casefolded segments, without host and the folders above the site."""
    path = re.split(r"[?#]", unquote(url.rsplit("://", 1)[-1]), maxsplit=1)[0].casefold()
    parts = [part for part in path.replace("\\", "/").split("/") if part]
    news = current_profile().sources.folder
    if news in parts:
        parts = parts[parts.index(news) + 1 :]
    elif "://" in url and not url.startswith("file:"):
        parts = parts[1:]
    else:
        parts = parts[-3:]  # a local file: folders further up are not the archive's
    if parts:
        parts[-1] = _EXTENSION.sub("", parts[-1])
        _, saved, path = parts[-1].partition(f"{news}-") if news else ("", "", "")
        if saved:  # a page saved under its whole path
            parts[-1:] = path.split("-")
    return parts


def _slug_date(name: str) -> PrintedDate | None:
    """Return the first day a slug names, else its first month: `may-7th-9th-2015-mission-to-…`."""
    text = _LOST_ACCENTS.sub(lambda m: SLUG_MONTHS[m[0]], name[:_READ]).replace("_", "-")
    text = _DAY_MONTH_TWICE.sub(r"\1---\2", text)
    text = _MONTH_DAY_TWICE.sub(r"\1---\2", text)
    text = _TWO_DAYS.sub(r"\1–\2", text)
    text = text.replace("---", " – ").replace("-", " ")
    dates = tuple(find_printed_dates(_WORD_START.sub(lambda m: m[0].upper(), text)))
    return next((printed for printed in dates if printed.has_day), dates[0] if dates else None)


def _stamp(name: str) -> DateSpan | None:
    match = _STAMP.search(name)
    if match is None:
        return None
    year, month, day = match.groups()
    if day is None:
        return month_span(int(year), int(month), int(month), match[0])
    for printed in find_printed_dates(f"{year}-{month}-{day}"):
        span = printed.span()
        if span is not None:
            return DateSpan(span.start, span.end, "day", match[0])
    return None


def _day(segments: list[str]) -> DateSpan | None:
    """Return the day of three folders such as `2015/03/12`, or None."""
    match = _DAY_FOLDERS.search("/".join(segments))
    if match is None:
        return None
    day = PartialDate(int(match[1]), int(match[2]), int(match[3]))
    return span_between(day, day, match[0].strip("/"))


def _folder(segments: list[str]) -> DateSpan | None:
    """Return the window of the deepest folder named for a year, with months there or below."""
    for place in range(len(segments) - 1, -1, -1):
        match = _YEAR_SEGMENT.fullmatch(segments[place])
        if match is None:
            continue
        year = full_year(match["year"] or match["short"])
        after = (match["after"] or "").strip("-_")
        months = months_of_folder(after) if after else None
        if months is not None:
            return month_span(year, *months, segments[place])
        if after and place == len(segments) - 1:
            continue  # a file about something of a year: "2015-expo"
        if place + 1 < len(segments):
            months = months_of_folder(segments[place + 1])
            if months is not None:
                return month_span(year, *months, "/".join(segments[place : place + 2]))
        return year_span(year, segments[place])
    return None
