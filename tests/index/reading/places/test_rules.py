"""The rules that decide whether a name is a place: each decides its own example."""

from __future__ import annotations

import pytest

from index.gazetteer import load_gazetteer
from index.gazetteer.mentions import find_place_mentions
from index.reading.people import find_people
from index.reading.places import PlaceDecision, find_places
from index.reading.places.city_rules import CITY_RULES
from index.reading.places.country_rules import COUNTRY_RULES, DEMONYM_RULES
from index.reading.places.set_aside import SET_ASIDE_RULES
from index.text.tokens import Text

TABLES = (CITY_RULES, COUNTRY_RULES, DEMONYM_RULES, SET_ASIDE_RULES)
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


def test_no_two_rules_of_a_table_have_one_name() -> None:
    for table in TABLES:
        assert len({rule.name for rule in table}) == len(table)
