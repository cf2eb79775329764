"""The date stage: heading, text, address and folder read, one chosen, the rest kept as doubts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from index.dates.address import AddressDates, address_dates
from index.dates.body import BodyDate, body_dates, year_told
from index.dates.forms import month_heading, parse_span, year_heading
from index.dates.heading import heading_date, title_without
from index.dates.printed import PrintedDate, year_span
from index.entry import UNDATED, DateSpan, Doubt, RawEntry, Reading

__all__ = ["Dated", "date_entry", "parse_span"]

_FIRST_NEWS = 2002
"""The archive's first year: what a text tells of earlier days is history."""

_NEAR = timedelta(days=31)
"""How far a date told in mid-text may lie from the heading's and still be meant for it."""


@dataclass(frozen=True, slots=True)
class Dated:
    """An entry's heading without its date, its date, and what was read otherwise elsewhere."""

    title: str
    dates: DateSpan
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A date, and where it was read."""

    span: DateSpan
    source: str


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """What an entry's place in the archive says of its date."""

    address: AddressDates
    above: DateSpan | None
    year: int | None
    """The year for dates that lack one."""
    month: int | None
    """The first month of the window it stands in, when that is narrower than a year."""

    @property
    def window(self) -> DateSpan | None:
        """The narrowest stretch of time that its place gives."""
        return self.above or self.address.folder


def date_entry(raw: RawEntry) -> Dated:
    """Date an entry and take its date off its heading.

    Chosen first to last: the heading's date, the text's, the address's, the window of the month
    heading or of the folder, the year; else it is undated. A heading that names a month only is
    made exact by the days its text gives within that month, and a slug that spans more days than
    the text's date within them goes before it: it is the heading that got lost. Every reading
    that contradicts the chosen one is kept in a doubt.
    """
    around = _surroundings(raw)
    printed = heading_date(raw.heading)
    if printed is not None:
        known = around.year or _year_told(printed, body_dates(raw.text))
        span = printed.span(known, around.month)
        if span is not None:
            title = title_without(raw.heading, printed)
            return _dated_by_heading(title, span, body_dates(raw.text), around)
    bodies = tuple(body_dates(raw.text))
    if raw.layout == "agreement" or _OF_SIGNING.search(raw.heading):
        bodies = _signings_last(bodies)
    return _dated_without(raw, bodies, around)


_OF_SIGNING = re.compile(
    r"\b(?:agreements?|accord[osi]?|intes[ae]|pact|patto|twinning|gemellaggio|jumelage|signing"
    r"|signature|firma|letters? of intent|lettera d['’]intenti)\b",
    re.IGNORECASE,
)


def _signings_last(bodies: tuple[BodyDate, ...]) -> tuple[BodyDate, ...]:
    """Let "signed on" date an entry about what was signed, after the dates told outright."""
    outright = tuple(body for body in bodies if not body.passing)
    return outright + tuple(replace(body, passing=False) for body in bodies if body.passing)


def _surroundings(raw: RawEntry) -> _Surroundings:
    address = address_dates(raw.link or raw.url)
    above = month_heading(raw.month_heading, address.year)
    if above is None and raw.layout == "E":
        above = year_heading(raw.month_heading)
    window = above or address.folder
    year = window.start.year if window is not None and window.start is not None else None
    if year is None and address.slug is not None:
        year = address.slug.first.year or address.slug.last.year
    return _Surroundings(
        address,
        above,
        year or address.slug_year or address.year,
        window.start.month if window and window.start and window.precision == "month" else None,
    )


def _year_told(printed: PrintedDate, bodies: Iterable[BodyDate]) -> int | None:
    """Find the year of a heading without one in a text that names the same days with it."""
    for body in bodies:
        year = body.printed.first.year or body.printed.last.year
        if year is not None:
            span, own = body.printed.span(), printed.span(year)
            if span is not None and own is not None and _overlap(span, own):
                return year
    return None


# Choosing ------------------------------------------------------------------------------------


def _dated_by_heading(
    title: str, span: DateSpan, bodies: Iterable[BodyDate], around: _Surroundings
) -> Dated:
    chosen = _Candidate(span, "heading")
    doubted: list[_Candidate] = []
    told = _told_of(span, bodies)
    if told is not None:
        body, own = told
        if span.precision == "month" and own.precision == "day" and _within(own, span):
            chosen = _Candidate(own, "text")
        elif _contradicts(body, own, span):
            doubted.append(_Candidate(own, "text"))
    return _with_doubts(title, chosen, doubted, around)


def _dated_without(raw: RawEntry, bodies: tuple[BodyDate, ...], around: _Surroundings) -> Dated:
    slug = around.address.slug
    slug_span = slug.span(around.year, around.month) if slug is not None else None
    chosen = next(_candidates(raw, bodies, around, slug_span), None)
    title = raw.heading.strip()
    if chosen is None:
        return Dated(title, UNDATED, ())
    return _with_doubts(title, chosen, [], around)


def _candidates(
    raw: RawEntry,
    bodies: tuple[BodyDate, ...],
    around: _Surroundings,
    slug: DateSpan | None,
) -> Iterator[_Candidate]:
    """List the dates of an entry whose heading has none, the best first."""
    address = around.address
    days = next(_fitting(bodies, around, slug, days=True), None)
    if days is not None and slug is not None and slug.precision == "day" and _within(days, slug):
        days = None
    if days is not None:
        yield _Candidate(days, "text")
    if slug is not None and slug.precision == "day":
        yield _Candidate(slug, "address")
    month = next(_fitting(bodies, around, slug, days=False), None)
    if month is not None:
        yield _Candidate(month, "text")
    if slug is not None:
        yield _Candidate(slug, "address")
    if around.above is not None:
        yield _Candidate(around.above, "month heading")
    if address.folder is not None and address.folder.precision == "month":
        yield _Candidate(address.folder, "folder")
    if address.stamp_window is not None:
        yield _Candidate(address.stamp_window, "address")
    if address.folder is not None:
        yield _Candidate(address.folder, "folder")
    in_brackets = _YEAR_IN_BRACKETS.search(raw.heading)
    for year, source in (
        (address.slug_year, "address"),
        (int(in_brackets[1]) if in_brackets else None, "heading"),
        (year_told(raw.text), "text"),
    ):
        if year is not None and (span := year_span(year, str(year))) is not None:
            yield _Candidate(span, source)


_YEAR_IN_BRACKETS = re.compile(r"\(\s*((?:19|20)\d\d)\s*\)")


def _fitting(
    bodies: tuple[BodyDate, ...], around: _Surroundings, slug: DateSpan | None, *, days: bool
) -> Iterator[DateSpan]:
    """List the text's own dates that its surroundings allow; what opens it is believed."""
    for body in bodies:
        if body.printed.has_day is not days or body.passing:
            continue
        span = body.printed.span(around.year, around.month)
        if span is None:
            continue
        if not body.opens:
            if around.window is not None and not _overlap(span, around.window):
                continue
            if slug is not None and not _overlap(span, slug):
                continue
            if not days and not body.first_sentence:
                continue
            if span.start is not None and span.start.year < _FIRST_NEWS:
                continue
        yield span


def _told_of(span: DateSpan, bodies: Iterable[BodyDate]) -> tuple[BodyDate, DateSpan] | None:
    """Take the first days the text tells of its event, a missing year read as the heading's.

    Days far off, or of another year, belong to something else, unless the text opens with them or
    they are the heading's days but for the year.
    """
    years = sorted({day.year for day in _ends(span)})
    for body in bodies:
        if not body.printed.has_day or body.passing or (body.ahead and not body.opens):
            continue
        spans = [own for year in years if (own := body.printed.span(year)) is not None]
        if not spans:
            continue
        own = min(spans, key=lambda own: _gap(own, span))
        if body.opens or _gap(own, span) <= _NEAR or _same_but_year(own, span):
            return body, own
    return None


# Contradictions ------------------------------------------------------------------------------


def _contradicts(body: BodyDate, own: DateSpan, heading: DateSpan) -> bool:
    """Tell whether the day or days a text tells of are another reading of the heading's date.

    Days within the heading's are a part of the event, unless the text opens with a stretch of
    days that leaves most of the heading's out. In mid-text a stretch counts that has days in
    common with the heading's, and any days that the first sentence tells.
    """
    if _within(own, heading):
        length = _length(own)
        stretch = body.opens and length > 1 and heading.precision == "day"
        return stretch and length * 3 < _length(heading)
    if body.opens or body.first_sentence or _same_but_year(own, heading):
        return True
    return body.printed.is_range and _overlap(own, heading)


def _same_but_year(one: DateSpan, other: DateSpan) -> bool:
    return all(
        (mine.month, mine.day) == (theirs.month, theirs.day)
        for mine, theirs in zip(_ends(one), _ends(other), strict=True)
    )


def _with_doubts(
    title: str, chosen: _Candidate, doubted: list[_Candidate], around: _Surroundings
) -> Dated:
    """Set the other readings beside the chosen one, and keep those that contradict it."""
    address = around.address
    span = chosen.span
    if address.slug is not None and chosen.source != "address":
        slug = address.slug.span(around.year, around.month)
        if slug is not None and _slug_contradicts(slug, chosen):
            doubted.append(_Candidate(slug, "address"))
    told = chosen.source in ("heading", "text")
    if told and address.stamp is not None and not _overlap(address.stamp, span):
        doubted.append(_Candidate(address.stamp, "address"))
    if around.above is not None and not _overlap(around.above, span):
        doubted.append(_Candidate(around.above, "month heading"))
    if address.folder is not None and not _overlap(address.folder, span):
        doubted.append(_Candidate(address.folder, "folder"))
    if not doubted:
        return Dated(title, span, ())
    readings = tuple(Reading(_value(c.span), c.source) for c in (chosen, *doubted))
    return Dated(title, span, (Doubt("date", readings),))


def _slug_contradicts(slug: DateSpan, chosen: _Candidate) -> bool:
    span = chosen.span
    if chosen.source == "heading" and slug.precision == span.precision == "day":
        return (slug.start, slug.end) != (span.start, span.end)
    return not _overlap(slug, span)


def _value(span: DateSpan) -> str:
    """Write a span as the ISO day it is, or as two with a slash between."""
    start, end = _ends(span)
    return start.isoformat() if start == end else f"{start.isoformat()}/{end.isoformat()}"


def _ends(span: DateSpan) -> tuple[date, date]:
    """Give the two days of a span that is known to have them."""
    assert span.start is not None
    assert span.end is not None
    return span.start, span.end


def _length(span: DateSpan) -> int:
    start, end = _ends(span)
    return (end - start).days + 1


def _within(inner: DateSpan, outer: DateSpan) -> bool:
    (start, end), (first, last) = _ends(inner), _ends(outer)
    return first <= start and end <= last


def _overlap(one: DateSpan, other: DateSpan) -> bool:
    (start, end), (first, last) = _ends(one), _ends(other)
    return start <= last and first <= end


def _gap(one: DateSpan, other: DateSpan) -> timedelta:
    """Measure the time between two spans; nothing when they touch."""
    (start, end), (first, last) = _ends(one), _ends(other)
    return max(start - last, first - end, timedelta())
