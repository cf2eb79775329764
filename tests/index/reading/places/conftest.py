"""A short way to ask where an entry is placed."""

import pytest

from index.gazetteer import load_gazetteer
from index.reading.places import find_places


def place(text: str, title: str = "", language: str = "en") -> tuple[list[str], list[str]]:
    found = find_places(title, text, language, load_gazetteer())
    return list(found.countries), [place.id for place in found.places]


@pytest.fixture(scope="session")
def located():
    """The countries and the place ids of an entry."""
    return place
