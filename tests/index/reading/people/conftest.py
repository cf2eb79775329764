"""Short ways to ask whom a text names."""

import pytest

from index.reading.people import find_people


def name_all(text, language="en", title=""):
    return [person.name for person in find_people(title, text, language)]


def name_one(text, language="en"):
    (person,) = find_people("", text, language)
    return person


@pytest.fixture(scope="session")
def named():
    """The names of all, in order."""
    return name_all


@pytest.fixture(scope="session")
def only():
    """The one person that a text names."""
    return name_one
