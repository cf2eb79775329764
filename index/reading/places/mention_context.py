"""The mentions of an entry with the words around them, which the cues and rules ask about."""

from __future__ import annotations

from collections.abc import Set

from index.gazetteer.mentions import PlaceMention
from index.reading.places.place_lists import is_narrow, list_bounds
from index.text.lexicon import lexicons
from index.text.tokens import Text

_LETTER_ARTICLES = {
    words.tag: frozenset(word for word in words.grammar.indefinite if len(word) == 1)
    for words in lexicons()
}
LETTER_ARTICLES = frozenset().union(*_LETTER_ARTICLES.values())
"""Articles of one letter, in any language; see `MentionContext.is_article`."""
_NOUN_FIRST = frozenset(words.tag for words in lexicons() if words.grammar.noun_first)


class MentionContext:
    """The mentions of an entry, and the words around each.

    A mention is given by its number in `mentions`. Lists ("Rabat, Casablanca and Fès") are found
    once: `list_first[n]` and `list_last[n]` are the first and last mention of the list that has
    mention n, both n when it is in none. `mention_at` has the mention of each word that is part of
    one; `names` are the words of people's names.
    """

    def __init__(
        self,
        words: Text,
        mentions: list[PlaceMention],
        names: Set[int],
        language: str,
        given_names: frozenset[str] = frozenset(),
    ) -> None:
        self.words = words
        self._gaps = words.gaps
        self.mentions = mentions
        self.names = names
        self.language = language
        self.given_names = given_names
        self.puts_noun_first = language in _NOUN_FIRST
        """Whether a thing stands before the name that it has in the language of the entry."""
        self.mention_at: dict[int, int] = {}
        for number, mention in enumerate(mentions):
            for index in range(mention.start, mention.end):
                self.mention_at[index] = number
        self.countries_after: dict[int, tuple[str, ...]] = {}
        """What `index.reading.places.countries_beside` has found, by mention."""
        self.list_first, self.list_last = list_bounds(words, mentions, language)

    def in_title(self, number: int) -> bool:
        """Return whether a mention is in the title."""
        return self.mentions[number].start < self.words.in_title

    def is_adjacent(self, index: int) -> bool:
        """Return whether only a blank or an apostrophe separates a word from the one before."""
        return is_narrow(self._gaps[index])

    def is_article(self, word: str) -> bool:
        """Return whether a word of one letter is an article: in English "a", in Italian to."""
        return word in _LETTER_ARTICLES[self.language]
