"""The dates stage: the date of an entry, read from its heading, text, address and folder.

`index.text.printed_dates` finds printed dates, `slips` those that cannot be so, `candidates` orders
those of an entry, `doubts` keeps the ones that contradict the chosen date. Read `date_entry` first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from index.model.entry import UNDATED, DateSpan, Doubt, Reading
from index.model.page import RawEntry, ReadingSource
from index.model.reading_trace import DateRule
from index.reading.dates.body import BodyDate, find_body_dates
from index.reading.dates.candidates import (
    DateCandidate,
    DateContext,
    candidates_for,
    date_context_of,
    is_far,
    said_around,
    span_near,
)
from index.reading.dates.doubts import find_doubts, is_contradicted_by
from index.reading.dates.heading import find_heading_date, title_without
from index.reading.dates.seasons import days_by_the_sun
from index.reading.dates.slips import find_slip, month_first
from index.reading.dates.spans import (
    ends_of,
    gap_between,
    is_within,
    iso_interval,
    overlap,
    same_but_year,
)
from index.text.lexicon import lexicons, union
from index.text.lexicon.regexes import alternation
from index.text.printed_dates.forms import find_printed_dates, parse_span
from index.text.printed_dates.open_ranges import find_open_range
from index.text.printed_dates.printed import PrintedDate

__all__ = ["EntryDate", "date_entry", "parse_span"]

_NEAR = timedelta(days=31)
"""How far a date inside the text may be from the heading's and still mean the same event.

Chosen by hand.
"""


_MONTH_FIRST = frozenset(words.tag for words in lexicons() if words.calendar.month_first)


@dataclass(frozen=True, slots=True)
class EntryDate:
    """An entry's heading without its date, its date, and the readings that contradict it."""

    title: str
    dates: DateSpan
    doubts: tuple[Doubt, ...]
    rule: DateRule
    """Why this date."""
    candidates: tuple[DateCandidate, ...]
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
        others = [DateCandidate(slip.other, "heading")] if slip.other is not None else []
        if raw.is_posted and not others:
            beside = _date_beside_posted(title, slip.likelier, raw, context)
            if beside is not None:
                return beside
        return _chosen(title, "misprint", DateCandidate(slip.likelier, "heading"), others, context)
    dated = _date_as_printed(raw, context)
    if dated.doubts or dated.dates.start is None:
        return dated
    swapped = month_first(dated.dates.as_written)
    if swapped is not None and raw.date_order == "month first":
        return _chosen(dated.title, "month first", DateCandidate(swapped, "heading"), [], context)
    source: ReadingSource = "heading" if dated.dates.as_written in raw.heading else "text"
    chosen = DateCandidate(dated.dates, source)
    is_unsure = swapped is not None and raw.language in _MONTH_FIRST and not raw.date_order
    if swapped is not None and is_unsure and not _is_settled(dated.dates, swapped, context):
        # On an English page "5/12/2009" may be May.
        others = [DateCandidate(swapped, source)]
        return _chosen(dated.title, "day before month", chosen, others, context)
    others = [
        DateCandidate(other, source)
        for other in (_other_of(raw), days_by_the_sun(dated.dates))
        if other is not None and (other.start, other.end) != (dated.dates.start, dated.dates.end)
    ]
    if not others and _is_only_said(raw, dated):
        source = "text"
    elif not others and not _has_open_end(raw, dated, source):
        return dated
    if not others:
        reading = Reading(iso_interval(dated.dates), source)
        return replace(dated, doubts=(Doubt("date", (reading,)),))
    return _chosen(dated.title, dated.rule, chosen, others, context, dated.candidates)


def _is_only_said(raw: RawEntry, dated: EntryDate) -> bool:
    """Return whether an item of a list has its date from the middle of its text alone."""
    if raw.layout != "repeated" or len(set(dated.candidates)) != 1:
        return False
    written = dated.dates.as_written
    body = next((b for b in find_body_dates(raw.text) if b.printed.as_written == written), None)
    return body is not None and not body.opens and not body.first_sentence


def _has_open_end(raw: RawEntry, dated: EntryDate, source: ReadingSource) -> bool:
    """Return whether a day is only the first or the last one of an event: "until 5 May"."""
    if dated.dates.start != dated.dates.end or not dated.dates.as_written:
        return False
    text = raw.heading if source == "heading" else raw.text
    begin = text.find(dated.dates.as_written)
    end = begin + len(dated.dates.as_written)
    return begin >= 0 and find_open_range(text, begin, end) is not None


def _other_of(raw: RawEntry) -> DateSpan | None:
    """Return the other date that the place of an entry on its page allows."""
    return parse_span(raw.other_date, raw.language) if raw.other_date else None


def _chosen(
    title: str,
    rule: DateRule,
    chosen: DateCandidate,
    contradicting: list[DateCandidate],
    context: DateContext,
    others: Iterable[DateCandidate] = (),
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
        span = printed.span(known, context.month) or span_near(printed, context)
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
    heading = DateCandidate(span, "heading")
    contradicting: list[DateCandidate] = []
    found = _event_date_in_text(span, bodies)
    if found is not None:
        body, own = found
        if span.precision == "month" and own.precision == "day" and is_within(own, span):
            days = DateCandidate(own, "text")
            return _chosen(title, "days within the month", days, [], context, [heading])
        if is_contradicted_by(body, own, span):
            contradicting.append(DateCandidate(own, "text"))
    return _chosen(title, "heading", heading, contradicting, context)


def _date_beside_posted(
    title: str, posted: DateSpan, raw: RawEntry, context: DateContext
) -> EntryDate | None:
    """Return the days that the text says of its event, with the day of publication as doubt.

    None when the first sentence has no days, or none near the day of publication that it does not
    open with. Several days that lie ahead of it are only a doubt.
    """
    year = posted.start.year if posted.start is not None else None
    heading = DateCandidate(posted, "heading")
    if (in_title := _days_in_title(title, posted)) is not None:
        printed, span = in_title
        said = title_without(title, printed)
        days = DateCandidate(span, "heading")
        return _chosen(said, "days beside publication", days, [], context, [heading])
    for body in find_body_dates(raw.text):
        if not body.first_sentence:
            break
        is_ahead = body.ahead and not body.opens
        if not body.printed.has_day or body.passing or (is_ahead and not body.printed.is_range):
            continue
        spans = [
            own for each in _years_about(body.printed, year) if (own := body.printed.span(each))
        ]
        if not spans:
            continue
        own = min(spans, key=lambda own: gap_between(own, posted))
        if is_ahead and gap_between(own, posted) <= _NEAR and not overlap(own, posted):
            return _chosen(title, "heading", heading, [DateCandidate(own, "text")], context)
        if is_ahead:
            continue
        if overlap(own, posted) and posted.precision == "day" and not body.printed.is_range:
            return None
        if body.opens or gap_between(own, posted) <= _NEAR:
            agrees = overlap(own, posted)
            return _chosen(
                title,
                "days beside publication",
                DateCandidate(own, "text"),
                [] if agrees else [heading],
                context,
                [heading] if agrees else (),
            )
    return None


def _days_in_title(title: str, posted: DateSpan) -> tuple[PrintedDate, DateSpan] | None:
    """Return the days that a title says, nearest to its day of publication, or None for none."""
    year = posted.start.year if posted.start is not None else None
    for printed in find_printed_dates(title):
        spans = [own for each in _years_about(printed, year) if (own := printed.span(each))]
        nearest = min(spans, key=lambda span: gap_between(span, posted), default=None)
        if nearest is not None and printed.has_day and not is_far(nearest, posted):
            return printed, nearest
    return None


def _years_about(printed: PrintedDate, year: int | None) -> tuple[int | None, ...]:
    """Return the years that days without one may be of, when they were published in `year`."""
    if year is None or printed.first.year or printed.last.year:
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


def _events_far(bodies: Iterable[BodyDate], published: DateSpan) -> list[DateCandidate]:
    """Return the days of the first sentence that are far from the day of publication."""
    for body in bodies:
        if body.printed.has_day and body.first_sentence and not body.passing:
            span = body.printed.span()
            return [DateCandidate(span, "text")] if span and is_far(span, published) else []
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
