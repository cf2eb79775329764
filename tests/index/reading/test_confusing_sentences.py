"""Ordinary sentences with words that look like people or places: few are read as such.

The sentences (data/confusing.tsv) are invented, and the rules were made with them in view: the
shares here are a floor, not a measure.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.gazetteer import load_gazetteer
from index.gazetteer.mentions import find_place_mentions
from index.reading.people import find_people
from index.reading.places import find_places
from index.text.tokens import Text

DATA = Path(__file__).parent / "data"


def rows(name: str) -> list[list[str]]:
    """The rows of a table, comments left out."""
    lines = (DATA / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


SENTENCES = rows("confusing.tsv")
PLACE_NAMES = rows("place_names.tsv")


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


@pytest.mark.parametrize("language", ["it", "en", "fr"])
def test_traps_are_seldom_taken_for_places_or_people(language: str) -> None:
    """Sentences (data/traps.jsonl) by somebody who had seen neither the rules nor the others."""
    traps = [json.loads(line) for line in (DATA / "traps.jsonl").read_text("utf-8").splitlines()]
    traps = [trap for trap in traps if trap["language"] == language]
    nobody = nowhere = found = 0
    for trap in traps:
        people, countries = read(language, trap["text"])
        nobody += not set(people) <= set(trap["people"])
        nowhere += not set(countries) <= set(trap["countries"])
        found += len(set(countries) & set(trap["countries"]))

    assert len(traps) > 500
    assert nobody <= 0.015 * len(traps)
    assert nowhere <= 0.025 * len(traps)
    assert found >= 0.82 * sum(len(trap["countries"]) for trap in traps)


def test_places_that_are_meant_are_told_from_names_of_other_things() -> None:
    """Half of data/place_names.tsv was the one that the weights of cities were fitted on."""
    gazetteer = load_gazetteer()
    meant = missed = 0
    nowhere = []
    for language, _, places, text in PLACE_NAMES:
        words = Text.of("", text)
        mentions = find_place_mentions(words, gazetteer)
        people = find_people(words, mentions, language)
        found = find_places(words, mentions, people.names, language, gazetteer).countries
        wanted = {place.rpartition(":")[2] for place in places.split(";") if place}
        meant += len(wanted)
        missed += len(wanted - set(found))
        if set(found) - wanted:
            nowhere.append((text, found))

    assert len(PLACE_NAMES) > 1000
    assert len(nowhere) <= 0.04 * len(PLACE_NAMES), nowhere
    assert missed <= 0.03 * meant
