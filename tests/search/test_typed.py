"""Searches as people type and paste them, over the sample: dates, spellings, questions, addresses.

Each names entries that must be on the first page, and perhaps the days that all hits must touch.
"""

import csv
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from search.query.query import Query


def _rows() -> list[Mapping[str, str]]:
    path = Path(__file__).parent / "data" / "typed.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("row", _rows(), ids=lambda row: f"{row['kind']}: {row['query']}")
def test_what_is_typed_finds_what_is_meant(sample, row):
    hits = sample.search(Query(text=row["query"])).hits

    assert set(row["relevant"].split()) <= {hit.id for hit in hits}
    if row["days"]:
        first, last = map(date.fromisoformat, row["days"].split("/"))
        assert [
            hit.id for hit in hits if not (hit.dates.start <= last and first <= hit.dates.end)
        ] == []


@pytest.mark.slow
def test_a_pasted_title_finds_its_entry_first(sample):
    for entry in sample.export(Query()):
        for version in entry.versions:
            if version.origin == "published" and len(version.title.split()) > 3:
                hits = sample.search(Query(text=version.title)).hits
                best = [hit.id for hit in hits if hit.score == hits[0].score]
                assert entry.id in best, version.title
