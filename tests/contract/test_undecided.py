"""Entries that may be one event point to each other."""

from dataclasses import replace

import pytest

from search.health.undecided_pairs import others_of


@pytest.fixture
def pair(entry):
    return (
        entry("2007-06-27-port", "Talks on the port", countries=("FI",)),
        entry("2007-06-27-mare", "Incontro sul mare", countries=("FI",), language="it"),
    )


def named(engine, id):
    return [other.id for other in others_of(engine.searcher.get(id), engine.searcher)]


def test_each_of_two_entries_of_one_day_and_country_names_the_other(engine, pair):
    engine.publish(*pair)
    assert named(engine, "2007-06-27-port") == ["2007-06-27-mare"]
    assert named(engine, "2007-06-27-mare") == ["2007-06-27-port"]


@pytest.mark.parametrize(
    "other",
    [
        {"language": "en"},
        {"countries": ("PE",)},
        {"id": "2007-06-28-mare"},
    ],
    ids=["the same language", "another country", "another day"],
)
def test_what_cannot_be_the_same_is_not_named(engine, entry, pair, other):
    given = {"id": "2007-06-27-mare", "language": "it", "countries": ("FI",)} | other
    id = given.pop("id")
    engine.publish(pair[0], entry(id, "Incontro sul mare", **given))
    assert named(engine, "2007-06-27-port") == []


def test_what_the_archivist_parted_is_not_named_again(engine, pair):
    one, other = pair
    engine.publish(replace(one, apart=(other.id,)), other)
    assert named(engine, one.id) == named(engine, other.id) == []


def test_entries_that_last_longer_do_not_hide_the_other(engine, entry, pair):
    long = [
        entry(f"2007-01-01-{n:04}", "A year of it", countries=("FI",), until="2007-12-31")
        for n in range(80)
    ]
    engine.publish(*long, *pair)
    assert named(engine, "2007-06-27-port") == ["2007-06-27-mare"]
