"""All facets counted together are what each gives when it is counted by itself."""

from random import Random

import numpy as np
import pytest

from search.engines.whoosh.columns import Column
from search.engines.whoosh.facet_rows import FacetRows

SIZE = 150
FIELDS = {"year": "abc", "kind": "xyz", "people": "klmnopq"}


def column(held: list[frozenset[str]]) -> Column:
    values = sorted(frozenset().union(*held))
    holders = {v: np.array([n for n, own in enumerate(held) if v in own], np.intp) for v in values}
    return Column(holders, len(held))


@pytest.mark.parametrize("some", [0, 1, 4, 12, 18, 140, SIZE])
@pytest.mark.parametrize("most", [0, 1, 3])
@pytest.mark.parametrize("hidden", ["", "klmz"])
def test_facets_counted_together_are_those_counted_one_by_one(some, most, hidden):
    chance = Random(some)
    columns = {
        field: column([frozenset(chance.sample(each, chance.randrange(3))) for _ in range(SIZE)])
        for field, each in FIELDS.items()
    }
    entries = np.array(sorted(chance.sample(range(SIZE), some)), np.intp)

    ranked = FacetRows(columns, SIZE).ranked(entries, {"people": frozenset(hidden)}, most)

    for field, own in columns.items():
        left_out = frozenset(hidden) if field == "people" else frozenset()
        (values, counts), total = own.ranked_counts(entries, left_out)
        first = list(values)[: most or None], list(counts)[: most or None]
        assert ranked[field] == (first, total)


def test_values_are_told_apart_when_all_facets_have_more_than_each():
    held = [frozenset((f"{n:03}",)) for n in range(SIZE)]
    rows = FacetRows({"year": column(held), "people": column(held), "kind": column(held)}, SIZE)

    ranked = rows.ranked(np.array([3, 149], np.intp), {}, 0)

    assert ranked == dict.fromkeys(("year", "people", "kind"), ((["003", "149"], [1, 1]), 2))


def test_what_is_hidden_is_asked_anew_each_time():
    rows = FacetRows({"kind": column([frozenset("xy")] * SIZE)}, SIZE)
    entries = np.array([3], np.intp)

    for hidden, left in (("x", ["y"]), ("y", ["x"]), ("", ["x", "y"])):
        ranked = rows.ranked(entries, {"kind": frozenset(hidden)}, 0)
        assert ranked["kind"] == ((left, [1] * len(left)), len(left))


def test_an_archive_without_entries_has_no_values():
    rows = FacetRows({"kind": Column({}, 0), "year": Column({}, 0)}, 0)

    nothing = (([], []), 0)
    assert rows.ranked(np.empty(0, np.intp), {}, 9) == {"kind": nothing, "year": nothing}
