"""The sample with the names of Genova in place of the bundled city's is read as the sample is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from importlib.resources import as_file, files
from typing import Any

import pytest

from index.files.timings import Timings
from index.gazetteer import load_gazetteer
from index.model.entry import Entry
from index.model.page import Page
from index.model.profile import ArchiveProfile
from index.model.profile_format import bundled_profile
from index.reading.pipeline import read_page
from index.reading.sources import read_pages
from index.text.current_profile import using_profile

NAMES = {
    **{"Torinese": "Genovese", "torinese": "genovese", "torinesi": "genovesi"},
    **{"Torino": "Genova", "TORINO": "GENOVA", "torino": "genova"},
    **{"Turin": "Genoa", "TURIN": "GENOA", "turin": "genoa"},
}


def renamed(text: str) -> str:
    for name, other in NAMES.items():
        text = text.replace(name, other)
    return text


def renamed_profile() -> ArchiveProfile:
    """The bundled profile with the other city's names; its officials and landmarks stay."""
    profile = bundled_profile()
    home = replace(
        profile.home,
        name={"it": "Genova", "en": "Genoa"},
        spellings=("Genova", "Genoa", "Gênes"),
        demonyms=tuple(map(renamed, profile.home.demonyms)),
    )
    publisher = profile.publisher
    return replace(
        profile,
        home=home,
        publisher=replace(publisher, body={k: renamed(v) for k, v in publisher.body.items()}),
        sources=replace(profile.sources, host=renamed(profile.sources.host)),
        furniture=tuple(map(renamed, profile.furniture)),
    )


def sample() -> Iterator[Page]:
    with as_file(files("index") / "data" / "sample") as folder:
        for page in read_pages(str(folder), fetched=datetime(2026, 1, 5, tzinfo=UTC)):
            if isinstance(page, Page):
                yield page


def facts_of(entry: Entry, told: Callable[[str], str]) -> dict[str, Any]:
    return {
        "dates": (entry.dates.start, entry.dates.end, entry.dates.precision),
        "kind": entry.kind,
        "countries": entry.countries,
        "places": [place.id for place in entry.places],
        "people": [(told(person.name), person.side) for person in entry.people],
        "title": told(entry.original.title),
        "language": entry.original.language,
        "doubts": [doubt.field for doubt in entry.doubts],
    }


@pytest.mark.slow
def test_no_rule_reads_the_bundled_city_s_name_better_than_another() -> None:
    with using_profile(bundled_profile()):
        pages = list(sample())
        own = [
            facts_of(entry, renamed)
            for page in pages
            for entry in read_page(page, load_gazetteer(), Timings())
        ]
    with using_profile(renamed_profile()):
        other = [
            facts_of(entry, str)
            for page in pages
            for entry in read_page(
                replace(page, url=renamed(page.url), body=renamed(page.body.decode()).encode()),
                load_gazetteer(),
                Timings(),
            )
        ]
    assert other == own
