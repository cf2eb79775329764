"""The order of entries with an office and a country."""

from dataclasses import replace

import pytest

ROLES = (
    ("2007-06-27-here", "The guest", "the ambassador of France in Italy"),
    ("2007-06-28-gone", "Ambasciatore in Francia", "ambasciatore d'Italia in Francia"),
)


@pytest.fixture
def envoys(engine, entry):
    made = []
    for id, title, role in ROLES:
        one = entry(id, title, countries=("FR",), visitors=("Anna Keller",))
        made.append(replace(one, people=(replace(one.people[0], role=role),)))
    engine.publish(*made)
    return engine


@pytest.mark.parametrize(
    "typed", ["ambasciatore di Francia", "ambasciatrice della Francia", "ambassador of France"]
)
def test_the_office_of_a_country_is_above_the_same_office_in_that_country(envoys, typed):
    assert envoys.ids(typed)[0] == "2007-06-27-here"


def test_who_holds_a_higher_office_than_asked_is_not_first(engine, entry):
    honorary, general = (
        entry(id, "Guests", countries=("BE",), visitors=("Anna Keller",))
        for id in ("2007-06-28-hono", "2007-06-27-gene")
    )
    engine.publish(
        replace(
            honorary, people=(replace(honorary.people[0], role="console onorario del Belgio"),)
        ),
        replace(general, people=(replace(general.people[0], role="console generale del Belgio"),)),
    )

    assert engine.ids("consul general of Belgium")[0] == "2007-06-27-gene"
    assert engine.ids("console generale Belgio")[0] == "2007-06-27-gene"
    assert engine.ids("honorary consul of Belgium")[0] == "2007-06-28-hono"
