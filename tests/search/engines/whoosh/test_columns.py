"""Columns count and filter like a plain loop over the entries."""

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search.engines.whoosh.columns import Column, Columns

SIZE = 40
VALUES = st.lists(st.sets(st.sampled_from("abcde")), min_size=SIZE, max_size=SIZE)
ONE_EACH = st.lists(st.sampled_from("abcde").map(lambda v: {v}), min_size=SIZE, max_size=SIZE)
SOME = st.sets(st.integers(0, SIZE - 1)).map(sorted)


def entries_of(numbers):
    return np.array(numbers, np.intp)


def column(held: list[set[str]]) -> Column:
    values = sorted(set().union(*held))
    return Column(
        {v: entries_of([n for n, own in enumerate(held) if v in own]) for v in values}, len(held)
    )


@given(st.one_of(VALUES, ONE_EACH), SOME)
def test_values_are_counted_over_any_entries(held, some):
    own = column(held)
    counts = dict(zip(own.values, own.counts(entries_of(some)).tolist(), strict=True))

    assert Counter(counts) == Counter(v for n in some for v in held[n])
    ranked = sorted(Counter(counts).items(), key=lambda pair: (-pair[1], pair[0]))
    (values, held_by), total = own.ranked_counts(entries_of(some))
    assert total == len(values)
    assert list(zip(values, held_by, strict=True)) == [pair for pair in ranked if pair[1]]


@given(
    VALUES,
    st.frozensets(st.sampled_from("abcdex")),
    st.sets(st.sampled_from("abcdex")),
    st.integers(1, 6),
)
def test_hidden_values_are_left_out_and_the_last_ones_unless_they_are_chosen(
    held, hidden, chosen, most
):
    every = [pair for _ in range(9) for pair in held]  # enough to be counted by arrays
    own, entries = column(every), entries_of(range(len(every)))
    whole, _ = own.ranked_counts(entries)
    shown = [pair for pair in zip(*whole, strict=True) if pair[0] not in hidden - chosen]

    first, total = own.ranked_counts(entries, hidden, chosen, most)

    assert total == len(shown)
    expected = [pair for n, pair in enumerate(shown) if n < most or pair[0] in chosen]
    assert list(zip(*first, strict=True)) == expected


@given(VALUES, st.sets(st.sampled_from("abcdex")))
def test_a_mask_holds_whatever_has_one_of_the_values(held, wanted):
    assert column(held).mask(wanted).tolist() == [bool(own & wanted) for own in held]


def test_a_column_without_values_counts_nothing():
    assert Column({}, 3).counts(entries_of([0, 2])).tolist() == []
    assert Column({}, 0).holders("x").tolist() == []


def test_undated_entries_never_overlap():
    columns = Columns({}, np.array([7, 5, 0]), np.array([9, 6, 0]))

    assert columns.overlapping(1, 5).tolist() == [1]
    assert columns.overlapping(6, 7).tolist() == [0, 1]
    assert columns.overlapping(0, 3).tolist() == []
    assert columns.everything.tolist() == [0, 1, 2]
    assert columns.dated(entries_of([0]), 8, 8).tolist() == [True]


SPANS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 5)), max_size=12)


@given(SPANS, st.integers(0, 16), st.integers(0, 16), st.data())
def test_dates_overlap_as_each_by_itself_says(spans, first, last, data):
    days = sorted(((s + n, s) if s else (0, 0) for s, n in spans), reverse=True)
    columns = Columns({}, np.array([s for _, s in days], int), np.array([e for e, _ in days], int))
    some = sorted(data.draw(st.sets(st.integers(0, len(days) - 1)))) if days else []

    found = columns.dated(entries_of(some), first, last).tolist()
    assert found == [0 < days[n][1] <= last and days[n][0] >= first for n in some]
