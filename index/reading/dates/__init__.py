"""The dates stage: the date of an entry, read from its heading, text, address and folder.

`index.text.printed_dates` finds printed dates, `slips` those that cannot be so, `candidates` orders
those of an entry, `doubts` keeps the ones that contradict the chosen date. May import the model,
the printed dates and the months of text. Read `date_entry` first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from index.model.entry import UNDATED, DateSpan, Doubt
from index.model.page import RawEntry, ReadingSource
from index.model.reading_trace import DateRule
from index.reading.dates.body import BodyDate, find_body_dates
from index.reading.dates.candidates import (
    Candidate,
    DateContext,
    candidates_for,
    date_context_of,
    is_far,
    said_around,
)
from index.reading.dates.doubts import find_doubts, is_contradicted_by
from index.reading.dates.heading import find_heading_date, title_without
from index.reading.dates.slips import find_slip, month_first
from index.reading.dates.spans import ends_of, gap_between, is_within, overlap, same_but_year
from index.text.lexicon import union
from index.text.lexicon.regexes import alternation
from index.text.printed_dates.forms import parse_span
from index.text.printed_dates.printed import PrintedDate

__all__ = ["EntryDate", "date_entry", "parse_span"]

_NEAR = timedelta(days=31)
"""How far a date inside the text may be from the heading's and still mean the same event.

Chosen by hand.
"""


@dataclass(frozen=True, slots=True)
class EntryDate:
    """An entry's heading without its date, its date, and the readings that contradict it."""

    title: str
    dates: DateSpan
    doubts: tuple[Doubt, ...]
    rule: DateRule
    """Why this date."""
    candidates: tuple[Candidate, ...]
    """What was compared, the chosen one first; () when the entry is undated."""


def date_entry(raw: RawEntry) -> EntryDate:
    """Choose the date of an entry and take it off the heading.

    In order of preference: the heading's date, the text's, the address's, the day of publication
    by the markup or by folders of the address, the window of the month
    heading or of the folder, the year; else the entry is undated. Where the heading names only a
    month and the text has days in that month, these days are the date. Where the heading has no
    date, the days of the slug (the last part of the address, made from the heading) are preferred
    to days of the text that lie within them. Readings that contradict the chosen one are kept as a
    doubt.
    """
    context = date_context_of(raw)
    dated = _date_entry(raw, context)
    said = (*dated.candidates, *said_around(context)) if dated.candidates else ()
    return replace(dated, candidates=tuple(dict.fromkeys(said)))


def _date_entry(raw: RawEntry, context: DateContext) -> EntryDate:
    slip = find_slip(raw.heading, context.year)
    if slip is not None:
        title = raw.heading[slip.end :].lstrip(_BREAKS)
        others = [Candidate(slip.other, "heading")] if slip.other is not None else []
        return _chosen(title, "misprint", Candidate(slip.likelier, "heading"), others, context)
    dated = _date_as_printed(raw, context)
    swapped = month_first(dated.dates.as_written) if raw.language == "en" else None
    if swapped is None or dated.doubts or _is_settled(dated.dates, swapped, context):
        return dated
    # On an English page "5/12/2009" may be May.
    source: ReadingSource = "heading" if dated.dates.as_written in raw.heading else "text"
    return _chosen(
        dated.title,
        "day before month",
        Candidate(dated.dates, source),
        [Candidate(swapped, source)],
        context,
    )


def _chosen(
    title: str,
    rule: DateRule,
    chosen: Candidate,
    contradicting: list[Candidate],
    context: DateContext,
    others: Iterable[Candidate] = (),
) -> EntryDate:
    """Return a chosen date with its doubts; `others` were compared and contradict nothing."""
    doubts = find_doubts(chosen, contradicting, context)
    return EntryDate(title, chosen.span, doubts, rule, (chosen, *contradicting, *others))


def _is_settled(day: DateSpan, other: DateSpan, context: DateContext) -> bool:
    """Return whether the month heading, the folder or the publication leaves only one of two."""
    window = context.window
    if window is not None and overlap(window, day) != overlap(window, other):
        return overlap(window, day)
    published = context.published
    return published is not None and is_far(other, published.span)


_BREAKS = " \t\u00a0-–—:,.;|·•"


def _date_as_printed(raw: RawEntry, context: DateContext) -> EntryDate:
    printed = find_heading_date(raw.heading)
    if printed is not None:
        known = context.year or _year_from_text(printed, find_body_dates(raw.text))
        span = printed.span(known, context.month)
        if span is not None:
            title = title_without(raw.heading, printed)
            if raw.is_posted and (posted := _date_beside_posted(title, span, raw, context)):
                return posted
            return _date_by_heading(title, span, find_body_dates(raw.text), context)
    bodies = tuple(find_body_dates(raw.text))
    if raw.layout == "agreement" or _SIGNING.search(raw.heading):
        bodies = _allow_signing_dates(bodies)
    return _date_without_heading(raw, bodies, context)


_SIGNED = union(lambda words: words.event_dates.agreements | words.event_dates.signings)
_SIGNING = re.compile(rf"\b(?:{alternation(_SIGNED)})\b", re.IGNORECASE)


def _allow_signing_dates(bodies: tuple[BodyDate, ...]) -> tuple[BodyDate, ...]:
    """Return the dates of a text with those after "signed on" allowed, after all others.

    They date an entry about what was signed.
    """
    outright = tuple(body for body in bodies if not body.passing)
    return outright + tuple(replace(body, passing=False) for body in bodies if body.passing)


def _year_from_text(printed: PrintedDate, bodies: Iterable[BodyDate]) -> int | None:
    """Return the year that the text has for the days of a heading without year, or None."""
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
    heading = Candidate(span, "heading")
    contradicting: list[Candidate] = []
    found = _event_date_in_text(span, bodies)
    if found is not None:
        body, own = found
        if span.precision == "month" and own.precision == "day" and is_within(own, span):
            days = Candidate(own, "text")
            return _chosen(title, "days within the month", days, [], context, [heading])
        if is_contradicted_by(body, own, span):
            contradicting.append(Candidate(own, "text"))
    return _chosen(title, "heading", heading, contradicting, context)


def _date_beside_posted(
    title: str, posted: DateSpan, raw: RawEntry, context: DateContext
) -> EntryDate | None:
    """Return the days that the text says of its event, with the day of publication as doubt.

    None when the first sentence has no days, or none near the day of publication that it does not
    open with.
    """
    year = posted.start.year if posted.start is not None else None
    for body in find_body_dates(raw.text):
        if not body.first_sentence:
            break
        if not body.printed.has_day or body.passing or (body.ahead and not body.opens):
            continue
        spans = [own for each in _years_about(body, year) if (own := body.printed.span(each))]
        if not spans:
            continue
        own = min(spans, key=lambda own: gap_between(own, posted))
        if overlap(own, posted) and posted.precision == "day" and not body.printed.is_range:
            return None
        if body.opens or gap_between(own, posted) <= _NEAR:
            heading = [Candidate(posted, "heading")]
            agrees = overlap(own, posted)
            return _chosen(
                title,
                "days beside publication",
                Candidate(own, "text"),
                [] if agrees else heading,
                context,
                heading if agrees else (),
            )
    return None


def _years_about(body: BodyDate, year: int | None) -> tuple[int | None, ...]:
    """Return the years that days without one may be of, when they were published in `year`."""
    if year is None or body.printed.first.year or body.printed.last.year:
        return (None,)
    return (year, year - 1, year + 1)


def _date_without_heading(
    raw: RawEntry, bodies: tuple[BodyDate, ...], context: DateContext
) -> EntryDate:
    slug = context.address.slug
    slug_span = slug.span(context.year, context.month) if slug is not None else None
    candidates = tuple(candidates_for(raw, bodies, context, slug_span))
    title = raw.heading.strip()
    if not candidates:
        return EntryDate(title, UNDATED, (), "none", ())
    chosen = candidates[0]
    is_published = chosen is context.published
    contradicting = _events_far(bodies, chosen.span) if is_published else []
    rule: DateRule = "publication" if is_published else "first candidate"
    return _chosen(title, rule, chosen, contradicting, context, candidates)


def _events_far(bodies: Iterable[BodyDate], published: DateSpan) -> list[Candidate]:
    """Return the days of the first sentence that are far from the day of publication."""
    for body in bodies:
        if body.printed.has_day and body.first_sentence and not body.passing:
            span = body.printed.span()
            return [Candidate(span, "text")] if span and is_far(span, published) else []
    return []


def _event_date_in_text(
    span: DateSpan, bodies: Iterable[BodyDate]
) -> tuple[BodyDate, DateSpan] | None:
    """Return the first days in the text that belong to the event; None when there are none.

    A missing year is the heading's. Days far from the heading's belong to something else, unless
    the text begins with them or they differ from the heading's in the year only.
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
