"""Countries and places that words of a query name: their tags, and their other names in texts."""

from __future__ import annotations

from collections.abc import Sequence

from index.gazetteer import Gazetteer, Sense
from index.gazetteer.regions import Region
from index.model.entry import READING_LANGUAGES
from search.plan.expansion import QueryExpansion, Wording
from search.plan.expansion_sources import ExpansionSources
from search.plan.tree import Leaf, Tag
from search.plan.weights import TAGGED
from search.plan.wordings import folded_words, name_leaves
from search.results.understood import ExpansionNote, ExpansionReason

MIN_NAME_LENGTH = 3
"""Letters of the shortest name that is searched in texts: "US" is also a pronoun."""
AMBIGUOUS_NAMES = frozenset({"america"})
"""Names of a country that mostly mean a larger region."""
_SHORT_NAMES = {"monaco": ("munich-de",), "rio": ("rio-de-janeiro-br",)}
"""Places by a short name that readers type, but that alone is no sign of the place on a page."""


def senses_of(
    words: tuple[str, ...], regions: Sequence[Region], sources: ExpansionSources
) -> tuple[Sense, ...]:
    """Return the countries and places that are meant, without those that regions stand for.

    A nation of the United Kingdom is not the whole of it, and Yugoslavia, of which several
    countries were part, is one region.
    """
    name = " ".join(words)
    senses: dict[tuple[str, str | None], Sense] = {}
    for sense in sources.gazetteer.senses(name):
        is_home = sense.kind == "demonym" and sense.country == sources.home_country
        is_known = sense.place is None or sense.place in sources.places
        if sense.kind != "region" and not is_home and is_known:
            senses.setdefault((sense.country, sense.place), sense)
    for place in _SHORT_NAMES.get(name, ()):
        known = sources.gazetteer.place(place)
        if known and place in sources.places:
            label = known.names["en"]
            senses.setdefault(
                (known.country, place), Sense("place", known.country, place, label, None)
            )
    inside: set[str] = set()
    for region in regions:
        within = {c for c, place in senses if place is None and c in region.countries}
        if region.divisions:
            inside.add(region.country)
        elif not region.countries:  # only a name, of no country
            inside |= {c for c, place in senses if place is None}
        elif len(within) > 1:
            inside |= within
    return tuple(s for (c, place), s in senses.items() if place is not None or c not in inside)


def expand_name(
    typed: str, words: tuple[str, ...], sense: Sense, gazetteer: Gazetteer
) -> QueryExpansion:
    """Return the expansion of a country or place: its tag, and its other names in any text."""
    if sense.place is None:
        tag = Tag("country", sense.country, TAGGED)
        names = gazetteer.names(country=sense.country)
    else:
        tag = Tag("places", sense.place, TAGGED)
        names = gazetteer.names(place=sense.place)
    own = " ".join(words)
    others = tuple(
        dict.fromkeys(
            folded
            for name in names
            if name.kind != "demonym"
            and (folded := " ".join(folded_words(name.text))) not in ("", own)
            and _is_unambiguous(folded, sense, gazetteer)
        )
    )
    leaves: list[Leaf] = [tag]
    for other in others:
        leaves += name_leaves(tuple(other.split()))
    term, language = _shown_name(sense, own, gazetteer)
    why: ExpansionReason = "demonym" if sense.kind == "demonym" else sense.kind
    return QueryExpansion(
        ExpansionNote(typed, term, language, why),
        tuple(leaves),
        tuple(Wording(other, None) for other in others),
    )


def _is_unambiguous(name: str, sense: Sense, gazetteer: Gazetteer) -> bool:
    """Return whether a name means this country or place first, and is in no other's name."""
    if len(name) < MIN_NAME_LENGTH or name in AMBIGUOUS_NAMES:
        return False
    if sense.place is None and gazetteer.is_part_of_another(name, sense.country):
        return False
    first = next(iter(gazetteer.senses(name)), None)
    return first is not None and (first.country, first.place) == (sense.country, sense.place)


def _shown_name(sense: Sense, own: str, gazetteer: Gazetteer) -> tuple[str, str]:
    """Return the name to show for an expansion, if possible one that was not typed.

    The second value is the language of the name.
    """
    labels = {}
    for language in READING_LANGUAGES:
        if sense.place is None:
            labels[language] = gazetteer.country_name(sense.country, language)
        else:
            place = gazetteer.place(sense.place)
            labels[language] = place.names.get(language, sense.name) if place else sense.name
    first, second = ("en", "it") if sense.language == "it" else ("it", "en")
    for language in (first, second):
        if " ".join(folded_words(labels[language])) != own:
            return labels[language], language
    return labels[first], first
