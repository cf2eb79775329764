"""The searches that the home page gives as examples."""

from __future__ import annotations

from itertools import chain, zip_longest

from index.model.profile import ArchiveProfile
from search.query.query import FacetField
from search.results.results import Results
from web.views.facet_lists import facet_list

MAX_OF_A_KIND = 2
"""Places, and people, that are taken from the archive."""


def example_searches(results: Results, profile: ArchiveProfile, language: str) -> tuple[str, ...]:
    """Return the examples of the profile; when it has none, the names that most entries have.

    `results` are of all entries. Of an archive that names nobody and no place there are none.
    """
    if chosen := profile.searches[language]:
        return chosen
    places = _most_frequent(results, "places", language)
    people = _most_frequent(results, "people", language)
    return tuple(filter(None, chain.from_iterable(zip_longest(places, people))))


def _most_frequent(results: Results, field: FacetField, language: str) -> list[str]:
    """Return the names that most entries have; the city's officials are none of them."""
    labelled = facet_list(results.facets[field], language, short=True).short
    return [label for label, _ in labelled[:MAX_OF_A_KIND]]
