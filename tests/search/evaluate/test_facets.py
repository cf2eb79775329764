"""Facets of many values."""

import numpy as np
import pytest

from search.evaluate.columns import Column, Columns
from search.evaluate.facets import MAX_VALUES, count_facets, filter_masks
from search.query.query import FACETS, Query

SIZE = MAX_VALUES + 3


def entries_of(numbers):
    return np.array(numbers, np.intp)


@pytest.fixture
def columns() -> Columns:
    """An archive in which every entry has a visitor of its own, and one country."""
    facets = {field: Column({}, SIZE) for field in FACETS}
    facets["people"] = Column({f"p{n:04}": entries_of([n]) for n in range(SIZE)}, SIZE)
    facets["country"] = Column({"FR": entries_of(range(SIZE))}, SIZE)
    days = np.arange(SIZE, 0, -1, dtype=np.int32)
    return Columns(facets, days, days, {})


def test_a_chosen_year_that_nothing_holds_stands_among_the_years(columns):
    years = {"2007": entries_of([0]), "2006": entries_of(range(1, 90)), "2003": entries_of([90])}
    columns.facets["year"] = Column(years, SIZE)
    query = Query(year=(2005,))
    matching = columns.everything
    facet = count_facets(matching, query, filter_masks(query, matching, columns), columns)["year"]

    assert [(v.value, v.count) for v in facet.values] == [
        ("2007", 1), ("2006", 89), ("2005", 0), ("2003", 1),
    ]  # fmt: skip


def people_of(columns: Columns, *chosen: str):
    query = Query(people=chosen)
    matching = columns.everything
    return count_facets(matching, query, filter_masks(query, matching, columns), columns)["people"]


def test_a_facet_lists_its_first_thousand_values_and_tells_how_many_there_are(columns):
    facet = people_of(columns)

    assert [v.value for v in facet.values] == [f"p{n:04}" for n in range(MAX_VALUES)]
    assert facet.total_values == SIZE


def test_a_chosen_value_below_the_cut_takes_the_place_of_the_last(columns):
    facet = people_of(columns, "p0000", "p1001", "p1002")

    assert [v.value for v in facet.values] == [
        *(f"p{n:04}" for n in range(MAX_VALUES - 2)), "p1001", "p1002",
    ]  # fmt: skip
    assert [v.value for v in facet.values if v.selected] == ["p0000", "p1001", "p1002"]
    assert facet.total_values == SIZE


def test_a_chosen_value_that_nothing_holds_is_listed_with_nothing(columns):
    facet = people_of(columns, "nobody")

    assert [(v.value, v.count) for v in facet.values if v.selected] == [("nobody", 0)]
    assert len(facet.values) == MAX_VALUES
    assert facet.total_values == SIZE + 1
