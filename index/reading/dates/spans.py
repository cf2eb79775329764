"""What two spans of days have to do with each other. All of them are known to have days."""

from __future__ import annotations

from datetime import date, timedelta

from index.model.entry import DateSpan


def iso_interval(span: DateSpan) -> str:
    """Write a span as the ISO day it is, or as two with a slash between."""
    start, end = ends_of(span)
    return start.isoformat() if start == end else f"{start.isoformat()}/{end.isoformat()}"


def ends_of(span: DateSpan) -> tuple[date, date]:
    """Give the two days of a span that is known to have them."""
    assert span.start is not None
    assert span.end is not None
    return span.start, span.end


def count_days(span: DateSpan) -> int:
    """Count the days of a span."""
    start, end = ends_of(span)
    return (end - start).days + 1


def is_within(inner: DateSpan, outer: DateSpan) -> bool:
    """Tell whether a span lies in another."""
    (start, end), (first, last) = ends_of(inner), ends_of(outer)
    return first <= start and end <= last


def overlap(one: DateSpan, other: DateSpan) -> bool:
    """Tell whether two spans have a day in common."""
    (start, end), (first, last) = ends_of(one), ends_of(other)
    return start <= last and first <= end


def gap_between(one: DateSpan, other: DateSpan) -> timedelta:
    """Measure the time between two spans; nothing when they touch."""
    (start, end), (first, last) = ends_of(one), ends_of(other)
    return max(start - last, first - end, timedelta())


def same_but_year(one: DateSpan, other: DateSpan) -> bool:
    """Tell whether two spans are the same days, perhaps of different years."""
    return all(
        (mine.month, mine.day) == (theirs.month, theirs.day)
        for mine, theirs in zip(ends_of(one), ends_of(other), strict=True)
    )
