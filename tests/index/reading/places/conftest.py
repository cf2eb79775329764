"""A short way to ask where an entry is placed."""

import pytest

from index.gazetteer import load_gazetteer
from index.gazetteer.mentions import find_place_mentions
from index.reading.people import find_people
from index.reading.places import EntryPlaces, find_places
from index.text.tokens import Text


def places_of(title: str, text: str, language: str) -> EntryPlaces:
    words = Text.of(title, text)
    mentions = find_place_mentions(words, load_gazetteer())
    names = find_people(words, mentions, language).names
    return find_places(words, mentions, names, language, load_gazetteer())


def place(text: str, title: str = "", language: str = "en") -> tuple[list[str], list[str]]:
    found = places_of(title, text, language)
    return list(found.countries), [place.id for place in found.places]


@pytest.fixture(scope="session")
def located():
    """The countries and the place ids of an entry."""
    return place
