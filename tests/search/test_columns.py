"""Columns count and filter as counting by hand does."""

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search.columns import Column, Columns
from search.matches import entries_of

SIZE = 40
VALUES = st.lists(st.sets(st.sampled_from("abcde")), min_size=SIZE, max_size=SIZE)
ONE_EACH = st.lists(st.sampled_from("abcde").map(lambda v: {v}), min_size=SIZE, max_size=SIZE)
SOME = st.sets(st.integers(0, SIZE - 1)).map(sorted)


def column(held: list[set[str]]) -> Column:
    values = sorted(set().union(*held))
    return Column(
        {v: entries_of([n for n, own in enumerate(held) if v in own]) for v in values}, SIZE
    )


@given(st.one_of(VALUES, ONE_EACH), SOME)
def test_values_are_counted_over_any_entries(held, some):
    own = column(held)
    counts = dict(zip(own.values, own.counts(entries_of(some)).tolist(), strict=True))

    assert Counter(counts) == Counter(v for n in some for v in held[n])
    assert own.totals_by_value() == Counter(v for values in held for v in values)


@given(VALUES, st.sets(st.sampled_from("abcdex")))
def test_a_mask_holds_whatever_has_one_of_the_values(held, wanted):
    assert column(held).mask(wanted).tolist() == [bool(own & wanted) for own in held]


@given(ONE_EACH)
def test_the_first_value_of_an_entry_is_known(held):
    own = column(held)

    assert [{own.values[n]} for n in own.first_values] == held


def test_a_column_without_values_counts_nothing():
    assert Column({}, 3).counts(entries_of([0, 2])).tolist() == []
    assert Column({}, 0).holders("x").tolist() == []


def test_undated_entries_never_overlap():
    columns = Columns({}, entries_of([5, 0, 7]), entries_of([6, 0, 9]), {})

    assert columns.overlapping(1, 5).tolist() == [0]
    assert columns.overlapping(6, 7).tolist() == [0, 2]
    assert columns.overlapping(0, 3).tolist() == []
    assert columns.everything.tolist() == [0, 1, 2]
    assert columns.dated(np.array([2], np.intp), 8, 8).tolist() == [True]
