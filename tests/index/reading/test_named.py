"""Entries (data/named.tsv) that name places and people in ways of many kinds: all are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.gazetteer import load_gazetteer
from index.gazetteer.mentions import find_place_mentions
from index.reading.people import find_people
from index.reading.places import find_places
from index.text.tokens import Text

LINES = (Path(__file__).parent / "data" / "named.tsv").read_text("utf-8").splitlines()
ENTRIES = [line.split("\t") for line in LINES if not line.startswith("#")]


@pytest.mark.parametrize(
    ("language", "title", "text", "countries", "people"), ENTRIES, ids=lambda cell: cell[:30]
)
def test_the_countries_and_people_of_an_entry_are_read(language, title, text, countries, people):
    gazetteer = load_gazetteer()
    words = Text.of(title, text.replace("\\n", "\n"))
    mentions = find_place_mentions(words, gazetteer)
    named = find_people(words, mentions, language)
    placed = find_places(words, mentions, named.names, language, gazetteer)

    assert set(placed.countries) == {code for code in countries.split(",") if code}
    assert [person.name for person in named.people] == [name for name in people.split(",") if name]
