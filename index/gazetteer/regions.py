"""Regions: parts of the world above the countries, and first-level divisions of countries.

They are for what readers type. Reading pages does not use them: there, a region only says which
country is meant (see place_names.csv).
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from index.gazetteer.country_names import LABEL_LANGUAGES, GazetteerName, split_cell
from index.gazetteer.demonyms import demonym_forms
from index.gazetteer.phrases import phrase_of
from index.text.lexicon import union
from index.text.lexicon.regexes import alternation

_COUNTRIES_OF = re.compile(
    rf"^(?:{alternation(union(lambda words: words.names.countries_of))})\s"
    rf"|\s(?:{alternation(union(lambda words: words.names.countries_after))})$"
)
"""Words around a name or adjective that say no more than it does."""


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the world with its names.

    One with neither countries nor a division (Tibet, Northern Cyprus) is only a name: whether it is
    part of a country is not for a search to say.
    """

    id: str
    labels: Mapping[str, str]
    """By language: it, en, fr."""
    names: tuple[GazetteerName, ...]
    """The labels first, then other names, then adjectives, whose kind is "demonym"."""
    countries: tuple[str, ...]
    """ISO 3166-1 codes, in alphabetical order; empty for a division."""
    division: tuple[str, str] | None
    """For a division, its country and its code of GeoNames; see `Gazetteer.division`."""


class Regions:
    """Names to regions. Read-only once built; safe to share between threads."""

    def __init__(self, text: str) -> None:
        self._regions = {region.id: region for region in map(_region, _rows(text))}
        found: defaultdict[str, list[Region]] = defaultdict(list)
        for region in self._regions.values():
            for phrase in dict.fromkeys(phrase_of(name.text) for name in region.names):
                found[phrase].append(region)
        self._by_phrase = {phrase: tuple(regions) for phrase, regions in found.items()}

    def __iter__(self) -> Iterator[Region]:
        return iter(self._regions.values())

    def get(self, id: str) -> Region | None:
        """Return the region of an id, or None."""
        return self._regions.get(id)

    def find(self, folded_phrase: str) -> tuple[Region, ...]:
        """Return the regions of a folded name or adjective, in the order of the table.

        "African countries" and "paesi dell'Africa" are names of Africa too.
        """
        phrase = phrase_of(folded_phrase)
        found = self._by_phrase.get(phrase)
        if found is None:
            found = self._by_phrase.get(_COUNTRIES_OF.sub("", phrase), ())
        return found


@cache
def load_regions() -> Regions:
    """Read the regions of the package, once in a process."""
    return Regions((files("index") / "data" / "regions.csv").read_text(encoding="utf-8"))


def _rows(text: str) -> Iterator[dict[str, str]]:
    return iter(csv.DictReader(text.splitlines()))


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
        division=(row["country"], row["division"]) if row["division"] else None,
    )


NO_REGIONS = Regions("")
