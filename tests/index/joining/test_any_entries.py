"""Whatever the entries: nothing disjoint is joined, nothing lost, in any order, in little time."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.model.entry import DateSpan

pytestmark = pytest.mark.slow

TITLES = ("RECS", "EUROCITIES at Lyon", "Lyon", "TORINOver010", "", "Missione", "CLUE and RECS")


@st.composite
def many_entries(draw, make):
    spans = (
        make.days("2007-05-19"),
        make.days("2007-05-19", "2007-09-15"),
        make.days("2007-05-20"),
        make.months("2007-05-01", "2007-06-30"),
        make.months("2007-05-01", "2007-05-31"),
        make.year(2007),
        make.year(2008),
        DateSpan(None, None, "unknown", ""),
    )
    people = (
        make.visitor("Anna Moreau"),
        make.visitor("Karim Haddad"),
        make.host("Sergio Chiamparino"),
        make.host("Ilda Curti", "x"),
    )
    return [
        make.entry(
            f"e{n}",
            draw(st.sampled_from(["en", "it", "fr", "und"])),
            draw(st.sampled_from(spans)),
            draw(st.sampled_from(TITLES)),
            kind=draw(st.sampled_from(["mission", "delegation", "event"])),
            cities=tuple(draw(st.sets(st.sampled_from(["lyon-fr", "chambery-fr", "nagoya-jp"])))),
            people=tuple(draw(st.sets(st.sampled_from(people)))),
            page=draw(st.sampled_from(["", "eventi/index07.shtml", "missioni/lione.shtml"])),
        )
        for n in range(draw(st.integers(0, 14)))
    ]


def overlap(a: DateSpan, b: DateSpan) -> bool:
    return bool(a.start and b.start and a.end and b.end and a.start <= b.end and b.start <= a.end)


@given(st.data())
def test_nothing_disjoint_is_ever_joined_and_no_id_is_lost(make, join_versions, data):
    entries = data.draw(many_entries(make))
    by_id = {e.id: e for e in entries}

    joined = join_versions(entries)

    found = [id for e in joined for id in (e.id, *e.aliases)]
    assert sorted(found) == sorted(by_id)
    for one in joined:
        parts = [by_id[id] for id in (one.id, *one.aliases)]
        languages = [v.language for v in one.versions]
        assert len(languages) == len(set(languages)) == len(parts)
        for a in parts:
            for b in parts:
                assert a is b or overlap(a.dates, b.dates)
                is_open = not (a.countries and b.countries)
                assert is_open or set(a.countries) & set(b.countries)


@given(st.data(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_no_group(make, clusters, data, shuffler: random.Random):
    entries = data.draw(many_entries(make))
    shuffled = list(entries)
    shuffler.shuffle(shuffled)

    assert sorted(map(sorted, clusters(*entries))) == sorted(map(sorted, clusters(*shuffled)))


def test_thousands_of_entries_on_one_day_are_joined_without_comparing_all_with_all(
    make, join_versions
):
    entries = [
        make.entry(
            f"{tag}{n}", tag, make.days("2007-05-19"), f"RECS Project{n}", cities=("lyon-fr",)
        )
        for n in range(1500)
        for tag in ("en", "it")
    ]

    assert len(join_versions(entries)) == 1500
