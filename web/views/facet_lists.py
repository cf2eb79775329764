"""A facet as the page lists it: labelled in the reader's language, short, and in good order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from index.text.folding import fold
from search.query.query import FACETS, Query
from search.results.results import Facet, FacetValue
from web.views.i18n import figure_in, gettext_in, gettext_noop
from web.views.labels import facet_name, value_label

SHORT, FOLDED = 6, 9
"""How many countries stand beside the results, and how many values of a facet that is folded.

By keyboard the first hit must be within forty stops, the unfolded values among them. Chosen values
are there even if they are more.
"""

LABELLED = 60
"""How many values at most are labelled to pick a short list from."""

Labelled = tuple[str, FacetValue]


@dataclass(frozen=True, slots=True)
class FacetList:
    """The values of one facet with their labels."""

    field: str
    name: str
    short: tuple[Labelled, ...]
    total: int
    chosen: int
    """How many are selected."""
    all_words: str
    """What the page of all values is called."""


def facet_lists(facets: Mapping[str, Facet], language: str) -> dict[str, FacetList]:
    """The short list of every facet; of years, all of them."""
    return {
        field: facet_list(facets.get(field, Facet(field, (), 0)), language, short=field != "year")
        for field in FACETS
    }


def facet_list(facet: Facet, language: str, *, short: bool) -> FacetList:
    """One facet's list, by count and then from A to Z; years newest first.

    Chosen values stand first in a short list, so that none of them is ever out of sight.
    """
    values = _first(facet.values) if short else facet.values
    labelled = [(value_label(facet.field, value, language), value) for value in values]
    if facet.field != "year":
        labelled.sort(key=lambda pair: (-pair[1].count, fold(pair[0]), pair[0]))
    chosen = [pair for pair in labelled if pair[1].selected]
    if short:
        others = [pair for pair in labelled if not pair[1].selected]
        room = SHORT if facet.field == "country" else FOLDED
        labelled = chosen + others[: max(0, room - len(chosen))]
    return FacetList(
        field=facet.field,
        name=facet_name(facet.field, language),
        short=tuple(labelled),
        total=facet.total_values,
        chosen=len(chosen),
        all_words=_all_words(facet, language),
    )


def _first(values: tuple[FacetValue, ...]) -> tuple[FacetValue, ...]:
    """The chosen values and the fullest others, enough of them to fill a short list fairly."""
    others = [value for value in values if not value.selected]
    least = others[FOLDED - 1].count if len(others) >= FOLDED else 0
    fullest = [value for value in others if value.count >= least][:LABELLED]
    return (*(value for value in values if value.selected), *fullest)


def found_in(labelled: tuple[Labelled, ...], words: str) -> tuple[Labelled, ...]:
    """The values that the words are part of in either language, accents and case apart."""
    highlight_terms = fold(words).strip()
    return tuple(
        (label, value)
        for label, value in labelled
        if any(
            highlight_terms in fold(name) for name in (label, value.value, *value.labels.values())
        )
    )


def chosen_out_of_sight(
    query: Query, field: str, labelled: tuple[Labelled, ...]
) -> tuple[tuple[str, str], ...]:
    """The chosen values that a filtered list does not show, as parameters to carry."""
    shown = {value.value for _, value in labelled}
    return tuple((field, str(value)) for value in getattr(query, field) if str(value) not in shown)


ALL_WORDS = {
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
