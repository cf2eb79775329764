"""The completions of autocomplete in groups, each with its link."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import assert_never
from urllib.parse import quote

from search.export.json_format import search_url
from search.query.query import Query
from search.results.completion import Completion, CompletionGroup
from search.searcher import Searcher
from web.views.i18n import gettext
from web.views.labels import capitalized, kind_name
from web.views.reading_language import chosen_read, with_choice


@dataclass(frozen=True, slots=True)
class CompletionLink:
    """A completion with its label, the number of its entries and its URL."""

    label: str
    count: int
    address: str
    written: str | None = None
    """The language of the label when it is not the page's."""


@dataclass(frozen=True, slots=True)
class CompletionList:
    """The completions of one group; `name` is in the page's language."""

    name: str
    values: tuple[CompletionLink, ...]


def completion_groups(searcher: Searcher, typed: str, language: str) -> tuple[CompletionList, ...]:
    """Return the completions of the text in groups; () when it is too short."""
    names: dict[CompletionGroup, str] = {
        "country": gettext("Countries"),
        "region": gettext("Regions"),
        "places": gettext("Cities and territories"),
        "people": gettext("People"),
        "kind": gettext("Kind"),
        "entry": gettext("Entries"),
    }
    found = searcher.autocomplete(typed, language, chosen_read())
    return tuple(
        CompletionList(names[group], tuple(_link_of(each, language) for each in members))
        for group, members in groupby(found, key=lambda each: each.group)
    )


def _link_of(each: Completion, language: str) -> CompletionLink:
    label = each.label
    match each.group:
        case "country":
            address = f"/{language}/countries/{each.value}"
        case "region":
            address = f"/{language}/regions/{each.value}"
        case "places":
            address = f"/{language}/places/{each.value}"
        case "entry":
            address = f"/{language}/e/{each.value}"
        case "kind":
            label = capitalized(kind_name(each.value, language))
            address = search_url(Query(kind=(each.value,)), language)
        case "people":
            address = f"/{language}/people/{quote(each.value)}"
        case _:
            assert_never(each.group)
    written = None if each.written == language else each.written
    return CompletionLink(label, each.count, with_choice(address, chosen_read()), written)
