"""Operations on arrays against the same on sets and dicts, in small and large archives."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search.engines.whoosh.match_arrays import (
    NO_MATCHES,
    Matches,
    best_of,
    boost,
    count_of_union,
    find_positions,
    isin,
    match_counts,
    packed,
    sum_of,
    union,
)

SIZES = st.sampled_from((60, 5_000))  # dense ways are taken in the first, sparse ones in the second
NUMBERS = st.sets(st.integers(0, 59), max_size=40).map(sorted)
SCORED = st.dictionaries(st.integers(0, 59), st.integers(1, 500_000), max_size=40)


def entries_of(numbers):
    return np.array(numbers, np.intp)


def matches(scores: dict[int, int]) -> Matches:
    held = np.array([scores[n] for n in sorted(scores)], np.int32)
    return Matches(entries_of(sorted(scores)), held)


def scores_of(found: Matches) -> dict[int, int]:
    assert (np.diff(found.entries) > 0).all(), "entries ascend, each once"
    return dict(zip(found.entries.tolist(), found.scores.tolist(), strict=True))


@given(st.lists(SCORED, max_size=4), SIZES)
def test_the_best_of_several_is_each_entry_with_its_best_score(parts, size):
    best: dict[int, int] = {}
    for part in parts:
        best |= {n: max(score, best.get(n, 0)) for n, score in part.items()}

    assert scores_of(best_of([matches(part) for part in parts], size)) == best


@given(st.lists(SCORED, min_size=1, max_size=4), SIZES)
def test_the_sum_of_several_is_what_stands_in_all_added_up_in_order(parts, size):
    common = set.intersection(*map(set, parts))
    found = scores_of(sum_of([matches(part) for part in parts], size))

    assert found == {n: sum(part[n] for part in parts) for n in common}


@given(st.lists(NUMBERS, min_size=1, max_size=5), SIZES)
def test_a_union_is_counted_like_the_set_of_all(parts, size):
    arrays = [entries_of(part) for part in parts]

    assert count_of_union(arrays, size) == len(set().union(*parts))
    assert union(arrays, size).tolist() == sorted(set().union(*parts))


@given(SCORED, SCORED, SIZES)
def test_a_bonus_is_added_where_it_stands(scores, bonus, size):
    found = scores_of(boost(matches(scores), matches(bonus), size))

    assert found == {n: score + bonus.get(n, 0) for n, score in scores.items()}


@given(NUMBERS, NUMBERS, SIZES)
def test_entries_are_located_among_others(wanted, others, size):
    found, places = find_positions(entries_of(wanted), entries_of(others), size)

    assert found.tolist() == [n in others for n in wanted]
    assert places.tolist() == [others.index(n) for n in wanted if n in others]
    assert isin(entries_of(wanted), entries_of(others), size).tolist() == found.tolist()


@given(st.lists(NUMBERS, max_size=4), SIZES)
def test_a_union_holds_every_entry_once_and_counts_say_of_how_many(parts, size):
    arrays = [entries_of(part) for part in parts]
    counts = match_counts(arrays, size)

    assert union(arrays, size).tolist() == sorted(set().union(*parts))
    assert all(counts[n] == sum(n in part for part in parts) for n in range(60))


def test_nothing_of_nothing_is_nothing():
    assert best_of([], 10) is NO_MATCHES
    assert len(sum_of([], 10)) == 0
    assert len(boost(NO_MATCHES, matches({1: 10_000}), 10)) == 0


@given(SCORED, st.booleans())
def test_matches_are_kept_as_they_are(scores, many):
    given_ = matches(scores)
    if many:  # enough to be packed
        entries = np.arange(len(scores) * 10_000, dtype=np.intp)
        given_ = Matches(entries, np.resize(given_.scores, len(entries)))
    stored = packed(given_)
    found = stored.unpacked()

    assert len(stored) == len(found) == len(given_)
    assert found.entries.dtype == np.intp
    assert (found.entries == given_.entries).all()
    assert found.scores.dtype == np.int32
    assert (found.scores == given_.scores).all()


def test_many_matches_of_few_scores_take_five_bytes_each():
    entries = np.arange(100_000, dtype=np.intp)

    two, many = np.resize([1, 2], 100_000), entries + 1

    assert packed(Matches(entries, two.astype(np.int32))).nbytes == 500_000
    assert packed(Matches(entries, many.astype(np.int32))).nbytes == 800_000
