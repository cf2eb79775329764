"""Comparison of spans of days. Every span must have days: `ends_of` asserts it."""

from __future__ import annotations

from datetime import date, timedelta

from index.model.entry import DateSpan


def iso_interval(span: DateSpan) -> str:
    """Return a span as an ISO day, or as two with a slash between."""
    start, end = ends_of(span)
    return start.isoformat() if start == end else f"{start.isoformat()}/{end.isoformat()}"


def ends_of(span: DateSpan) -> tuple[date, date]:
    """Return the first and last day of a span."""
    assert span.start is not None
    assert span.end is not None
    return span.start, span.end


def count_days(span: DateSpan) -> int:
    """Count the days of a span."""
    start, end = ends_of(span)
    return (end - start).days + 1


def is_within(inner: DateSpan, outer: DateSpan) -> bool:
    """Return whether a span lies within another."""
    (start, end), (first, last) = ends_of(inner), ends_of(outer)
    return first <= start and end <= last


def overlap(one: DateSpan, other: DateSpan) -> bool:
    """Return whether two spans have a day in common."""
    (start, end), (first, last) = ends_of(one), ends_of(other)
    return start <= last and first <= end


def gap_between(one: DateSpan, other: DateSpan) -> timedelta:
    """Return the time between two spans, zero when they overlap."""
    (start, end), (first, last) = ends_of(one), ends_of(other)
    return max(start - last, first - end, timedelta())


def same_but_year(one: DateSpan, other: DateSpan) -> bool:
    """Return whether two spans have the same days and months, in any years."""
    return all(
        (mine.month, mine.day) == (theirs.month, theirs.day)
        for mine, theirs in zip(ends_of(one), ends_of(other), strict=True)
    )
