"""A brief hit from a card is the one that would be made of its entry."""

from datetime import date
from typing import get_args

import pytest

from index.indexing.cards import card_of
from index.indexing.fields import stored_entry, stored_text
from index.model.entry import UNDATED, Doubt, Person, Place, Reading, Version
from search.engines.whoosh.card_hits import card_hit
from search.highlight.hits import brief_hit_of
from search.query.query import ReadingLanguage

LYON = Place("lyon-fr", "FR", {"it": "Lione", "en": "Lyon"}, "Lyon", 45.75, None)
ANA = Person("ana-ruiz", "Ana Ruiz", "mayor", "visitor")
PUBLISHED = Version("fr", "Visite", "Une visite.", "published", "http://example.org/")
ENGLISH = Version("en", "A visit", "A visit.", "human", day=date(2020, 5, 1), outdated=True)
ITALIAN = Version("it", "Visita", "Una visita.", "machine", translator="e", model="m", day=None)
ROUGH = Version(
    "it", "Visto", "Un visto.", "machine", translator="e", model="m", day=None, rough=True
)


def assert_same_hits(entry) -> None:
    stored = stored_text(entry)
    for read in get_args(ReadingLanguage):
        expected = brief_hit_of(stored_entry(stored), read, 1.5)
        assert card_hit(memoryview(card_of(stored)), read, 1.5) == expected


@pytest.mark.parametrize("versions", [(), (ENGLISH,), (ENGLISH, ITALIAN), (ROUGH,)])
def test_the_version_that_is_read_is_shown(make_entry, versions):
    assert_same_hits(make_entry(versions=(PUBLISHED, *versions)))


def test_nothing_that_a_list_shows_is_lost(make_entry):
    doubt = Doubt("date", (Reading("2007", "heading"), Reading("2008", "text")))
    entry = make_entry(
        dates=UNDATED, places=(LYON,), people=(ANA,), doubts=(doubt,), countries=("FR", "IT")
    )

    assert_same_hits(entry)
