"""The rules that decide whether a name is a place: each decides its own example."""

from __future__ import annotations

import pytest

from index.gazetteer import load_gazetteer
from index.gazetteer.mentions import find_place_mentions
from index.model.rules import Cue
from index.reading.people import find_people
from index.reading.places import PlaceDecision, cities, find_places
from index.reading.places.city_cues import CITY_CUES
from index.reading.places.city_evidence import CityEvidence
from index.reading.places.country_rules import COUNTRY_RULES, DEMONYM_RULES
from index.reading.places.set_aside import SET_ASIDE_RULES
from index.text.tokens import Text

TABLES = (COUNTRY_RULES, DEMONYM_RULES, SET_ASIDE_RULES)
RULES = [
    (rule.name, rule.accepts, rule.example)
    for table in TABLES
    for rule in table
    if rule.name not in ("people", "not set aside")
]


def decided(example: str) -> PlaceDecision:
    """What is decided of the name in brackets."""
    gazetteer = load_gazetteer()
    language, _, written = example.replace("LANDMARK", "Porta Palazzo").partition(": ")
    title, bar, text = written.rpartition(" | ")
    if bar and not text:
        title, text = title.strip(), ""
    name = written[written.index("[") + 1 : written.index("]")]
    words = Text.of(title.replace("[", "").replace("]", ""), text.replace("[", "").replace("]", ""))
    mentions = find_place_mentions(words, gazetteer)
    names = find_people(words, mentions, language).names
    found = find_places(words, mentions, names, language, gazetteer).decisions
    return [one for one in found if words.written(one.start, one.end) == name][-1]


@pytest.mark.parametrize(("name", "is_place", "example"), RULES)
def test_a_rule_decides_its_example(name: str, is_place: bool, example: str) -> None:
    decision = decided(example)

    assert decision.rule == name
    assert (decision.country is not None) == is_place


@pytest.mark.parametrize("cue", CITY_CUES, ids=lambda cue: cue.name)
def test_a_cue_turns_the_decision_of_its_example(
    cue: Cue[CityEvidence], monkeypatch: pytest.MonkeyPatch
) -> None:
    speaks_for = cue.weight > 0

    assert (decided(cue.example).country is not None) == speaks_for
    without = tuple(each for each in CITY_CUES if each is not cue)
    monkeypatch.setattr(cities, "CITY_CUES", without)
    assert (decided(cue.example).country is not None) != speaks_for


def test_no_two_rules_of_a_table_have_one_name() -> None:
    for table in (*TABLES, CITY_CUES):
        assert len({rule.name for rule in table}) == len(table)
