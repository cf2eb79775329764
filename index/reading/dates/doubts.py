"""Doubts: readings of an entry's date that contradict the one chosen."""

from __future__ import annotations

from index.model.entry import DateSpan, Doubt, Reading
from index.reading.dates.body import BodyDate
from index.reading.dates.candidates import Candidate, Surroundings
from index.reading.dates.spans import is_within, length_of, overlap, same_but_year, value_of


def contradicts(body: BodyDate, own: DateSpan, heading: DateSpan) -> bool:
    """Tell whether the day or days a text tells of are another reading of the heading's date.

    Days within the heading's are a part of the event, unless the text opens with a stretch of
    days that leaves most of the heading's out. In mid-text a stretch counts that has days in
    common with the heading's, and any days that the first sentence tells.
    """
    if is_within(own, heading):
        length = length_of(own)
        stretch = body.opens and length > 1 and heading.precision == "day"
        return stretch and length * 3 < length_of(heading)
    if body.opens or body.first_sentence or same_but_year(own, heading):
        return True
    return body.printed.is_range and overlap(own, heading)


def doubts_about(
    chosen: Candidate, doubted: list[Candidate], around: Surroundings
) -> tuple[Doubt, ...]:
    """Set the other readings beside the chosen one, after those `doubted` already; keep those
    that contradict it.
    """
    address, span = around.address, chosen.span
    doubted = list(doubted)
    if address.slug is not None and chosen.source != "address":
        slug = address.slug.span(around.year, around.month)
        if slug is not None and _slug_contradicts(slug, chosen):
            doubted.append(Candidate(slug, "address"))
    told = chosen.source in ("heading", "text")
    if told and address.stamp is not None and not overlap(address.stamp, span):
        doubted.append(Candidate(address.stamp, "address"))
    if around.above is not None and not overlap(around.above, span):
        doubted.append(Candidate(around.above, "month heading"))
    if address.folder is not None and not overlap(address.folder, span):
        doubted.append(Candidate(address.folder, "folder"))
    if not doubted:
        return ()
    readings = tuple(Reading(value_of(c.span), c.source) for c in (chosen, *doubted))
    return (Doubt("date", readings),)


def _slug_contradicts(slug: DateSpan, chosen: Candidate) -> bool:
    span = chosen.span
    if chosen.source == "heading" and slug.precision == span.precision == "day":
        return (slug.start, slug.end) != (span.start, span.end)
    return not overlap(slug, span)
