"""What is known of a name that may be a city's: how known, how common, what stands beside it."""

from __future__ import annotations

from index.gazetteer import Gazetteer, Sense
from index.gazetteer.guarded_names import Guard
from index.gazetteer.phrases import phrase_of
from index.reading.places import name_cues
from index.reading.places.countries_beside import countries_beside
from index.reading.places.mention_context import MentionContext
from index.reading.places.resolved_mentions import ResolvedMentions
from index.reading.places.sentence_position import (
    acts,
    fills_line,
    fills_title_part,
    opens_sentence,
)
from index.reading.places.words import ARTICLES
from index.reading.places.words_before import (
    follows_article,
    follows_mayor,
    follows_place_preposition,
    follows_role,
    follows_town_word,
    is_followed_by_role,
)

LARGE = 300_000
"""People from which a city is known by its name alone."""
KNOWN = 50_000
"""People from which a name that is nothing else is a city's at the head of a sentence too."""
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
        self._follows_article: bool | None = None
        place = sense.place or ""
        self.guard: Guard | None = gazetteer.guard(context.mentions[number].phrase)
        """What else the name is."""
        self.is_curated = gazetteer.is_curated(place)
        """Whether the city is in the table kept by hand."""
        self.population = 0 if self.is_curated else gazetteer.population(place)
        """The people of the city; 0 for one that is kept by hand, which is known anyway."""

    @property
    def has_country_beside(self) -> bool:
        """Whether its country stands beside it."""
        return self._sense.country in countries_beside(self.context, self.number)

    @property
    def is_country_named(self) -> bool:
        """Whether the entry names its country anywhere."""
        return self._sense.country in self._resolved.starts

    @property
    def is_people_named(self) -> bool:
        """Whether the entry names its country's people, but not beside it, and not the country."""
        country = self._sense.country
        if country in self._resolved.starts:
            return False
        mentions = self.context.mentions
        mention = mentions[self.number]
        return any(
            mentions[people].end != mention.start and mentions[people].start != mention.end
            for people in self._resolved.peoples.get(country, ())
        )

    @property
    def is_acronym(self) -> bool:
        """Whether it is written as acronyms are."""
        mention = self.context.mentions[self.number]
        written = self.context.words.words[mention.start]
        return (
            mention.end == mention.start + 1
            and written.isupper()
            and len(written) <= _LONGEST_ACRONYM
        )

    @property
    def is_in_capitals(self) -> bool:
        """Whether it is in capitals with a word beside it, so that capitals say nothing."""
        words, mention = self.context.words, self.context.mentions[self.number]
        beside = [at for at in (mention.start - 1, mention.end) if 0 <= at < len(words)]
        return words.words[mention.start].isupper() and any(
            words.words[at].isupper() and len(words.words[at]) > 1 for at in beside
        )

    @property
    def follows_article(self) -> bool:
        """Whether an article stands before it that is no part of another name of the city."""
        if self._follows_article is None:
            self._follows_article = self._is_after_article()
        return self._follows_article

    def _is_after_article(self) -> bool:
        """Return what `follows_article` says.

        Where a name stands before the noun it belongs to ("the Lyon delegation"), an article says
        nothing of a well-known city.
        """
        is_known = self.is_curated or self.population >= LARGE
        if is_known and self.guard is None and not self.context.puts_noun_first:
            return False
        if not follows_article(self.context, self.number):
            return False
        name = self.context.mentions[self.number].phrase
        return not any(
            first in ARTICLES and rest == name
            for first, _, rest in (
                phrase_of(each.text).partition(" ")
                for each in self._gazetteer.names(place=self._sense.place or "")
            )
        )

    @property
    def follows_preposition(self) -> bool:
        """Whether a preposition of place stands before it, or before its list, without article."""
        return not self.follows_article and follows_place_preposition(self.context, self.number)

    @property
    def is_listed(self) -> bool:
        """Whether a place of the same list has been accepted."""
        return self._resolved.has_listed_place(self.number)

    @property
    def follows_office(self) -> bool:
        """Whether somebody's office stands before it, or an office's holder behind it."""
        return follows_role(self.context, self.number)

    @property
    def follows_mayor(self) -> bool:
        """Whether a mayor or the word for a town stands before it."""
        return follows_mayor(self.context, self.number)

    @property
    def fills_title_part(self) -> bool:
        """Whether it is a part of the title, and no other word or little known."""
        is_known = self.is_curated or self.guard not in ("word", "person")
        return is_known and fills_title_part(self.context, self.number)

    @property
    def fills_line(self) -> bool:
        """Whether it is a line of the text, and nothing but a place."""
        return self.guard is None and fills_line(self.context, self.number)

    @property
    def follows_town_word(self) -> bool:
        """Whether what only towns have stands beside it: a mayor, a municipality."""
        return follows_town_word(self.context, self.number) or is_followed_by_role(
            self.context, self.number
        )

    @property
    def opens_sentence(self) -> bool:
        """Whether it opens a sentence, where any word has a capital, and may be any word."""
        is_any_word = not (self.is_curated or self.population >= KNOWN) or self.guard is not None
        return is_any_word and opens_sentence(self.context, self.number)

    @property
    def acts(self) -> bool:
        """Whether it opens a sentence and does what towns do."""
        return acts(self.context, self.number)

    @property
    def is_apposition(self) -> bool:
        """Whether it is the name of the thing before it: "la nave Belfast"."""
        return name_cues.is_apposition(self.context, self.number)

    @property
    def is_part_of_name(self) -> bool:
        """Whether a capitalised word that is no place stands right before or after it."""
        return name_cues.is_part_of_name(self.context, self.number)
