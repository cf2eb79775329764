"""Dates among the words of a query, as days or months of an entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from index.text.analysis import Token, fold_word
from search.plan.expansion import ExpandedSpan, QueryExpansion
from search.plan.expansion_sources import ExpansionSources
from search.plan.tree import DayRange, Leaf, Tag
from search.plan.weights import DATE, DATE_WITHIN, NAMED_MONTH, TAGGED
from search.query.date_words import DateWords, days_of_years
from search.results.understood import ExpansionNote

_A_DAY = timedelta(days=1)


def dated_spans(
    tokens: Sequence[Token], dates: Iterable[DateWords], sources: ExpansionSources
) -> Iterator[tuple[int, ExpandedSpan]]:
    """Yield the words of each date and where they begin."""
    words = tuple(fold_word(token.text) for token in tokens)
    for one in dates:
        inside = [n for n, t in enumerate(tokens) if one.start <= t.start and t.end <= one.end]
        if inside:
            start, stop = inside[0], inside[-1] + 1
            if sources.people.is_name_run(words[start : stop + 1]):  # May Smith
                continue
            typed = " ".join(token.text for token in tokens[start:stop])
            yield start, ExpandedSpan(start, stop, (_expand_date(typed, one, sources),))


def _expand_date(typed: str, one: DateWords, sources: ExpansionSources) -> QueryExpansion:
    leaves: tuple[Leaf, ...]
    months: Iterable[int] = ()
    if one.first and one.last:
        leaves, months = _days(one.first, one.last), months_within(one.first, one.last)
    elif one.days:
        leaves = tuple(leaf for days in days_of_years(one, sources.years) for leaf in _days(*days))
        months = one.months
    else:
        leaves = tuple(Tag("month", f"{month:02}", TAGGED) for month in one.months)
    note = ExpansionNote(typed, one.text, "und", "date")
    named = tuple(Tag("month", f"{month:02}", NAMED_MONTH) for month in dict.fromkeys(months))
    return QueryExpansion(note, leaves, replaces_words=one.days_only, months=named)


def months_within(first: date, last: date) -> tuple[int, ...]:
    """Return the months of some days, ascending from the first; none when they are a year or more.

    An entry of which only the year is known may or may not be of such days.
    """
    number = (last.year - first.year) * 12 + last.month - first.month + 1
    is_less = number < 12 or (number == 12 and (first.day > 1 or (last + _A_DAY).day > 1))
    return tuple((first.month - 1 + n) % 12 + 1 for n in range(number)) if is_less else ()


def _days(first: date, last: date) -> tuple[DayRange, DayRange]:
    days = first.toordinal(), last.toordinal()
    return DayRange(*days, DATE), DayRange(*days, DATE_WITHIN, within=True)
