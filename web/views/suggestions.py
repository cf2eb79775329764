"""What to go to while typing, in groups: countries, places, people, kinds, entries."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from search.export.json_format import search_url
from search.query.query import Query
from search.results.results import Suggestion
from search.searcher import Searcher
from web.views.i18n import gettext
from web.views.labels import capitalized, kind_name


@dataclass(frozen=True, slots=True)
class Target:
    """Something to go to: what it is called, how many entries it is in, and where it is."""

    label: str
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class Group:
    """Targets of one sort."""

    name: str
    values: tuple[Target, ...]


def suggestions(searcher: Searcher, typed: str, language: str) -> tuple[Group, ...]:
    """What the words may be the beginning of; () when they are too few."""
    names = {
        "country": gettext("Countries"),
        "places": gettext("Cities and territories"),
        "people": gettext("People"),
        "kind": gettext("Kind"),
        "entry": gettext("Entries"),
    }
    found = searcher.suggest(typed, language)
    return tuple(
        Group(names[group], tuple(_target(each, language) for each in members))
        for group, members in groupby(found, key=lambda each: each.group)
        if group in names
    )


def _target(each: Suggestion, language: str) -> Target:
    label = each.label
    match each.group:
        case "country":
            address = f"/{language}/countries/{each.value}"
        case "places":
            address = f"/{language}/places/{each.value}"
        case "entry":
            address = f"/{language}/e/{each.value}"
        case "kind":
            label = capitalized(kind_name(each.value, language))
            address = search_url(Query(kind=(each.value,)), language)
        case _:
            address = search_url(Query(people=(each.value,)), language)
    return Target(label, each.count, address)
