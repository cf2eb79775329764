"""Searches for regions, divisions and shared names over the sample archive.

`data/region_searches.tsv` says by rule what each must find: the entries about any of these
countries or, after @, places, perhaps of one kind or year; `-` for none. The lists of countries
were written for this test, not taken from regions.csv. What is found besides only names the region.
"""

import csv
from pathlib import Path
from statistics import fmean

from index.model.entry import Entry
from search.query.query import Query

REACHED = {"recall": 1.0, "precision": 0.98}
"""See web/docs/MEASURED.md. No word lowers them; a new entry of the sample may."""


def test_regions_find_what_is_in_them_and_little_else(sample):
    entries = list(sample.export(Query()))
    path = Path(__file__).parent / "data" / "region_searches.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    recalls, precisions = [], []
    for row in rows:
        wanted = {entry.id for entry in entries if _is_about(entry, row["about"].split())}
        found = {entry.id for entry in sample.export(Query(text=row["query"]))}
        recalls.append(len(found & wanted) / len(wanted) if wanted else 1.0)
        precisions.append(len(found & wanted) / len(found) if found else 1.0)
    assert len(rows) == 80
    assert fmean(recalls) >= REACHED["recall"]
    assert fmean(precisions) >= REACHED["precision"]


def _is_about(entry: Entry, rule: list[str]) -> bool:
    if rule == ["-"]:
        return False
    if rule[0].startswith("@"):
        return not {place.id for place in entry.places}.isdisjoint({rule[0][1:], *rule[1:]})
    years = [int(each[5:]) for each in rule if each.startswith("year:")]
    kinds = [each[5:] for each in rule if each.startswith("kind:")]
    start, end = entry.dates.start, entry.dates.end
    return (
        not set(rule).isdisjoint(entry.countries)
        and (not kinds or entry.kind in kinds)
        and all(start and end and start.year <= year <= end.year for year in years)
    )
