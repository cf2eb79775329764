"""Candidates: the dates an entry without one in its heading may have, in order of preference."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from index.model.entry import DateSpan
from index.model.page import RawEntry, ReadingSource
from index.reading.dates.address import AddressDates, parse_address_dates
from index.reading.dates.body import BodyDate, find_news_year
from index.reading.dates.seasons import find_season
from index.reading.dates.spans import gap_between, is_within, overlap
from index.text.folding import fold
from index.text.lexicon import lexicons
from index.text.lexicon.regexes import alternation
from index.text.months import MONTHS, month_number
from index.text.printed_dates.forms import parse_month_heading, parse_span, parse_year_heading
from index.text.printed_dates.printed import PartialDate, PrintedDate, year_span

_FIRST_NEWS = 2002
"""The archive's first year: earlier dates in a text are history."""


@dataclass(frozen=True, slots=True)
class DateCandidate:
    """A date, and the part of the page it was read from."""

    span: DateSpan
    source: ReadingSource


@dataclass(frozen=True, slots=True)
class DateContext:
    """What the address of an entry and the headings above it say of its date."""

    address: AddressDates
    month_window: DateSpan | None
    """The window of the month heading above the entry, or the year of the page's title."""
    year: int | None
    """The year for dates that lack one."""
    month: int | None
    """The first month of the window, when that is narrower than a year."""
    published: DateCandidate | None
    """The day of publication by the markup, or by folders such as `2015/03/12`."""

    @property
    def window(self) -> DateSpan | None:
        """The narrowest window known for the entry, or None."""
        return self.month_window or self.address.folder


def date_context_of(raw: RawEntry) -> DateContext:
    """Return the date context of an entry."""
    address = parse_address_dates(raw.link or raw.url)
    month_window = parse_month_heading(raw.month_heading, address.year)
    if month_window is None:
        month_window = parse_year_heading(raw.month_heading)
    if month_window is None or month_window.precision == "year":
        season = find_season(raw.month_heading)
        month_window = season.span() if season is not None else month_window
    window = month_window or address.folder
    year = window.start.year if window is not None and window.start is not None else None
    if year is None and address.slug is not None:
        year = address.slug.first.year or address.slug.last.year
    return DateContext(
        address,
        month_window,
        year or address.slug_year or address.year,
        window.start.month if window and window.start and window.precision == "month" else None,
        _published(raw, address),
    )


def _published(raw: RawEntry, address: AddressDates) -> DateCandidate | None:
    span = parse_span(raw.published) if raw.published else None
    if span is not None:
        return DateCandidate(span, "markup")
    return DateCandidate(address.day, "address") if address.day is not None else None


def candidates_for(
    raw: RawEntry,
    bodies: tuple[BodyDate, ...],
    context: DateContext,
    slug: DateSpan | None,
) -> Iterator[DateCandidate]:
    """Yield the dates of an entry whose heading has none, the best first."""
    address = context.address
    days = next(_credible_spans(bodies, context, slug, days=True), None)
    if days is not None and slug is not None and slug.precision == "day" and is_within(days, slug):
        days = None
    if days is not None:
        yield DateCandidate(days, "text")
    if slug is not None and slug.precision == "day":
        yield DateCandidate(slug, "address")
    if context.published is not None:
        yield context.published
    month = next(_credible_spans(bodies, context, slug, days=False), None)
    if month is not None:
        yield DateCandidate(month, "text")
    if slug is not None:
        yield DateCandidate(slug, "address")
    if context.month_window is not None and context.month_window.precision == "year":
        opening = find_opening_month(raw.text)
        said = opening.span(context.year) if opening is not None else None
        if said is not None:
            yield DateCandidate(said, "text")
    if context.month_window is not None:
        yield DateCandidate(context.month_window, "month heading")
    if address.folder is not None and address.folder.precision == "month":
        yield DateCandidate(address.folder, "folder")
    if address.stamp_window is not None:
        yield DateCandidate(address.stamp_window, "address")
    if address.folder is not None:
        yield DateCandidate(address.folder, "folder")
    in_brackets = _YEAR_IN_BRACKETS.search(raw.heading)
    years: tuple[tuple[int | None, ReadingSource], ...] = (
        (address.slug_year, "address"),
        (int(in_brackets[1]) if in_brackets else None, "heading"),
        (find_news_year(raw.text), "text"),
    )
    for year, source in years:
        if year is not None and (span := year_span(year, str(year))) is not None:
            yield DateCandidate(span, source)


def find_opening_month(text: str) -> PrintedDate | None:
    """Return the month without a year that a text opens with, "In August, …"; None for none."""
    opening = text[:_OPENING]
    found = _OPENING_MONTH.match(plain := fold(opening))
    name = found["opening"].split()[-1] if found is not None else ""
    month = month_number(name)
    if found is None or month is None:
        return None
    begin, end = found.end() - len(name), found.end()
    written = (opening if len(opening) == len(plain) else plain)[begin:end]
    point = PartialDate(None, month, None)
    return PrintedDate(begin, end, point, point, written)


_OPENING = 40
"""Letters at the beginning of a text in which its month is looked for; chosen by hand."""
_IN_MONTHS = "|".join(
    rf"(?:{alternation(words.calendar.before_month)})\s+(?:{alternation(MONTHS[words.tag])})"
    for words in lexicons()
    if words.calendar.before_month
)
_OPENING_MONTH = re.compile(rf"\W*(?P<opening>{_IN_MONTHS})(?!\w|\s*\d)")
"""Both words are of one language: "a March" is no month."""


def said_around(context: DateContext) -> Iterator[DateCandidate]:
    """Yield what the address and the headings above an entry say of its date."""
    address = context.address
    slug = address.slug.span(context.year, context.month) if address.slug is not None else None
    if slug is not None:
        yield DateCandidate(slug, "address")
    if context.published is not None:
        yield context.published
    if context.month_window is not None:
        yield DateCandidate(context.month_window, "month heading")
    if address.folder is not None:
        yield DateCandidate(address.folder, "folder")


_YEAR_IN_BRACKETS = re.compile(r"\(\s*((?:19|20)\d\d)\s*\)")


_PUBLISHED_WITHIN = timedelta(days=92)
"""How far from an event a page about it is published, at most; three months, by hand."""


def is_far(span: DateSpan, published: DateSpan) -> bool:
    """Return whether days are too far from a day of publication to be what the page is about."""
    return gap_between(span, published) > _PUBLISHED_WITHIN


def span_near(printed: PrintedDate, context: DateContext) -> DateSpan | None:
    """Return the days meant; without any year, those nearest to the day of publication."""
    if context.year is not None or context.published is None:
        return printed.span(context.year, context.month)
    published = context.published.span
    assert published.start is not None
    year = published.start.year
    spans = (printed.span(each) for each in (year, year - 1, year + 1))
    return min(
        (span for span in spans if span is not None),
        key=lambda span: gap_between(span, published),
        default=None,
    )


def _credible_spans(
    bodies: tuple[BodyDate, ...], context: DateContext, slug: DateSpan | None, *, days: bool
) -> Iterator[DateSpan]:
    """Yield the dates of the text that agree with the context; one that opens it always does."""
    for body in bodies:
        if body.printed.has_day is not days or body.passing:
            continue
        span = span_near(body.printed, context)
        if span is None:
            continue
        if not body.opens:
            if context.published is not None and is_far(span, context.published.span):
                continue
            if context.window is not None and not overlap(span, context.window):
                continue
            if slug is not None and not overlap(span, slug):
                continue
            if not days and not body.first_sentence:
                continue
            if span.start is not None and span.start.year < _FIRST_NEWS:
                continue
        yield span
