"""Regions: parts of the world above the countries, and first-level divisions of countries.

They are for what readers type. Reading pages does not use them: there, a region only says which
country is meant (see place_names.csv).
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from index.gazetteer.country_names import LABEL_LANGUAGES, GazetteerName, split_cell
from index.gazetteer.demonyms import demonym_forms
from index.gazetteer.phrases import phrase_of
from index.model.package_data import package_data
from index.text.lexicon import union
from index.text.lexicon.regexes import alternation
from index.text.lookup_table import LookupTable, lookup_table

TABLE = "regions.tsv"
"""The lookup table of the package's regions."""
SOURCES = ("regions.csv", "languages/")
"""What it is made of."""
_ALL = "*"
"""The key of all ids, in the order of the table; most keys are phrases."""
_REGION = "="
"""Before an id: the key of its region."""


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the world with its names.

    One with neither countries nor divisions (Tibet, Northern Cyprus) is only a name: whether it is
    part of a country is not for a search to say.
    """

    id: str
    labels: Mapping[str, str]
    """By language: it, en, fr."""
    names: tuple[GazetteerName, ...]
    """The labels first, then other names, then adjectives, whose kind is "demonym"."""
    countries: tuple[str, ...]
    """ISO 3166-1 codes, in alphabetical order; empty for divisions."""
    divisions: frozenset[tuple[str, str]] = frozenset()
    """For a division of a country, or several, the country and the code of GeoNames of each; see
    `Gazetteer.division`."""
    country: str = ""
    """The country of the divisions."""


class Regions:
    """Names to regions. Read-only once built; safe to share between threads."""

    def __init__(self, table: LookupTable) -> None:
        self._table = table
        self._regions: dict[str, Region] = {}

    def __iter__(self) -> Iterator[Region]:
        return (self._region(id) for id in self._table.find(_ALL))

    def get(self, id: str) -> Region | None:
        """Return the region of an id, or None."""
        return self._region(id) if f"{_REGION}{id}" in self._table else None

    def _region(self, id: str) -> Region:
        region = self._regions.get(id)
        if region is None:
            region = self._regions[id] = _region_from_json(self._table.find(f"{_REGION}{id}"))
        return region

    def find(self, folded_phrase: str) -> tuple[Region, ...]:
        """Return the regions of a folded name or adjective, in the order of the table.

        "African countries" and "paesi dell'Africa" are names of Africa too.
        """
        phrase = phrase_of(folded_phrase)
        found = self._table.find(phrase)
        if not found and " " in phrase:
            found = self._table.find(_countries_of().sub("", phrase))
        return tuple(map(self._region, found))


@cache
def load_regions() -> Regions:
    """Read the regions of the package, once in a process."""
    return Regions(lookup_table(TABLE, SOURCES, package_values))


NO_REGIONS = Regions(LookupTable.of({}))


def package_values() -> Mapping[str, Sequence[Any]]:
    """Return what a lookup table of the package's regions holds."""
    rows = csv.DictReader((package_data() / "regions.csv").read_text("utf-8").splitlines())
    regions = [_region(row) for row in rows]
    values: defaultdict[str, list[Any]] = defaultdict(list)
    for region in regions:
        values[_ALL].append(region.id)
        values[f"{_REGION}{region.id}"] = _region_to_json(region)
        for phrase in dict.fromkeys(phrase_of(name.text) for name in region.names):
            values[phrase].append(region.id)
    return values


def _region_to_json(region: Region) -> list[Any]:
    names = [[name.text, name.language, name.kind] for name in region.names]
    divisions = sorted(region.divisions)
    return [region.id, region.labels, names, region.countries, divisions, region.country]


def _region_from_json(value: Sequence[Any]) -> Region:
    id, labels, names, countries, divisions, country = value
    return Region(
        id=id,
        labels=labels,
        names=tuple(GazetteerName(*name) for name in names),
        countries=tuple(countries),
        divisions=frozenset((each, code) for each, code in divisions),
        country=country,
    )


@cache
def _countries_of() -> re.Pattern[str]:
    """Return what finds words around a name or adjective that say no more than it does."""
    before = alternation(union(lambda words: words.names.countries_of))
    after = alternation(union(lambda words: words.names.countries_after))
    return re.compile(rf"^(?:{before})\s|\s(?:{after})$")


def _region(row: dict[str, str]) -> Region:
    labels = {language: row[language] for language in LABEL_LANGUAGES}
    return Region(
        id=row["id"],
        labels=labels,
        names=(
            *(GazetteerName(label, language, "name") for language, label in labels.items()),
            *(GazetteerName(name, None, "name") for name in split_cell(row["names"])),
            *(
                GazetteerName(form, language, "demonym")
                for language in LABEL_LANGUAGES
                for adjective in split_cell(row[f"adjectives_{language}"])
                for form in demonym_forms(adjective, language)
            ),
        ),
        countries=tuple(split_cell(row["countries"])),
        divisions=frozenset((row["country"], code) for code in split_cell(row["division"])),
        country=row["country"] if row["division"] else "",
    )
