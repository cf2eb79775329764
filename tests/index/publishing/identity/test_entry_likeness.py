"""Traits decide whether what is read now is an entry of before, edited, or another event."""

from datetime import date

import pytest

from index.model.entry import DateSpan
from index.publishing.identity.entry_likeness import likeness
from index.publishing.identity.entry_traits import traits_of

CONSUL = (
    "Consul General of {country}",
    "The Consul General of {country}, {name}, called on the Mayor of Torino. They spoke of trade"
    " and of the students of {country} who study in the city.",
)


@pytest.fixture
def traits(make_entry):
    def make(title, text, days, countries):
        start, end = (date.fromisoformat(f"2007-05-{day:02}") for day in days)
        entry = make_entry(
            title=title, text=text, dates=DateSpan(start, end, "day", ""), countries=countries
        )
        return next(traits_of(entry))

    return make


def consul(traits, country, name, code, days=(8, 8)):
    title, text = (each.format(country=country, name=name) for each in CONSUL)
    return traits(title, text, days, (code,) if code else ())


@pytest.mark.parametrize(
    ("country", "name", "code"),
    [
        ("Tunisia", "Mohamed Ben Salah", "TN"),
        ("Morocco", "Abdullah Al Askar", "MA"),
        ("Senegal", "Awa Ndiaye", "SN"),
    ],
)
def test_the_visit_of_another_country_on_the_same_day_is_another_entry(traits, country, name, code):
    old = consul(traits, "Kuwait", "Abdullah Al Askar", "KW")
    assert likeness(old, consul(traits, country, name, code)) == 0


@pytest.mark.parametrize(
    ("country", "name", "code"),
    [
        ("Kuwait", "Abdullah al-Askar", "KW"),
        ("Kuweit", "Abdullah Al Askar", "KW"),
        ("Kuwayt", "Abdullah Al Askar", ""),
    ],
)
def test_a_name_that_is_spelt_otherwise_leaves_the_entry_what_it_is(traits, country, name, code):
    old = consul(traits, "Kuwait", "Abdullah Al Askar", "KW")
    assert likeness(old, consul(traits, country, name, code)) > 0


def test_a_span_that_is_corrected_at_its_end_may_come_with_other_words(traits):
    text = "A workshop of the project on migrant integration took place in the hall of the library."
    old = traits("Project Bridges - Workshop", text, (11, 13), ())
    new = text.replace("took place", "was held").replace("the hall of ", "")
    assert likeness(old, traits("Project Bridges - Workshop on inclusion", new, (11, 14), ())) > 0
    later = traits("Project Bridges - Workshop on inclusion", new, (21, 24), ())
    assert likeness(old, later) == 0
