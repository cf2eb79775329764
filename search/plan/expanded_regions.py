"""Regions that words of a query name: the tags of what is in them, and their other names."""

from __future__ import annotations

from collections.abc import Iterator

from index.gazetteer import Sense
from index.gazetteer.regions import Region
from search.plan.expanded_names import (
    AMBIGUOUS_NAMES,
    MIN_NAME_LENGTH,
)
from search.plan.expansion import QueryExpansion, Wording
from search.plan.expansion_sources import ExpansionSources
from search.plan.tree import Leaf, Tag
from search.plan.weights import PART_OF
from search.plan.wordings import folded_words, name_leaves
from search.results.understood import ExpansionNote


def expand_region(
    typed: str, words: tuple[str, ...], region: Region, sources: ExpansionSources
) -> QueryExpansion:
    """Return the expansion of a region: the tags of what is in it, and its other names in texts."""
    tags, gazetteer = region_tags(region, sources), sources.gazetteer
    own = " ".join(words)
    named = {" ".join(folded_words(name.text)): name for name in reversed(region.names)}
    others = tuple(
        name
        for name in reversed(named)
        if name != own
        and len(name) >= MIN_NAME_LENGTH
        and name not in AMBIGUOUS_NAMES
        and sources.regions.find(name) == (region,)
        and not (region.country and gazetteer.is_part_of_another(name, region.country))
        and not any(sense.kind in ("country", "place") for sense in _others(name, region, sources))
    )
    leaves: list[Leaf] = list(tags)
    for other in others:
        leaves += name_leaves(tuple(other.split()))
    is_italian = own in named and named[own].language == "it"
    languages = ("en", "it") if is_italian else ("it", "en")
    language = next(
        (tag for tag in languages if " ".join(folded_words(region.labels[tag])) != own),
        languages[0],
    )
    size = len(tags) if region.divisions else len(region.countries)
    note = ExpansionNote(typed, region.labels[language], language, "region", region.id, size)
    return QueryExpansion(note, tuple(leaves), tuple(Wording(other, None) for other in others))


def region_tags(region: Region, sources: ExpansionSources) -> tuple[Tag, ...]:
    """Return the countries of a region, or the archive's places in its divisions, as tags.

    The country of the archive is left out: every entry concerns it.
    """
    if not region.divisions:
        home = sources.home_country
        return tuple([Tag("country", code, PART_OF) for code in region.countries if code != home])
    places = sources.places_in(region.country, region.divisions)
    return tuple([Tag("places", place, PART_OF) for place in places])


def _others(name: str, region: Region, sources: ExpansionSources) -> Iterator[Sense]:
    """Yield what a region's name means besides a part of its own countries."""
    own = {*region.countries, region.country}
    for sense in sources.gazetteer.senses(name):
        if sense.country not in own and (sense.place is None or sense.place in sources.places):
            yield sense
