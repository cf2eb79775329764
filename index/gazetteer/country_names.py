"""Countries: their labels, present and former names, and demonyms."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from index.gazetteer.demonyms import demonym_forms
from index.text.lexicon import lexicons

LABEL_LANGUAGES = ("it", "en", "fr")
NameKind = Literal["name", "old name", "misspelling", "demonym"]


@dataclass(frozen=True, slots=True)
class GazetteerName:
    """One name of a country or place as written; its language is None when it is not known."""

    text: str
    language: str | None
    kind: NameKind


@dataclass(frozen=True, slots=True)
class Country:
    """A country's labels by language and its names.

    `former` are the states it was once part of; another country may have such a name today.
    """

    code: str
    continent: str
    labels: dict[str, str]
    names: tuple[GazetteerName, ...]
    former: tuple[GazetteerName, ...]
    demonyms: tuple[GazetteerName, ...]


def read_countries(text: str) -> Iterator[Country]:
    """Yield the countries of countries.csv, whose text is given."""
    for row in csv.DictReader(text.splitlines()):
        labels = {language: row[language] for language in LABEL_LANGUAGES}
        others = ((label, tag) for tag, names in _others() if (label := names.get(row["code"])))
        yield Country(
            row["code"],
            row["continent"],
            labels,
            (
                *(GazetteerName(label, language, "name") for language, label in labels.items()),
                *(GazetteerName(label, language, "name") for label, language in others),
                *(GazetteerName(name, None, "name") for name in split_cell(row["names"])),
                *(GazetteerName(name, None, "old name") for name in split_cell(row["old"])),
            ),
            tuple(GazetteerName(name, None, "old name") for name in split_cell(row["former"])),
            tuple(
                GazetteerName(form, language, "demonym")
                for language in LABEL_LANGUAGES
                for demonym in split_cell(row[f"demonyms_{language}"])
                for form in demonym_forms(demonym, language)
            ),
        )


@cache
def _others() -> tuple[tuple[str, Mapping[str, str]], ...]:
    """Return CLDR's names of countries, by code, in the lexicons' languages without a column."""
    tags = [lexicon.tag for lexicon in lexicons() if lexicon.tag not in LABEL_LANGUAGES]
    if not tags:
        return ()
    from babel import Locale  # takes megabytes, which the languages with a column do not need

    return tuple((tag, Locale(tag).territories) for tag in tags)


def split_cell(cell: str) -> list[str]:
    """Return the values of a cell, separated by `|`; [] for an empty cell."""
    return cell.split("|") if cell else []
