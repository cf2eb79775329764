"""Facets of an engine's counts: in order, labelled, cut, with what is chosen."""

from collections import defaultdict

import pytest

from search.answer.facets import MAX_VALUES, facet_of
from search.results.labels import same_label

SIZE = MAX_VALUES + 3
EACH_ONCE = [f"p{n:04}" for n in range(SIZE)], [1] * SIZE
LABELS = defaultdict(lambda: same_label("label"))


def people(*chosen: str, hidden: frozenset[str] = frozenset()):
    return facet_of("people", EACH_ONCE, chosen, hidden, LABELS)


def test_years_come_newest_first_whatever_their_counts():
    counted = ["2006", "2003", "2007"], [89, 1, 1]
    facet = facet_of("year", counted, ("2005",), frozenset(), LABELS)

    assert [(v.value, v.count) for v in facet.values] == [
        ("2007", 1), ("2006", 89), ("2005", 0), ("2003", 1),
    ]  # fmt: skip


def test_a_facet_lists_its_first_thousand_values_and_tells_how_many_there_are():
    facet = people()

    assert [v.value for v in facet.values] == [f"p{n:04}" for n in range(MAX_VALUES)]
    assert facet.total_values == SIZE
    assert facet.values[0].labels == same_label("label")


def test_a_chosen_value_below_the_cut_takes_the_place_of_the_last():
    facet = people("p0000", "p1001", "p1002")

    assert [v.value for v in facet.values] == [
        *(f"p{n:04}" for n in range(MAX_VALUES - 2)), "p1001", "p1002",
    ]  # fmt: skip
    assert [v.value for v in facet.values if v.selected] == ["p0000", "p1001", "p1002"]
    assert facet.total_values == SIZE


def test_a_chosen_value_that_no_entry_holds_is_listed_with_a_count_of_0():
    facet = people("nobody")

    assert [(v.value, v.count) for v in facet.values if v.selected] == [("nobody", 0)]
    assert len(facet.values) == MAX_VALUES
    assert facet.total_values == SIZE + 1


@pytest.mark.parametrize(("chosen", "listed"), [((), False), (("p0001",), True)])
def test_a_hidden_value_is_listed_only_when_it_is_chosen(chosen, listed):
    facet = people(*chosen, hidden=frozenset({"p0001"}))

    assert ("p0001" in [v.value for v in facet.values]) == listed
    assert facet.total_values == SIZE - (not listed)


def test_values_are_made_when_they_are_asked_for_and_are_like_any_sequence():
    values = people("p0001").values

    assert values[1].selected
    assert not values[0].selected
    assert values[1] == values[:2][1] == list(values)[1]
    assert values == tuple(values)
    assert values != tuple(values)[1:]
    assert len(values) == MAX_VALUES
