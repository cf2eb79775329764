"""Ordinary sentences with words that look like people or places: few are read as such.

The sentences (data/confusing.tsv) are invented, and the rules were made with them in view: the
shares here are a floor, not a measure.
"""

from __future__ import annotations

from pathlib import Path

from index.gazetteer import load_gazetteer
from index.gazetteer.mentions import find_place_mentions
from index.reading.people import find_people
from index.reading.places import find_places
from index.text.tokens import Text

SENTENCES = [
    line.split("\t")
    for line in (Path(__file__).parent / "data" / "confusing.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


def read(language: str, text: str) -> tuple[list[str], tuple[str, ...]]:
    """The names of the people, and the countries."""
    gazetteer = load_gazetteer()
    words = Text.of("", text)
    mentions = find_place_mentions(words, gazetteer)
    people = find_people(words, mentions, language)
    places = find_places(words, mentions, people.names, language, gazetteer)
    return [person.name for person in people.people], places.countries


def test_ordinary_sentences_name_hardly_anybody_and_no_place() -> None:
    nobody, nowhere = [], []
    for language, named, text in SENTENCES:
        people, countries = read(language, text)
        if not set(people) <= set(named.split(";")):
            nobody.append((text, people))
        if countries:
            nowhere.append((text, countries))

    assert len(SENTENCES) > 300
    assert len(nobody) <= 0.01 * len(SENTENCES), nobody
    assert len(nowhere) <= 0.015 * len(SENTENCES), nowhere
