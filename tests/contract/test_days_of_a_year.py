"""Entries of which only the year is known, where days or months of that year are asked for."""

from dataclasses import replace

import pytest

from search.results.results import Tier


@pytest.fixture
def years(engine, entry):
    """One entry of a year, one of a day in March, one of a day in another year that names one."""
    some = entry("2008-01-01-year", "Cyclists", until="2008-12-31", countries=("GB",))
    year = replace(some, dates=replace(some.dates, precision="year"))
    engine.publish(
        year,
        entry("2008-03-05-days", "Talks", countries=("FR",)),
        entry("2009-05-05-text", "Talks", "on what began in August 2011", countries=("FR",)),
    )
    return engine


@pytest.mark.parametrize(
    ("typed", "without"),
    [
        ("agosto 2008", "agosto"),
        ("August 2008", "August"),
        ("août 2008", "août"),
        ("15 agosto 2008", "15 agosto"),
        ("August 15, 2008", "August 15"),
        ("15/08/2008", "15 08"),
        ("from 3 to 9 August 2008", "from 3 to 9 August"),
        ("estate 2008", "estate"),
        ("fine 2008", "fine"),
        ("second half of 2008", "second half of"),
        ("cyclists August 2008", "August"),
        ("ciclisti Gran Bretagna novembre 2008", "novembre"),
    ],
)
def test_it_is_not_said_that_an_entry_of_a_year_is_of_some_days_of_it(years, typed, without):
    results = years.search(typed)

    assert [hit.id for hit in results.hits] == ["2008-01-01-year"]
    (tier, *_) = results.tiers
    assert tier == Tier("without", 1, (without,))


@pytest.mark.parametrize("typed", ["marzo 2008", "5 March 2008", "spring 2008", "05/03/08"])
def test_an_entry_of_the_days_asked_for_stands_alone(years, typed):
    results = years.search(typed)

    assert [hit.id for hit in results.hits] == ["2008-03-05-days"]
    assert results.tiers[0] == Tier("all", 1)


@pytest.mark.parametrize("typed", ["2008", "since 2008 until 2008", "anno 2008", "2008/2008"])
def test_a_whole_year_is_asked_for_and_found(years, typed):
    assert {*years.ids(typed)} == {"2008-03-05-days", "2008-01-01-year"}


def test_a_text_that_names_the_month_has_what_is_asked(years):
    assert years.ids("August 2011") == ["2009-05-05-text"]
    assert years.search("August 2011").tiers[0] == Tier("all", 1)
