"""Whether a translation says what its source says, on the translations of the sample by people."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pytest
from defusedxml.ElementTree import parse

from index.model.package_data import package_data
from index.translation.meaning import meaning_agrees

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
MAY_FAIL = 0.03
"""Of the right translations of either half, the part that is said to be wrong."""


class Pair(NamedTuple):
    source: str
    target: str
    source_language: str
    target_language: str


@pytest.fixture(scope="module")
def right() -> list[Pair]:
    pairs = []
    for unit in parse(package_data() / "sample" / "translations.tmx").iter("tu"):
        original, *others = [(one.get(LANGUAGE), one.findtext("seg")) for one in unit.iter("tuv")]
        pairs += [Pair(original[1], text, original[0], tag) for tag, text in others]
    return [one for one in pairs if {one.source_language, one.target_language} == {"it", "en"}]


def share_that_fails(pairs: Iterable[Pair]) -> float:
    told = [found for pair in pairs if (found := meaning_agrees(*pair)) is not None]
    assert len(told) >= 20
    return told.count(False) / len(told)


def of_another(pair: Pair, pairs: Iterable[Pair]) -> Pair:
    """The text with a translation of another one that is about as long."""
    others = [one for one in pairs if one[2:] == pair[2:] and one.target != pair.target]
    nearest = min(others, key=lambda one: (abs(len(one.target) - len(pair.target)), one.target))
    return pair._replace(target=nearest.target)


def half_of(pair: Pair, number: int) -> Pair:
    words = pair.target.split()
    middle = len(words) // 2
    return pair._replace(target=" ".join((words[:middle], words[middle:])[number]))


@pytest.mark.parametrize("half", [0, 1], ids=["chosen on", "proved on"])
def test_right_translations_agree_and_wrong_ones_do_not(right, half):
    """The bars were chosen on the pairs of even number and proved on the others."""
    here = right[half::2]

    assert share_that_fails(here) <= MAY_FAIL
    assert share_that_fails([of_another(pair, right) for pair in here]) >= 0.95
    for number in (0, 1):
        assert share_that_fails([half_of(pair, number) for pair in here]) >= 0.35


def test_half_of_what_stayed_in_a_third_language_is_known_and_hardly_any_right_word_in_disorder():
    path = Path(__file__).parent / "data" / "machine_pairs.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    made = {
        kind: [
            Pair(row["source"], row["target"], row["from"], row["to"])
            for row in rows
            if row["kind"] == kind
        ]
        for kind in ("catalan", "word by word")
    }

    assert share_that_fails(made["catalan"]) >= 0.4
    assert share_that_fails(made["word by word"]) <= 0.1  # what it cannot see: order and grammar


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("", ""),
        ("Visit", "Visita"),
        ("12 June 2007", "Nothing of the kind was ever said about schools and pupils here"),
        ("Consul General of Germany", "Console generale di Germania"),
        ("!!! ??? ...", "\udcff \x00"),
    ],
)
def test_of_few_words_it_is_not_told(source, target):
    assert meaning_agrees(source, target, "en", "it") is None


def test_a_language_without_a_thesaurus_is_not_judged():
    text = "Die Delegation besuchte die Werkstätten der Schule und sprach mit den Lehrern darüber"
    italian = "La delegazione ha visitato i laboratori della scuola e parlato con gli insegnanti"

    assert meaning_agrees(text, italian, "de", "it") is None
