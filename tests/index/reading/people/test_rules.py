"""The rules that decide whether words are a person's name: each decides its own example."""

from __future__ import annotations

import pytest

from index.gazetteer import load_gazetteer
from index.gazetteer.mentions import find_place_mentions
from index.reading.people import find_people
from index.reading.people.name_start import RUN_RULES
from index.reading.people.office_rules import OFFICE_RULES
from index.text.tokens import Text


@pytest.mark.parametrize(
    ("name", "accepts", "example"),
    [(rule.name, rule.accepts, rule.example) for rule in (*RUN_RULES, *OFFICE_RULES)],
)
def test_a_rule_decides_its_example(name: str, accepts: bool, example: str) -> None:
    language, _, written = example.partition(": ")
    start, end = written.index("["), written.index("]") - 1
    words = Text.of("", written.replace("[", "").replace("]", ""))
    found = find_people(words, find_place_mentions(words, load_gazetteer()), language)

    rules = [each.rule for each in found.decisions if (each.start, each.end) == (start, end)]
    assert rules == ([name] if accepts else [])


def test_no_two_rules_of_a_table_have_one_name() -> None:
    for table in (RUN_RULES, OFFICE_RULES):
        assert len({rule.name for rule in table}) == len(table)
