"""The date stage: heading, text, address and folder read, one chosen, the rest kept as doubts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from index.model.entry import UNDATED, DateSpan, Doubt
from index.model.page import RawEntry
from index.reading.dates.body import BodyDate, find_body_dates
from index.reading.dates.candidates import Candidate, DateContext, candidates_for, date_context_of
from index.reading.dates.doubts import find_doubts, is_contradicted_by
from index.reading.dates.forms import parse_span
from index.reading.dates.heading import find_heading_date, title_without
from index.reading.dates.printed import PrintedDate
from index.reading.dates.spans import ends_of, gap_between, is_within, overlap, same_but_year

__all__ = ["Dated", "date_entry", "parse_span"]

_NEAR = timedelta(days=31)
"""How far a date told in mid-text may lie from the heading's and still be meant for it."""


@dataclass(frozen=True, slots=True)
class EntryDate:
    """An entry's heading without its date, its date, and what was read otherwise elsewhere."""

    title: str
    dates: DateSpan
    doubts: tuple[Doubt, ...]


def date_entry(raw: RawEntry) -> EntryDate:
    """Date an entry and take its date off its heading.

    Chosen first to last: the heading's date, the text's, the address's, the window of the month
    heading or of the folder, the year; else it is undated. A heading that names a month only is
    made exact by the days its text gives within that month, and a slug that spans more days than
    the text's date within them goes before it: it is the heading that got lost. Every reading
    that contradicts the chosen one is kept in a doubt.
    """
    context = date_context_of(raw)
    printed = find_heading_date(raw.heading)
    if printed is not None:
        known = context.year or _year_from_text(printed, find_body_dates(raw.text))
        span = printed.span(known, context.month)
        if span is not None:
            title = title_without(raw.heading, printed)
            return _date_by_heading(title, span, find_body_dates(raw.text), context)
    bodies = tuple(find_body_dates(raw.text))
    if raw.layout == "agreement" or _SIGNING.search(raw.heading):
        bodies = _allow_signing_dates(bodies)
    return _date_without_heading(raw, bodies, context)


_SIGNING = re.compile(
    r"\b(?:agreements?|accord[osi]?|intes[ae]|pact|patto|twinning|gemellaggio|jumelage|signing"
    r"|signature|firma|letters? of intent|lettera d['’]intenti)\b",
    re.IGNORECASE,
)


def _allow_signing_dates(bodies: tuple[BodyDate, ...]) -> tuple[BodyDate, ...]:
    """Let "signed on" date an entry about what was signed, after the dates told outright."""
    outright = tuple(body for body in bodies if not body.passing)
    return outright + tuple(replace(body, passing=False) for body in bodies if body.passing)


def _year_from_text(printed: PrintedDate, bodies: Iterable[BodyDate]) -> int | None:
    """Find the year of a heading without one in a text that names the same days with it."""
    for body in bodies:
        year = body.printed.first.year or body.printed.last.year
        if year is not None:
            span, own = body.printed.span(), printed.span(year)
            if span is not None and own is not None and overlap(span, own):
                return year
    return None


def _date_by_heading(
    title: str, span: DateSpan, bodies: Iterable[BodyDate], context: DateContext
) -> EntryDate:
    chosen = Candidate(span, "heading")
    contradicting: list[Candidate] = []
    told = _event_date_in_text(span, bodies)
    if told is not None:
        body, own = told
        if span.precision == "month" and own.precision == "day" and is_within(own, span):
            chosen = Candidate(own, "text")
        elif is_contradicted_by(body, own, span):
            contradicting.append(Candidate(own, "text"))
    return EntryDate(title, chosen.span, find_doubts(chosen, contradicting, context))


def _date_without_heading(
    raw: RawEntry, bodies: tuple[BodyDate, ...], context: DateContext
) -> EntryDate:
    slug = context.address.slug
    slug_span = slug.span(context.year, context.month) if slug is not None else None
    chosen = next(candidates_for(raw, bodies, context, slug_span), None)
    title = raw.heading.strip()
    if chosen is None:
        return EntryDate(title, UNDATED, ())
    return EntryDate(title, chosen.span, find_doubts(chosen, [], context))


def _event_date_in_text(
    span: DateSpan, bodies: Iterable[BodyDate]
) -> tuple[BodyDate, DateSpan] | None:
    """Take the first days the text tells of its event, a missing year read as the heading's.

    Days far off, or of another year, belong to something else, unless the text opens with them or
    they are the heading's days but for the year.
    """
    years = sorted({day.year for day in ends_of(span)})
    for body in bodies:
        if not body.printed.has_day or body.passing or (body.ahead and not body.opens):
            continue
        spans = [own for year in years if (own := body.printed.span(year)) is not None]
        if not spans:
            continue
        own = min(spans, key=lambda own: gap_between(own, span))
        if body.opens or gap_between(own, span) <= _NEAR or same_but_year(own, span):
            return body, own
    return None
