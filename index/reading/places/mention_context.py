"""Context of mentions: what the words around a place name say about it."""

from __future__ import annotations

from collections.abc import Set
from typing import Literal

from index.gazetteer.mentions import PlaceMention
from index.reading.places.words import (
    ACTS,
    ALTERNATIVE,
    AND,
    ARTICLES,
    COMPARED,
    COMPARISONS,
    DEFINITE,
    EXAMPLES,
    FILLERS,
    INDEFINITE,
    LEADS,
    LINKS,
    MAYORS,
    MOVES,
    NUMBERS,
    OF,
    PURPOSE,
    ROLES,
    SOMEWHERE,
    TO_COUNTRY,
    TOWN_LEADS,
    TOWNS,
    VERBS,
    WHERE,
    WITH,
)
from index.text.lexicon import lexicons
from index.text.tokens import APOSTROPHES, Text

_REPEATS_PREPOSITION = frozenset(
    words.tag for words in lexicons() if words.grammar.repeats_preposition
)
_LETTER_ARTICLES = {
    words.tag: frozenset(word for word in words.grammar.indefinite if len(word) == 1)
    for words in lexicons()
}
_LETTERS = frozenset().union(*_LETTER_ARTICLES.values())
_NOUN_FIRST = frozenset(words.tag for words in lexicons() if words.grammar.noun_first)
_APOSTROPHES = frozenset(("", *APOSTROPHES))
_INTRODUCTIONS = COMPARISONS.union(*EXAMPLES.values())
_SMALL = WHERE | OF | AND | ARTICLES | SOMEWHERE | FILLERS
_OR_AND = AND | ALTERNATIVE
_VERBS = VERBS | ACTS
_BEFORE_OBJECTS = ARTICLES | NUMBERS
_OFFICES_OR_TOWNS = ROLES | TOWN_LEADS | FILLERS | LEADS
_OF_OR_IN = OF | SOMEWHERE
_LONGEST_COMPARISON = max(len(phrase) for phrase in _INTRODUCTIONS)
_LAST_OF_COMPARISONS = frozenset(phrase[-1] for phrase in _INTRODUCTIONS)


Comparison = Literal["compared", "example"]
"""How a text brings up a list of places: it compares with them, or gives them as examples."""


class MentionContext:
    """The mentions of an entry, with questions about the words around each.

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
        self._after: dict[int, tuple[str, ...]] = {}
        self._may_compare = bool(mentions) and not _LAST_OF_COMPARISONS.isdisjoint(words.folded)
        self.list_first = list(range(len(mentions)))
        self.list_last = list(range(len(mentions)))
        for number in range(1, len(mentions)):
            if self._joined(number):
                self.list_first[number] = self.list_first[number - 1]
        for number in range(len(mentions) - 2, -1, -1):
            if self.list_first[number + 1] == self.list_first[number]:
                self.list_last[number] = self.list_last[number + 1]

    def in_title(self, number: int) -> bool:
        """Return whether a mention is in the title."""
        return self.mentions[number].start < self.words.in_title

    def follows_role(self, number: int) -> bool:
        """Return whether a role and "of" or "from" precede it: "Mayor of X", "twin city X"."""
        return self._follows(number, ROLES)

    def follows_town_word(self, number: int) -> bool:
        """Return whether a role that only towns have precedes: "Mayor of X", not "Chamber of X"."""
        return self._follows(number, TOWN_LEADS)

    def follows_mayor(self, number: int) -> bool:
        """Return whether a mayor or the word for a town precedes: "Mayor of X", "the town X"."""
        return self._follows(number, MAYORS)

    def follows_article(self, number: int) -> bool:
        """Return whether an article precedes it: "the Nice palaces", "del Principe"."""
        words, start = self.words, self.mentions[number].start
        before = words.folded[start - 1] if start and self.is_adjacent(start) else ""
        return before in ARTICLES and (before not in _LETTERS or self.is_article(before))

    def follows_name(self, number: int) -> bool:
        """Return whether an article, a capitalised word and "of" precede: "The Barber of Seville".

        The word is no office and no town.
        """
        words, of = self.words, self.mentions[number].start - 1
        if of < 2 or not (self.is_adjacent(of + 1) and self.is_adjacent(of)):
            return False
        return (
            words.folded[of] in OF
            and words.folded[of - 2] in DEFINITE
            and words.is_capitalised(of - 1)
            and of - 1 not in self.mention_at
            and of - 1 not in self.names
            and words.folded[of - 1] not in _OFFICES_OR_TOWNS
        )

    def opens_sentence(self, number: int) -> bool:
        """Return whether it alone opens a sentence, where any word has a capital.

        A verb after it, a possessive or another name in its list says that it is a name.
        """
        if self.list_first[number] != self.list_last[number]:
            return False
        words, start = self.words, self.mentions[self.list_first[number]].start
        end = self.mentions[self.list_last[number]].end
        if not words.opens_part(start) or end >= len(words):
            return False
        in_capitals = self._is_in_capitals(number, end)
        if (words.is_capitalised(end) and not in_capitals) or "\n" in words.gaps[end]:
            return False
        return words.folded[end] not in _VERBS and not self._is_verb(end)

    def acts(self, number: int) -> bool:
        """Return whether its list opens a sentence and one of the next two words is an act."""
        words, end = self.words, self.mentions[self.list_last[number]].end
        if not words.opens_part(self.mentions[self.list_first[number]].start):
            return False
        return any(
            at < len(words) and words.follows_blank(at) and words.folded[at] in ACTS
            for at in (end, end + 1)
        )

    def is_paired_with_word(self, number: int) -> bool:
        """Return whether "and" and an ordinary word follow it at the head of a sentence.

        "Orange and yellow bins"; a word in small letters, or in capitals like the name.
        """
        words, end = self.words, self.mentions[number].end
        if not words.opens_part(self.mentions[number].start) or end + 1 >= len(words):
            return False
        if words.words[end].lower() not in _OR_AND:
            return False  # as written: "è" is no "e"
        other = words.words[end + 1]
        return (
            words.follows_blank(end)
            and words.follows_blank(end + 1)
            and words.folded[end + 1] not in _SMALL
            and (other.islower() or self._is_in_capitals(number, end + 1))
            and end + 1 not in self.mention_at
        )

    def _is_in_capitals(self, number: int, index: int) -> bool:
        written = self.words.words
        return written[self.mentions[number].start].isupper() and written[index].isupper()

    def _is_verb(self, index: int) -> bool:
        """Return whether an object follows a word: an article, a number."""
        words, after = self.words, index + 1
        if after >= len(words) or not words.follows_blank(after):
            return False
        object_follows = words.folded[after] in _BEFORE_OBJECTS or words.words[after].isdigit()
        return object_follows and words.folded[index] not in _SMALL

    def _follows(self, number: int, leads: frozenset[str]) -> bool:
        words, start = self.words, self.mentions[self.list_first[number]].start
        index = start - 1
        if index < 0 or not self.is_adjacent(start):
            return False
        if words.folded[index] in TOWNS:
            return True
        if words.folded[index] in FILLERS and self.is_adjacent(index):
            index -= 1
        if index < 0 or words.folded[index] not in _OF_OR_IN:
            return False
        if words.folded[index] in PURPOSE:  # "Deputy Mayor for Commerce"
            return False
        if words.folded[index] not in OF:
            leads = MOVES
        for back in range(index - 1, max(index - 5, -1), -1):
            if not self.is_adjacent(back + 1):
                return False
            if words.folded[back] in leads:
                return True
            if words.folded[back] not in FILLERS and back not in self.mention_at:
                return False
        return False

    def is_followed_by_role(self, number: int) -> bool:
        """Return whether a role follows a possessive: "Rosario's mayor"."""
        words, end = self.words, self.mentions[number].end
        if end < len(words.words) and words.folded[end] == "s" and self.is_adjacent(end):
            end += 1
            return any(word in ROLES for word in words.folded[end : end + 3])
        return False

    def follows_locative(self, number: int) -> bool:
        """Return whether a preposition of place precedes the mention itself: "in Paris"."""
        words, start = self.words, self.mentions[number].start
        before = words.folded[start - 1] if start and self.is_adjacent(start) else ""
        return before in SOMEWHERE and not self.is_article(before)

    def follows_link(self, number: int) -> bool:
        """Return whether what links towns and "with" precede: "an exchange of pupils with X".

        At most two words of any kind stand between.
        """
        words, start = self.words, self.mentions[self.list_first[number]].start
        index = start - 1
        if index < 1 or not self.is_adjacent(start) or words.folded[index] not in WITH:
            return False
        for back in range(index - 1, max(index - 4, -1), -1):
            if not self.is_adjacent(back + 1):
                return False
            if words.folded[back] in LINKS:
                return True
        return False

    def follows_place_preposition(self, number: int) -> bool:
        """Return whether a preposition of place precedes it, or the list that has it."""
        words, start = self.words, self.mentions[self.list_first[number]].start
        for index in range(start - 1, max(start - 5, -1), -1):
            if not self.is_adjacent(index + 1):
                return False
            word = words.folded[index]
            if word in WHERE and not self.is_article(word):
                return True
            if word not in FILLERS:
                return False
        return False

    def fills_title_part(self, number: int) -> bool:
        """Return whether it is the whole of a part of the title: "… - Zlín - …"."""
        if not self.in_title(number):
            return False
        words = self.words
        start = self.mentions[self.list_first[number]].start
        end = self.mentions[self.list_last[number]].end
        opened = words.opens_part(start) or words.gaps[start].strip() in (
            "-",
            "–",
            "—",
            "/",
            "\\",
            ",",
        )
        closed = words.gaps[end].strip() != "" or end == words.in_title
        return opened and closed and "-" != words.gaps[end] != "'"

    def fills_line(self, number: int) -> bool:
        """Return whether its list is a whole line of the text."""
        gaps = self.words.gaps
        start = self.mentions[self.list_first[number]].start
        end = self.mentions[self.list_last[number]].end
        return not self.in_title(number) and "\n" in gaps[start] and "\n" in gaps[end]

    def countries_beside(self, number: int) -> tuple[str, ...]:
        """Return the countries named directly after it or its list, else before it; () for none."""
        return self._countries_after(number) or self._countries_before(number)

    def comparison(self, number: int) -> Comparison | None:
        """Return how its list is introduced: "like X" compares, "such as X" gives an example."""
        if not self._may_compare:
            return None
        folded, index = self.words.folded, self.mentions[self.list_first[number]].start
        for step in range(5):
            may_lead = index > 0 and folded[index - 1] in _LAST_OF_COMPARISONS
            for width in range(_LONGEST_COMPARISON if may_lead else 0, 0, -1):
                if index >= width:
                    phrase = tuple(folded[index - width : index])
                    if phrase in COMPARISONS and self.is_adjacent(index):
                        return "compared"
                    if phrase in EXAMPLES[self.language] and not step:
                        return "example"
            if index and self.is_adjacent(index) and folded[index - 1] in COMPARED:
                index -= 1
            else:
                return None
        return None

    def is_adjacent(self, index: int) -> bool:
        """Return whether only a blank or an apostrophe separates a word from the one before."""
        gap = self._gaps[index]
        return gap == " " or (gap.strip() in _APOSTROPHES and "\n" not in gap)

    def is_article(self, word: str) -> bool:
        """Return whether a word of one letter is an article: in English "a", in Italian to."""
        return word in _LETTER_ARTICLES[self.language]

    def _joined(self, number: int) -> bool:
        """Return whether a mention is in one list with the mention before it."""
        words, mention, before = self.words, self.mentions[number], self.mentions[number - 1]
        if not (
            mention.has("place", "country", "region") and before.has("place", "country", "region")
        ):
            return False
        between = mention.start - before.end
        gap = words.gaps[mention.start]
        if between == 0:
            return gap.strip() in (",", "/", "&", "+")
        if between == 1 and self._repeats_preposition(mention.start - 1, before.start - 1):
            return True
        if "\n" in gap or "." in gap:
            return False
        linked = words.folded[before.end] in AND and words.gaps[before.end].strip() in ("", ",")
        rest = words.folded[before.end + 1 : mention.start]
        if (
            self.language in _REPEATS_PREPOSITION and rest and rest[0] in SOMEWHERE
        ):  # "a Parigi e a Dublino"
            rest = rest[1:]
        return (
            linked
            and len(rest) <= 3
            and all((word in FILLERS or word in OF) and word not in INDEFINITE for word in rest)
        )

    def _repeats_preposition(self, at: int, before: int) -> bool:
        """Return whether a comma and the preposition of the name before it stand there."""
        words = self.words
        return (
            before >= 0
            and words.gaps[at].strip() == ","
            and words.folded[at] == words.folded[before]
            and words.folded[at] in _OF_OR_IN
            and self.is_adjacent(at + 1)
            and self.is_adjacent(before + 1)
        )

    def _countries_after(self, number: int) -> tuple[str, ...]:
        if number not in self._after:
            found: tuple[str, ...] = ()
            for at in range(self.list_last[number], self.list_first[number] - 1, -1):
                found = self._after[at] = self.countries_right_after(at, found)
        return self._after[number]

    def countries_right_after(
        self, number: int, following_countries: tuple[str, ...] = ()
    ) -> tuple[str, ...]:
        """Return the countries after a mention.

        `following_countries` are those after the next mention of its list.
        """
        mention = self.mentions[number]
        index, gap = mention.end, self.words.gaps[mention.end]
        if "\n" in gap or gap.strip() not in ("", ",", "-", "–", "—", "(", "/", "\\", ", ("):
            return ()
        for _ in range(3):
            other = self.mention_at.get(index)
            if other is not None:
                following = self.mentions[other]
                if following.has("country", "region"):
                    return tuple(s.country for s in following.senses if s.place is None)
                break
            if index >= len(self.words.words) or self.words.folded[index] not in TO_COUNTRY:
                break
            index += 1
        return following_countries

    def _countries_before(self, number: int) -> tuple[str, ...]:
        index = self.mentions[number].start - 1
        gap = self.words.gaps[index + 1] if index >= 0 else "\n"
        if "\n" in gap or gap.strip() not in ("", ",", "-", "–", "—", "(", ":", "'", "’", "’s"):
            return ()
        for _ in range(4):
            other = self.mention_at.get(index)
            if other is not None:
                before = self.mentions[other]
                if other < self.list_first[number] and before.has("country", "region", "demonym"):
                    return tuple(s.country for s in before.senses if s.place is None)
                return ()
            if index < 1 or not self.is_adjacent(index):
                return ()
            word = self.words.folded[index]
            if not (word in TOWNS or word in OF or word in DEFINITE or word == "s"):
                return ()
            index -= 1
        return ()
