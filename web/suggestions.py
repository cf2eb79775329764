"""Names to go to while typing: countries, places and people that the archive holds."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flask import current_app

from index.folding import fold
from search.answers import search_url
from search.query import Query
from search.searcher import Searcher
from web.facet_lists import facet_list
from web.words import gettext

MOST = 4
"""Suggestions of a group."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name, how many entries it is in, and where they are."""

    label: str
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class Group:
    """Suggestions of one sort, the fullest first."""

    name: str
    values: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class _Name:
    starts: tuple[str, ...]
    """Each word of each name of it, folded, with what follows it."""
    suggestion: Suggestion


def suggestions(searcher: Searcher, typed: str, language: str) -> tuple[Group, ...]:
    """The names one of whose words begins as typed, in either language; () for nothing typed."""
    sought = fold(" ".join(typed.split()))
    if not sought:
        return ()
    groups = []
    titles = {
        "country": gettext("Countries"),
        "places": gettext("Cities and territories"),
        "people": gettext("People"),
    }
    generation = searcher.holdings().generation
    for field, title in titles.items():
        found = (
            name.suggestion
            for name in _names(searcher, generation, field, language)
            if any(start.startswith(sought) for start in name.starts)
        )
        if values := tuple(each for each, _ in zip(found, range(MOST), strict=False)):
            groups.append(Group(title, values))
    return tuple(groups)


def _names(searcher: Searcher, generation: str, field: str, language: str) -> tuple[_Name, ...]:
    """The names of a facet, kept with the app as long as the generation lives."""
    kept: dict[tuple[str, str, str], tuple[_Name, ...]]
    kept = current_app.extensions.setdefault("names", {})
    key = generation, field, language
    if key not in kept:
        for old in [each for each in kept if each[0] != generation]:
            kept.pop(old, None)
        kept[key] = _read_names(searcher, field, language)
    return kept[key]


def _read_names(searcher: Searcher, field: str, language: str) -> tuple[_Name, ...]:
    facet = searcher.search(Query(limit=1)).facets[field]
    return tuple(
        _Name(
            tuple(dict.fromkeys(s for n in (label, *value.labels.values()) for s in _starts(n))),
            Suggestion(label, value.count, _address(field, value.value, language)),
        )
        for label, value in facet_list(facet, language, short=False).short
    )


def _starts(name: str) -> list[str]:
    folded = fold(name)
    return [folded[word.start() :] for word in re.finditer(r"\w+", folded)]


def _address(field: str, value: str, language: str) -> str:
    match field:
        case "country":
            return f"/{language}/countries/{value}"
        case "places":
            return f"/{language}/places/{value}"
        case _:
            return search_url(Query(people=(value,)), language)
