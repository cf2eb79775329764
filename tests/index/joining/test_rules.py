"""The rules that decide whether two entries are one event: each decides its own example."""

from __future__ import annotations

import html
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from index.files.timings import Timings
from index.gazetteer import load_gazetteer
from index.joining.evidence import match_score
from index.joining.join_rules import JOIN_RULES
from index.joining.match_features import match_features_of
from index.joining.pair_evidence import PairEvidence
from index.model.entry import Entry
from index.model.page import Page
from index.model.rules import Rule, first_rule
from index.reading.pipeline import read_page
from index.text.current_profile import current_profile

FETCHED = datetime(2026, 1, 5, tzinfo=UTC)


def entries_of(example: str) -> Iterator[Entry]:
    """The entry of each line of an example, as it is read from a page."""
    profile = current_profile()
    for line in example.replace("HOME", profile.home.names[0]).splitlines():
        where, _, written = line.partition(": ")
        language, _, page = where.partition(" ")
        title, _, text = written.partition(" | ")
        folders = {tag: folder for folder, tag in profile.sources.folders.items()}
        path = f"{folders.get(language, '')}/{page or f'{language}.shtml'}".lstrip("/")
        url = f"http://{profile.sources.host}/{profile.sources.folder}/{path}"
        body = f"<h1>{html.escape(title)}</h1><p>{html.escape(text)}</p>".encode()
        (entry,) = read_page(
            Page(url, FETCHED, "text/html", body, language), load_gazetteer(), Timings()
        )
        yield entry


@pytest.mark.parametrize("rule", JOIN_RULES, ids=lambda rule: rule.name)
def test_a_rule_decides_its_example(rule: Rule[PairEvidence]) -> None:
    a, b = map(match_features_of, entries_of(rule.example))

    assert first_rule(JOIN_RULES, PairEvidence(a, b)).name == rule.name
    assert first_rule(JOIN_RULES, PairEvidence(b, a)).name == rule.name
    assert bool(match_score(a, b)) == rule.accepts


@pytest.mark.parametrize("rule", JOIN_RULES[:-1], ids=lambda rule: rule.name)
def test_without_a_rule_its_example_is_decided_otherwise(rule: Rule[PairEvidence]) -> None:
    a, b = map(match_features_of, entries_of(rule.example))
    others = tuple(other for other in JOIN_RULES if other is not rule)

    assert first_rule(others, PairEvidence(a, b)).accepts != rule.accepts


def test_no_two_rules_have_one_name() -> None:
    assert len({rule.name for rule in JOIN_RULES}) == len(JOIN_RULES)
