"""Doubts: readings of an entry's date that contradict the chosen one."""

from __future__ import annotations

from index.model.entry import DateSpan, Doubt, Reading
from index.reading.dates.body import BodyDate
from index.reading.dates.candidates import DateCandidate, DateContext, is_far
from index.reading.dates.spans import count_days, is_within, iso_interval, overlap, same_but_year


def is_contradicted_by(body: BodyDate, own: DateSpan, heading: DateSpan) -> bool:
    """Return whether `own`, the days of a date in the text, contradict the heading's.

    Days within the heading's are part of the event, unless the text opens with several days that
    are less than a third of them (chosen by hand). Other days contradict it when they open the
    text, are in its first sentence, or differ in the year only; a span later in the text does when
    it overlaps the heading's.
    """
    if is_within(own, heading):
        length = count_days(own)
        stretch = body.opens and length > 1 and heading.precision == "day"
        return stretch and length * 3 < count_days(heading)
    if body.opens or body.first_sentence or same_but_year(own, heading):
        return True
    return body.printed.is_range and overlap(own, heading)


def find_doubts(
    chosen: DateCandidate, contradicting: list[DateCandidate], context: DateContext
) -> tuple[Doubt, ...]:
    """Return the doubt about a chosen date, () when no reading contradicts it.

    Its readings are the chosen one, those given as `contradicting`, and those of the address and
    the headings that contradict it.
    """
    address, span = context.address, chosen.span
    contradicting = list(contradicting)
    if address.slug is not None and chosen.source != "address":
        slug = address.slug.span(context.year, context.month)
        if slug is not None and _slug_contradicts(slug, chosen):
            contradicting.append(DateCandidate(slug, "address"))
    from_page = chosen.source in ("heading", "text")
    if from_page and address.stamp is not None and not overlap(address.stamp, span):
        contradicting.append(DateCandidate(address.stamp, "address"))
    if context.month_window is not None and not overlap(context.month_window, span):
        contradicting.append(DateCandidate(context.month_window, "month heading"))
    if address.folder is not None and not overlap(address.folder, span):
        contradicting.append(DateCandidate(address.folder, "folder"))
    published = context.published
    if published is not None and (
        (from_page and is_far(span, published.span))
        or (chosen.source == "text" and published.source == "markup"
            and not overlap(span, published.span))
    ):  # fmt: skip
        contradicting.append(published)
    if not contradicting:
        return ()
    readings = tuple(Reading(iso_interval(c.span), c.source) for c in (chosen, *contradicting))
    return (Doubt("date", readings),)


def _slug_contradicts(slug: DateSpan, chosen: DateCandidate) -> bool:
    span = chosen.span
    if chosen.source == "heading" and slug.precision == span.precision == "day":
        return (slug.start, slug.end) != (span.start, span.end)
    return not overlap(slug, span)
