"""Searches in the manner of real ones over the sample, by what they ask for, with what is relevant.

`data/meant.tsv` was written before the answer in tiers was; its classes are those by which sealed
searches are scored. Of `nothing` the archive has nothing: no entry may be said to hold all of it.
"""

import csv
import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

import pytest

from search.query.query import Query

WANTED = {"recall": 0.95, "nDCG@10": 0.93, "precision": 0.90}
WANTED_OF_A_CLASS = 0.75


@dataclass(frozen=True)
class Answer:
    """The first answer to a search: ids of hits and of related entries."""

    asked_for: str
    typed: str
    relevant: frozenset[str]
    hits: Sequence[str]
    related: frozenset[str]
    is_full: bool

    @property
    def scores(self) -> tuple[float, float, float]:
        """Recall of hits and related entries, nDCG@10 and precision of hits."""
        if not self.relevant:
            honest = float(not self.is_full)
            return honest, honest, honest
        most = min(10, len(self.relevant))
        gains = [id in self.relevant for id in self.hits[:10]]
        ideal = sum(1 / math.log2(rank + 2) for rank in range(most))
        gain = sum(hit / math.log2(rank + 2) for rank, hit in enumerate(gains))
        found = len(self.relevant & {*self.hits, *self.related})
        return found / len(self.relevant), gain / ideal, sum(gains[:most]) / most


@pytest.fixture(scope="module")
def answers(sample) -> list[Answer]:
    path = Path(__file__).parent / "data" / "meant.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    found = []
    for row in rows:
        results = sample.search(Query(text=row["query"]))
        found.append(
            Answer(
                row["class"],
                row["query"],
                frozenset(row["relevant"].split()),
                [hit.id for hit in results.hits],
                frozenset(hit.id for hit in results.related),
                any(tier.kind == "all" and tier.total for tier in results.tiers),
            )
        )
    return found


@pytest.mark.slow
def test_what_is_meant_is_found_in_every_class(answers):
    by_class = defaultdict(list)
    for answer in answers:
        by_class[answer.asked_for].append(answer.scores)

    means = {name: tuple(map(fmean, zip(*each, strict=True))) for name, each in by_class.items()}
    assert len(answers) >= 170
    assert {name: each for name, each in means.items() if min(each) < WANTED_OF_A_CLASS} == {}
    overall = tuple(map(fmean, zip(*(answer.scores for answer in answers), strict=True)))
    assert all(got >= wanted for got, wanted in zip(overall, WANTED.values(), strict=True)), overall


@pytest.mark.slow
def test_nothing_is_not_said_to_be_something_and_something_is_not_empty(answers):
    assert [a.typed for a in answers if not a.relevant and a.is_full] == []
    assert [a.typed for a in answers if a.relevant and not a.hits] == []
