"""Other lists on a page than the best one: beside it, or at its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from index.reading.layouts.signs.signed_line import SignedLine
from index.reading.layouts.structure.items import Items
from index.text.printed_dates.forms import find_printed_dates

_OPENING = 60
"""Letters of a line in which its date is looked for; chosen by hand."""
_PROGRAMME = 31
"""Days from an event within which the lines below it are its programme; chosen by hand."""
_WHOLE = 0.8
"""Worth of a letter from which the items of another list are entries too; chosen by hand."""
_DATE_AND_TEXT = 2
"""Lines of an item whose date stands above its text."""
_LEAST_LINES = 2
"""Lines with a date and a text from which they are a list; chosen by hand."""


def with_other_lists(best: Items, found: Sequence[Items], signed: Sequence[SignedLine]) -> Items:
    """Return items with those of other lists on the page, such as events beside news.

    Only whole items count: a side column that announces pages has titles and no texts. A date and
    a text that is no link are whole too.
    """
    for items in sorted(found, key=lambda items: -items.worth):
        first, end = items.ranges[0][0] if items.ranges else 0, _end_of(items)
        is_apart = all(end <= begin or first >= stop for begin, stop in best.ranges)
        is_inside = best.ranges and best.ranges[0][0] < first < _end_of(best)
        is_whole = items.worth >= _WHOLE * items.letters or _are_plain_lines(items, signed)
        if not items.dated or not is_apart or is_inside or not is_whole:
            continue
        best = Items(
            tuple(sorted((*best.ranges, *items.ranges))),
            best.worth + items.worth,
            best.letters + items.letters,
            best.dated + items.dated,
            {**best.above, **items.above},
            best.others,
        )
    return best


def without_list_at_end(best: Items, found: Sequence[Items], signed: Sequence[SignedLine]) -> Items:
    """Return items without a list of dated lines that the last one would end with.

    Lines near the date of that item are its programme.
    """
    first, end = best.ranges[-1]
    for items in found:
        begin = items.ranges[0][0] if items.ranges else 0
        if not first < begin < end or not items.dated or not _are_plain_lines(items, signed):
            continue
        own = _day_of(signed[first:begin])
        days = [_day_of(signed[slice(*item)]) for item in items.ranges]
        if own and all(day and abs((day - own).days) > _PROGRAMME for day in days):
            return replace(best, ranges=(*best.ranges[:-1], (first, begin)))
    return best


def _day_of(lines: Sequence[SignedLine]) -> date | None:
    """Return the first day of the first date of some lines, None for none with its year."""
    for one in lines:
        for printed in find_printed_dates(one.date or one.line.text[:_OPENING]):
            span = printed.span()
            return span.start if span is not None else None
    return None


def _are_plain_lines(items: Items, signed: Sequence[SignedLine]) -> bool:
    """Return whether each of several items is a date and a text beside or below it, no link."""
    return len(items.ranges) >= _LEAST_LINES and all(
        _is_plain_line([one for one in signed[first:end] if one.line.text])
        for first, end in items.ranges
    )


def _is_plain_line(lines: Sequence[SignedLine]) -> bool:
    if not lines or lines[-1].sign not in ("date", "heading date", "text"):
        return False
    opening, text = lines[0], lines[-1].line
    if text.level or any(text.marked[-1:]):
        return False
    if len(lines) == 1:
        return opening.sign == "heading date" or bool(opening.rest)
    return len(lines) == _DATE_AND_TEXT and opening.sign == "date" and not opening.rest


def _end_of(items: Items) -> int:
    return max((end for _, end in items.ranges), default=0)
