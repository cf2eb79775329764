"""City rules: whether a name of the gazetteer's cities is a place here, and by which rule."""

from __future__ import annotations

from index.gazetteer import Gazetteer, Sense
from index.gazetteer.guarded_names import Guard
from index.reading.places.mention_context import MentionContext
from index.reading.places.resolved_mentions import ResolvedMentions
from index.reading.rules import Rule

LEAST, SMALL, LARGE = 15_000, 50_000, 300_000
"""Populations from which a name needs less and less support by the words around it.

Chosen by hand on the archive's pages and the table of facts.
"""
_LONGEST_ACRONYM = 5
"""Letters of a word in capitals that is taken for an acronym; chosen by hand."""


class CityEvidence:
    """What is known about a mention and the city that it is likeliest to be."""

    def __init__(
        self,
        context: MentionContext,
        gazetteer: Gazetteer,
        resolved: ResolvedMentions,
        number: int,
        sense: Sense,
    ) -> None:
        self.context = context
        self.number = number
        self._gazetteer = gazetteer
        self._resolved = resolved
        self._sense = sense

    @property
    def guard(self) -> Guard | None:
        """What else the name is."""
        return self._gazetteer.guard(self.context.mentions[self.number].phrase)

    @property
    def is_guarded(self) -> bool:
        """Whether it is a word or a person's name wherever it stands."""
        return self.guard in ("word", "person")

    @property
    def is_curated(self) -> bool:
        """Whether the city is in the table kept by hand."""
        return self._gazetteer.is_curated(self._sense.place or "")

    @property
    def population(self) -> int:
        """The people of the city."""
        return self._gazetteer.population(self._sense.place or "")

    @property
    def is_well_known(self) -> bool:
        """Whether the city is kept by hand, or not small and not guarded."""
        return self.is_curated or (self.population >= SMALL and not self.is_guarded)

    @property
    def has_country_beside(self) -> bool:
        """Whether its country stands beside it."""
        return self._sense.country in self.context.countries_beside(self.number)

    @property
    def is_country_named(self) -> bool:
        """Whether the entry names its country anywhere."""
        return self._sense.country in self._resolved.starts

    @property
    def is_acronym(self) -> bool:
        """Whether it is written as acronyms are."""
        written = self.context.words.words[self.context.mentions[self.number].start]
        return written.isupper() and len(written) <= _LONGEST_ACRONYM

    @property
    def is_listed(self) -> bool:
        """Whether a place of the same list has been accepted."""
        return self._resolved.has_listed_place(self.number)

    @property
    def is_supported(self) -> bool:
        """Whether a list or a preposition says that it is a place."""
        return self.is_listed or self.context.follows_place_preposition(self.number)


CITY_RULES: tuple[Rule[CityEvidence], ...] = (
    Rule(
        "its country stands beside it",
        True,
        lambda e: e.has_country_beside,
        "en: Pupils of [Nice], France, sang.",
    ),
    Rule(
        "acronym",
        False,
        lambda e: e.is_acronym and not e.is_curated,
        "en: A kit called [KANO] was shown.",
    ),
    Rule(
        "article before it",
        False,
        lambda e: (
            (e.is_guarded or not (e.is_curated or e.population >= LARGE))
            and e.context.follows_article(e.number)
        ),
        "en: They walked in the [Nice] palaces.",
    ),
    Rule(
        "what only towns have stands before it",
        True,
        lambda e: (
            (e.context.follows_town_word(e.number) or e.context.is_followed_by_role(e.number))
            and (e.guard != "word" or e.is_curated or e.is_country_named)
        ),
        "en: The Mayor of [Bacoor] came.",
    ),
    Rule(
        "office before it, or a part of the title",
        True,
        lambda e: (
            e.is_well_known
            and (e.context.follows_role(e.number) or e.context.fills_title_part(e.number))
        ),
        "en: Festival - [Roman] | ",
    ),
    Rule(
        "a word at the head of a sentence",
        False,
        lambda e: e.guard == "head" and not e.is_supported and e.context.opens_sentence(e.number),
        "it: [Colonia] estiva per bambini.",
    ),
    Rule(
        "kept by hand",
        True,
        lambda e: e.is_curated and (e.is_supported or not e.is_guarded),
        "en: A fair that [Lyon] holds.",
    ),
    Rule(
        "guarded name",
        False,
        lambda e: e.is_guarded,
        "en: They called it [Nice] indeed.",
    ),
    Rule(
        "large city",
        True,
        lambda e: e.population >= LARGE,
        "en: A fair that [Ibadan] holds.",
    ),
    Rule(
        "city with support",
        True,
        lambda e: (
            e.population >= SMALL
            and e.is_supported
            and (e.is_country_named or e.population >= 2 * SMALL)
        ),
        "en: A train to [Aflao] leaves. Ghana is far.",
    ),
    Rule(
        "town with support",
        True,
        lambda e: (
            e.population < SMALL
            and e.is_supported
            and (e.is_country_named or (e.population >= LEAST and e.is_listed))
        ),
        "en: A train to [Abomsa] leaves. Ethiopia is far.",
    ),
    Rule("little known", False, lambda _: True, "en: The word [Abomsa] is rare."),
)
