"""The values of facets as pages list them: labelled in the page's language and sorted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.text.folding import fold
from search.query.query import FACETS, FacetField, Query
from search.results.facet_values import Facet, FacetValue
from search.results.results import Results
from web.views.i18n import figure_in, gettext_in, gettext_noop
from web.views.labels import facet_name, value_label

MAX_COUNTRIES, MAX_FOLDED = 6, 9
"""The values of a short list: of countries, and of the facets that are collapsed at first.

With a keyboard the first hit must be within forty tab stops, and values that are not collapsed are
among them. A list is longer when more of its values are selected.
"""

CACHE_SIZE = 4_096
"""Labels in the cache: those of a few hundred lists."""

MAX_LABELLED = 60
"""Values that are labelled, at most, to choose a short list from."""

Labelled = tuple[str, FacetValue]
"""A value with its label."""


@dataclass(frozen=True, slots=True)
class FacetList:
    """The values of one facet with their labels."""

    field: FacetField
    name: str
    short: tuple[Labelled, ...]
    total: int
    chosen: int
    """The number of selected values."""
    all_words: str
    """The title of the page of all values."""


def facet_lists(results: Results, language: str) -> dict[FacetField, FacetList]:
    """Return the short list of every facet; of years, all values."""
    facets, query = results.facets, results.query
    return {
        field: facet_list(
            facets.get(field, Facet(field, (), 0)),
            language,
            short=field != "year",
            may_be_chosen=bool(getattr(query, field)),
        )
        for field in FACETS
    }


def facet_list(
    facet: Facet, language: str, *, short: bool, may_be_chosen: bool = True
) -> FacetList:
    """Return the list of one facet, by count and then alphabetical; years newest first.

    A short list has every selected value, each in its place in this order.
    """
    room = MAX_COUNTRIES if facet.field == "country" else MAX_FOLDED
    values = _candidates(facet.values, room, may_be_chosen) if short else facet.values
    labelled = [(value_label(facet.field, value, language), value) for value in values]
    if facet.field != "year":
        labelled.sort(key=lambda pair: (-pair[1].count, *_letters(pair[0])))
    chosen = [pair for pair in labelled if pair[1].selected] if may_be_chosen else []
    if short:
        others = max(0, room - len(chosen))
        labelled = [pair for pair in labelled if pair[1].selected or (others := others - 1) >= 0]
    return FacetList(
        field=facet.field,
        name=facet_name(facet.field, language),
        short=tuple(labelled),
        total=facet.total_values,
        chosen=len(chosen),
        all_words=_all_words(facet, language),
    )


def _candidates(
    values: Sequence[FacetValue], room: int, may_be_chosen: bool
) -> tuple[FacetValue, ...]:
    """Return the selected values and the most frequent others, with those that tie for the last."""
    chosen: list[FacetValue] = []
    fullest: list[FacetValue] = []
    for value in values:
        if value.selected:
            chosen.append(value)
        elif len(fullest) < room or (
            value.count == fullest[-1].count and len(fullest) < MAX_LABELLED
        ):
            fullest.append(value)
        elif not may_be_chosen:
            break  # of a thousand values the first few are looked at
    return (*chosen, *fullest)


@lru_cache(maxsize=CACHE_SIZE)
def _letters(label: str) -> tuple[str, str]:
    """Return what a label is sorted by."""
    return fold(label), label


def matching_values(labelled: tuple[Labelled, ...], words: str) -> tuple[Labelled, ...]:
    """Return the values with a name that contains the words, ignoring accents and case."""
    folded = fold(words).strip()
    return tuple(
        (label, value)
        for label, value in labelled
        if any(folded in fold(name) for name in (label, value.value, *value.labels.values()))
    )


def hidden_selected(
    query: Query, field: FacetField, labelled: tuple[Labelled, ...]
) -> tuple[tuple[str, str], ...]:
    """Return the selected values that a filtered list does not show, as (parameter, value)."""
    shown = {value.value for _, value in labelled}
    return tuple((field, str(value)) for value in getattr(query, field) if str(value) not in shown)


ALL_WORDS: dict[FacetField, str] = {
    "year": gettext_noop("All years (%(number)s)"),
    "country": gettext_noop("All countries (%(number)s)"),
    "kind": gettext_noop("All kinds (%(number)s)"),
    "written": gettext_noop("All languages (%(number)s)"),
    "people": gettext_noop("All guests (%(number)s)"),
    "places": gettext_noop("All cities and territories (%(number)s)"),
}


def _all_words(facet: Facet, language: str) -> str:
    number = figure_in(language, facet.total_values)
    return gettext_in(language, ALL_WORDS[facet.field], number=number)
