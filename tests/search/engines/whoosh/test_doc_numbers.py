"""Entries are numbered newest first over any segments and deletions."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search.engines.whoosh.doc_numbers import numbering_of

SEGMENT = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 10**6), st.booleans()), max_size=8)


def by_day_and_id(entry):
    return -entry[0], entry[1]


@given(st.lists(SEGMENT, max_size=4))
def test_the_numbers_are_those_of_sorting_all_entries(drawn):
    segments = [
        sorted(((day, f"{id:07}-{s}", gone) for day, id, gone in one), key=by_day_and_id)
        for s, one in enumerate(drawn)
    ]
    ends = [np.array([day for day, _, _ in one], np.intp) for one in segments]
    deleted = [frozenset(n for n, entry in enumerate(one) if entry[2]) for one in segments]
    numbering = numbering_of(ends, deleted, lambda segment, n: segments[segment][n][1])

    alive = [
        (day, id, s, n)
        for s, one in enumerate(segments)
        for n, (day, id, gone) in enumerate(one)
        if not gone
    ]
    alive.sort(key=by_day_and_id)
    places = list(zip(numbering.segments.tolist(), numbering.documents.tolist(), strict=True))
    assert places == [(s, n) for _, _, s, n in alive]
    for number, (s, n) in enumerate(places):
        assert numbering.of(s, np.array([n], np.intp)).tolist() == [number]
    for s, gone in enumerate(deleted):
        assert all(numbering.of(s, np.array([n], np.intp))[0] == -1 for n in gone)
    assert numbering.ordered(ends).tolist() == [day for day, _, _, _ in alive]
