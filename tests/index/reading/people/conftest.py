"""Short ways to ask whom a text names."""

import pytest

from index.gazetteer import load_gazetteer
from index.gazetteer.mentions import find_place_mentions
from index.reading.people import find_people
from index.text.tokens import Text


def read_people(title, text, language):
    words = Text.of(title, text)
    return find_people(words, find_place_mentions(words, load_gazetteer()), language).people


def name_all(text, language="en", title=""):
    return [person.name for person in read_people(title, text, language)]


def name_one(text, language="en"):
    (person,) = read_people("", text, language)
    return person


@pytest.fixture(scope="session")
def people_of():
    """The people of a title and a text in a language."""
    return read_people


@pytest.fixture(scope="session")
def named():
    """The names of all, in order."""
    return name_all


@pytest.fixture(scope="session")
def only():
    """The one person that a text names."""
    return name_one
