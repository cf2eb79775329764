"""What two entries have in common, as the rules and the score of a pair ask for it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from index.joining.match_features import (
    MatchFeatures,
    cached_fold,
    names_in_entry,
    surnames,
    words_of,
)
from index.joining.translated_words import translated_words

_SHARED_TOPICS, _SHARE_OF_TOPICS = 3, 0.35
"""Topics, and their share of the smaller text's, by which two texts are about the same."""

_SHARED_OF_TITLE, _SHARE_OF_TITLE = 3, 0.6
"""Words, and their share of both, by which two titles are one."""

_ENOUGH_TOPICS, _OTHER_TOPICS = 3, 0.2
"""Topics of a text that are enough to tell, and the share below which it is about something else.

All were chosen by hand on invented pairs.
"""


@dataclass(frozen=True)
class PairEvidence:
    """Two entries, and what they have in common; each is found when it is first asked for."""

    a: MatchFeatures
    b: MatchFeatures

    @cached_property
    def visitors(self) -> frozenset[str]:
        """Ids of visitors of both whose office abroad one of them names."""
        return self.a.visitors & self.b.visitors & (self.a.officers | self.b.officers)

    @cached_property
    def guests(self) -> frozenset[str]:
        """Ids of people of both without such an office, who may be the City's."""
        return (self.a.visitors & self.b.visitors) - self.visitors

    @cached_property
    def surnames(self) -> frozenset[str]:
        """Surnames of such visitors of both who have different ids."""
        officers = surnames(self.a.officers | self.b.officers)
        common = self.a.surnames & self.b.surnames & officers
        return common - surnames(self.visitors) - surnames(self.guests)

    @cached_property
    def acronyms(self) -> frozenset[str]:
        """Words of both titles that at least one of them writes as an acronym."""
        a, b = self.a, self.b
        return (a.acronyms & (b.acronyms | b.words)) | (b.acronyms & a.words)

    @cached_property
    def slug_words(self) -> frozenset[str]:
        """Words of both pages' own names that name no place."""
        return (self.a.slug & self.b.slug) - self.a.places - self.b.places

    @cached_property
    def words(self) -> frozenset[str]:
        """Names and numbers of both titles that are no acronyms."""
        return self.a.words & self.b.words

    @cached_property
    def hosts(self) -> frozenset[str]:
        """Ids of the City's people of both."""
        return self.a.hosts & self.b.hosts

    @cached_property
    def topics(self) -> tuple[int, float]:
        """How many topics the texts share, and their share of the smaller text's."""
        return self.a.topics.shared(self.b.topics)

    @cached_property
    def translated(self) -> tuple[tuple[str, str], ...]:
        """Words of the texts that mean about the same; () when they are too few to tell."""
        return translated_words(self.a, self.b)

    @property
    def terms(self) -> frozenset[str]:
        """Terms of the bilingual list in both texts."""
        return self.a.topics.terms & self.b.topics.terms

    @property
    def countries(self) -> frozenset[str]:
        """Countries of both."""
        return self.a.countries & self.b.countries

    @property
    def is_of_one_slug(self) -> bool:
        """Whether both pages' own names have the same words."""
        return bool(self.a.slug) and self.a.slug == self.b.slug

    @property
    def is_of_one_page(self) -> bool:
        """Whether both are on one page but for its language folder."""
        return self.a.page == self.b.page

    @property
    def is_of_one_kind(self) -> bool:
        """Whether both are of the same kind."""
        return self.a.entry.kind == self.b.entry.kind

    @property
    def is_of_same_cities(self) -> bool:
        """Whether both name the same cities abroad, and at least one."""
        return bool(self.a.cities) and self.a.cities == self.b.cities

    @property
    def are_missions(self) -> bool:
        """Whether both are missions to the same cities."""
        return self.is_of_one_kind and self.a.entry.kind == "mission" and self.is_of_same_cities

    @property
    def has_same_days(self) -> bool:
        """Whether both begin and end on the same days."""
        one, other = self.a.entry.dates, self.b.entry.dates
        return (one.start, one.end) == (other.start, other.end)

    @property
    def has_exact_days(self) -> bool:
        """Whether both know the days, not just a month or a year."""
        return self.a.entry.dates.precision == self.b.entry.dates.precision == "day"

    @property
    def is_named_twice(self) -> bool:
        """Whether both share more than one name or word of their titles."""
        common = self.a.surnames & self.b.surnames
        return len(common) + len(self.acronyms) + len(self.slug_words) + len(self.words) > 1

    @cached_property
    def is_about_same(self) -> bool:
        """Whether the texts share enough topics, and a country."""
        number, share = self.topics
        is_enough = number >= _SHARED_TOPICS and share >= _SHARE_OF_TOPICS
        return is_enough and bool(self.countries)

    @property
    def is_about_others(self) -> bool:
        """Whether the texts have topics enough to tell, and share hardly any."""
        a, b = self.a, self.b
        if not (a.entry.original.text and b.entry.original.text) or self._is_of_one_title:
            return False
        dates = a.entry.dates
        if self.has_same_days and dates.start != dates.end and a.cities & b.cities:
            return False  # two events of one city seldom have the same several days
        least = min(len(each.topics.terms) + len(each.topics.roots) for each in (a, b))
        return least >= _ENOUGH_TOPICS and self.topics[1] < _OTHER_TOPICS

    @property
    def _is_of_one_title(self) -> bool:
        """Whether most words of both titles are the same, as in the name of a festival."""
        one, other = (
            {
                word
                for word in map(cached_fold, words_of(each.entry.original.title))
                if len(word) > 1
            }
            for each in (self.a, self.b)
        )
        shared = len(one & other)
        return shared >= _SHARED_OF_TITLE and shared > _SHARE_OF_TITLE * len(one | other)

    @property
    def names_in_texts(self) -> frozenset[str]:
        """Names inside the sentences of both texts, without places, guests and hosts."""
        guests = {word for guest in self.guests for word in guest.split("-")}
        return (names_in_entry(self.a.entry) & names_in_entry(self.b.entry)) - guests
