"""Of one entry, the others that may tell of the same event."""

from __future__ import annotations

from itertools import islice

from index.joining.undecided import undecided_of, undecided_pairs
from index.model.entry import Entry
from index.text.current_profile import using_profile
from search.query.query import Query
from search.searcher import Searcher

_MOST = 400
"""Entries of the first day that are looked at; chosen by hand."""


def others_of(entry: Entry, searcher: Searcher) -> tuple[Entry, ...]:
    """Return the entries that may be one event with this one and are not joined with it, by id.

    They are those that `undecided_pairs` would name of all entries, but on a day with very many of
    them. Raises as `Searcher.search`.
    """
    dates = entry.dates
    if dates.start is None or dates.end is None:
        return ()
    first = dates.start.isoformat()
    of_day = Query(since=first, until=first, sort="oldest")
    with using_profile(searcher.profile()):
        own = undecided_of(entry)
        if own is None:
            return ()
        others = {
            other.id: other
            for other in islice(searcher.export(of_day), _MOST)
            if (other.dates.start, other.dates.end) == (dates.start, dates.end)
            and other.id != entry.id
        }
        compared = [own, *filter(None, map(undecided_of, others.values()))]
        found = {id for pair in undecided_pairs(compared) if own.id in pair for id in pair}
    return tuple(others[id] for id in sorted(found - {own.id}))
