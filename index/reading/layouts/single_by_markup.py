"""Pages of one entry whose date only the markup has."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from index.model.page import Page, RawEntry
from index.reading.layouts.line.headings import date_within, ends_sentence
from index.reading.layouts.line.line_dates import has_only_yearless_days
from index.reading.layouts.line.markup_dates import NamedDates
from index.reading.layouts.own_layouts.single import split_single
from index.reading.layouts.tree.blocks import Block


def date_by_markup(
    page: Page,
    named_dates: Callable[[], NamedDates],
    blocks: Sequence[Block],
    raws: tuple[RawEntry, ...],
) -> tuple[RawEntry, ...]:
    """Return the only entry of a page with the date of the page's markup.

    The days of an event precede the heading; the day of publication is kept beside it. A page
    without entries is one when its markup dates it and it has a sentence. Pages of several
    entries, with a dated heading or of an agreement, which is older than its page, are returned
    as they are.
    """
    if len(raws) > 1 or any(raw.layout == "agreement" or _is_dated(raw) for raw in raws):
        return raws
    lacks_year = any(date_within(raw.heading) for raw in raws)
    dates = named_dates()
    if not dates.event and not dates.published:
        return raws
    if not raws:
        raws = split_single(page, blocks)
        if not any(ends_sentence(text) for raw in raws for text in raw.paragraphs):
            return ()
    (raw,) = raws
    if lacks_year and dates.event:
        return (replace(raw, published=dates.event),)
    if dates.event:
        return (replace(raw, heading=f"{dates.event} - {raw.heading}".removesuffix(" - ")),)
    return (replace(raw, published=dates.published),)


def _is_dated(raw: RawEntry) -> bool:
    is_dated = date_within(raw.heading) is not None
    return bool(raw.month_heading) or (is_dated and not has_only_yearless_days(raw.heading))
