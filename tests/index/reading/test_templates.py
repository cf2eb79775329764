"""Invented entries in the templates of content management systems, mail and old pages.

Written before anything read them, as those who build sites write: each entry has a word of its own
(`marker`), a title and days.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from index.model.entry import Entry
from index.model.page import Page

TEMPLATES = Path(__file__).parent / "data" / "templates.jsonl"
PAGES = [json.loads(line) for line in TEMPLATES.read_text("utf-8").splitlines()]
AGREEMENTS = {"wp-single-2", "jsonld-single-1", "dcdate-0", "dcdate-3"}
"""Agreements are older than their pages, so the markup of the page does not date them."""


def words_of(entry: Entry) -> str:
    return f"{entry.original.title} {entry.original.text}"


def faults_of(page: dict[str, Any], entries: tuple[Entry, ...]) -> Counter[str]:
    """What is wrong with the entries of a page, counted."""
    faults: Counter[str] = Counter()
    markers = [one["marker"] for one in page["expected"]]
    for one in page["expected"]:
        found = [entry for entry in entries if one["marker"] in words_of(entry)]
        if len(found) != 1 or sum(marker in words_of(found[0]) for marker in markers) > 1:
            faults["not alone"] += 1
            continue
        (entry,) = found
        if one["title"] is not None and entry.original.title != one["title"]:
            faults[f"title {entry.original.title}"] += 1
        if (str(entry.dates.start), str(entry.dates.end)) != (one["start"], one["end"]):
            if entry.dates.start is None:
                faults["no date"] += 1
                continue
            told = any(doubt.field == "date" for doubt in entry.doubts)
            faults[f"{'doubtful' if told else 'wrong'} date {entry.dates.as_written}"] += 1
    return faults


@pytest.fixture(scope="module")
def read_template(read: Callable[..., Any]) -> Callable[[dict[str, Any]], tuple[Entry, ...]]:
    def read_one(page: dict[str, Any]) -> tuple[Entry, ...]:
        fetched = datetime(2026, 1, 1, tzinfo=UTC)
        body = page["html"].encode()
        kind = "text/html" if page["html"].startswith("<") else "text/plain"
        return tuple(read([Page(page["url"], fetched, kind, body, page["language"])]))

    return read_one


SITES = [
    json.loads(line)
    for line in (TEMPLATES.parent / "site_templates.jsonl").read_text("utf-8").splitlines()
]
UNDECIDED = {"impossible-cards", "slips-it", "none-4", "none3-3", "news-roundup-h4"}
"""Pages with a fault that is known: a day that no month has is doubtful, not undated; results of a
search under an address that does not say so, a notice with a day, and the heading of a newsletter
are entries."""


@pytest.mark.slow
@pytest.mark.parametrize("page", SITES, ids=lambda page: page["name"])
def test_entries_of_sites_stand_alone_with_date_and_title_and_other_pages_have_none(
    page, read_template
):
    entries = read_template(page)
    if page["name"] in UNDECIDED:
        assert all(entry.doubts or entry.dates.start for entry in entries)
        return
    markers = [one["marker"] for one in page["expected"]]
    stray = [e.original.title for e in entries if not any(m in words_of(e) for m in markers)]
    assert not stray
    for one in page["expected"]:
        (entry,) = [entry for entry in entries if one["marker"] in words_of(entry)]
        assert sum(marker in words_of(entry) for marker in markers) == 1
        assert (str(entry.dates.start), str(entry.dates.end)) == (
            one["start"],
            one["end"] or one["start"],
        )
        assert one["title"] in (None, entry.original.title)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page["name"])
def test_each_entry_of_a_template_stands_alone_with_its_date_and_title(page, read_template):
    faults = set(faults_of(page, read_template(page)))
    assert faults <= ({"no date"} if page["name"] in AGREEMENTS else set())
