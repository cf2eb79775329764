"""Cues: what the words around a mention say about it."""

from __future__ import annotations

from index.mentions import Mention, Words
from index.place_words import (
    AND,
    ARTICLES,
    COMPARISONS,
    ENVOYS,
    EXAMPLES,
    FILLERS,
    FOREIGN_HEADS,
    LEADS,
    MOVES,
    OF,
    PERSONAL,
    ROLES,
    STREETS,
    TOWN_LEADS,
    TOWNS,
    WHERE,
)

_BREAKS = '.;:!?\n()•“”"«»|,'
_SEATS = frozenset(
    ("in", "to", "at", "a", "ad", "nel", "nella", "negli", "nei", "nelle", "nell", "en", "au")
)
_SOMEWHERE = frozenset(("in", "to", "at", "near", "a", "ad", "en", "au", "presso", "verso"))
_SKIPPED_BEFORE_COMPARED = FILLERS | OF | frozenset(("those", "quelle", "quella", "other", "altre"))
_REGION_WORDS = frozenset(
    (
        *("province", "provincia", "region", "regione", "county", "contea", "state", "stato"),
        *("prefecture", "prefettura", "department", "departement", "dipartimento", "oblast"),
        *("voivodeship", "voivodato", "canton", "cantone"),
    )
)
_LANGUAGE = frozenset(("language", "languages", "speaking", "classes", "lessons"))
_LONGEST_COMPARISON = max(len(phrase) for phrase in COMPARISONS | EXAMPLES)


class Cues:
    """A text's mentions with the ways to ask what stands around each.

    Mentions are known by their number in the list. Lists ("Rabat, Casablanca and Fès") are found
    once: `first[n]` and `last[n]` are the ends of the list that mention n stands in.
    """

    def __init__(
        self,
        words: Words,
        mentions: list[Mention],
        language: str,
        given_names: frozenset[str] = frozenset(),
    ) -> None:
        self.words = words
        self.mentions = mentions
        self.language = language
        self._given_names = given_names
        self._owner: dict[int, int] = {}
        for number, mention in enumerate(mentions):
            for index in range(mention.start, mention.end):
                self._owner[index] = number
        self.first = list(range(len(mentions)))
        self.last = list(range(len(mentions)))
        for number in range(1, len(mentions)):
            if self._joined(number):
                self.first[number] = self.first[number - 1]
        for number in range(len(mentions) - 2, -1, -1):
            if self.first[number + 1] == self.first[number]:
                self.last[number] = self.last[number + 1]

    def in_title(self, number: int) -> bool:
        """Say whether a mention stands in the title."""
        return self.mentions[number].start < self.words.title

    # What comes before.

    def led_by_role(self, number: int) -> bool:
        """Say whether a role and "of" or "from" lead to it: "Mayor of X", "twin city X"."""
        return self._led_by(number, ROLES)

    def led_by_town(self, number: int) -> bool:
        """Say whether what leads to it belongs to towns: "Mayor of X", not "Chamber of X"."""
        return self._led_by(number, TOWN_LEADS)

    def follows_article(self, number: int) -> bool:
        """Say whether an article stands right before: "the Nice palaces", "del Principe"."""
        words, start = self.words, self.mentions[number].start
        return start > 0 and self._close(start) and words.folded[start - 1] in ARTICLES

    def _led_by(self, number: int, leads: frozenset[str]) -> bool:
        words, start = self.words, self.mentions[self.first[number]].start
        index = start - 1
        if index < 0 or not self._close(start):
            return False
        if words.folded[index] in TOWNS:
            return True
        if words.folded[index] in FILLERS and self._close(index):
            index -= 1
        if index < 0 or words.folded[index] not in OF | _SOMEWHERE:
            return False
        if words.folded[index] not in OF:
            leads = MOVES
        for back in range(index - 1, max(index - 5, -1), -1):
            if not self._close(back + 1):
                return False
            if words.folded[back] in leads:
                return True
            if words.folded[back] not in FILLERS and back not in self._owner:
                return False
        return False

    def has_role_of_its_own(self, number: int) -> bool:
        """Say whether a role follows it as its own: "Rosario's mayor", "Lyon City Council"."""
        words, end = self.words, self.mentions[number].end
        if end < len(words.texts) and words.folded[end] == "s" and self._close(end):
            end += 1
            return any(word in ROLES for word in words.folded[end : end + 3])
        return False

    def stands_somewhere(self, number: int) -> bool:
        """Say whether a word for being or going somewhere stands right before: "in Paris"."""
        words, start = self.words, self.mentions[number].start
        before = words.folded[start - 1] if start and self._close(start) else ""
        return before in _SOMEWHERE and not self._is_article(before)

    def led_by_place_word(self, number: int) -> bool:
        """Say whether a preposition of place stands before it, or before its list."""
        words, start = self.words, self.mentions[self.first[number]].start
        for index in range(start - 1, max(start - 5, -1), -1):
            if not self._close(index + 1):
                return False
            word = words.folded[index]
            if word in WHERE and not self._is_article(word):
                return True
            if word not in FILLERS:
                return False
        return False

    def fills_title_part(self, number: int) -> bool:
        """Say whether it is all that stands in a part of the title: "… - Zlín - …"."""
        if not self.in_title(number):
            return False
        words = self.words
        start = self.mentions[self.first[number]].start
        end = self.mentions[self.last[number]].end
        opened = words.opens(start) or words.gaps[start].strip() in ("-", "–", "—", "/", "\\", ",")
        closed = words.gaps[end].strip() != "" or end == words.title
        return opened and closed and "-" != words.gaps[end] != "'"

    def countries_beside(self, number: int) -> tuple[str, ...]:
        """List the countries named right after it or its list, or right before it."""
        return self._countries_after(number) or self._countries_before(number)

    def follows_given_name(self, number: int) -> bool:
        """Say whether a given name stands right before: "Kristen Bordeaux"."""
        words, start = self.words, self.mentions[number].start
        return (
            start > 0
            and words.glued(start)
            and words.capital(start - 1)
            and words.capital(start)
            and words.folded[start - 1] in self._given_names
        )

    def in_person_name(self, number: int, *, also_alone: bool) -> bool:
        """Say whether capitalised words beside it make it part of a person's name.

        A title like Mayor right before always does. Other words count where the name is one that
        persons bear or hardly known (`also_alone`).
        """
        mention, words = self.mentions[number], self.words
        before, after = mention.start - 1, mention.end
        if self.follows_given_name(number):
            return True
        if before >= 0 and words.glued(mention.start) and words.capital(before):
            folded = words.folded[before]
            if folded in PERSONAL:
                return True
            if before and words.glued(before) and words.folded[before - 1] in PERSONAL:
                return folded not in OF  # "Mrs Victoria Lyon"
            small = folded in WHERE or folded in AND or folded in FILLERS
            if small and folded not in LEADS:
                if not words.opens(before) and before >= words.title:
                    return not self.led_by_role(number)  # "Paulina De Anna", not "Ville De Lyon"
            elif also_alone and before not in self._owner:
                known = folded in LEADS or folded in ROLES
                if not known:
                    return True
        if not also_alone:
            return False
        if words.gaps[mention.start] in ("-", "‑") and before not in self._owner:
            return True
        if words.gaps[after] in ("-", "‑") and after not in self._owner:
            return True
        return (
            after < len(words.texts)
            and words.glued(after)
            and words.capital(after)
            and not self._names_place(after, mention.phrase in self._given_names)
            and words.folded[after] not in ROLES
            and not (self.first[number] == number and self.led_by_role(number))
            and not (self.stands_somewhere(number) and mention.phrase not in self._given_names)
        )

    def is_street(self, number: int) -> bool:
        """Say whether it names a street or a building: Corso Francia, Via Palmiro Togliatti."""
        words, mention = self.words, self.mentions[number]
        index = mention.start
        for _ in range(3):
            index -= 1
            if index < 0 or not self._close(index + 1):
                break
            word = words.folded[index]
            if word in STREETS:
                return word != "via" or self.language == "it" or words.capital(index)
            if not words.capital(index):
                break
        after = mention.end
        return (
            after < len(words.texts)
            and words.glued(after)
            and words.capital(after)
            and words.folded[after] in STREETS
        )

    def is_region(self, number: int) -> bool:
        """Say whether it is called a province, region or state: "provincia di Santa Fe"."""
        words, mention = self.words, self.mentions[number]
        after = mention.end
        if after < len(words.texts) and words.glued(after) and words.folded[after] in _REGION_WORDS:
            return True
        index = mention.start - 1
        if index < 1 or not self._close(mention.start) or words.folded[index] not in OF:
            return False
        index -= 1
        if index in self._owner and self._close(index + 1):  # "provincia argentina di"
            index = self.mentions[self._owner[index]].start - 1
        return index >= 0 and self._close(index + 1) and words.folded[index] in _REGION_WORDS

    def is_seat(self, number: int) -> bool:
        """Say whether an envoy merely has his seat there: "Ambassador of Italy in Bucharest"."""
        words, start = self.words, self.mentions[self.first[number]].start
        index = start - 1
        if index >= 0 and self._close(start) and words.folded[index] in ("the", "la", "il", "l"):
            index -= 1
        if index < 1 or not self._close(index + 1) or words.folded[index] not in _SEATS:
            return False
        if self._is_article(words.folded[index]):
            return False
        named, index = False, index - 1
        for _ in range(8):
            if index < 0 or not self._close(index + 1):
                return False
            folded = words.folded[index]
            if index in self._owner:
                named = True
                index = self.mentions[self._owner[index]].start - 1
            elif folded in ENVOYS:
                return named or self._named_before(index)
            elif folded in OF or folded in FILLERS or folded in ("republic", "repubblica"):
                index -= 1
            else:
                return False
        return False

    def comparison(self, number: int) -> str:
        """Say what its list is led by: "compared" (like X), "example" (such as X) or nothing."""
        folded, index = self.words.folded, self.mentions[self.first[number]].start
        for step in range(5):
            for width in range(_LONGEST_COMPARISON, 0, -1):
                if index >= width:
                    phrase = tuple(folded[index - width : index])
                    if phrase in COMPARISONS and self._close(index):
                        return "compared"
                    if phrase in EXAMPLES and not step and self._introduces(phrase):
                        return "example"
            if index and self._close(index) and folded[index - 1] in _SKIPPED_BEFORE_COMPARED:
                index -= 1
            else:
                return ""
        return ""

    def _introduces(self, phrase: tuple[str, ...]) -> bool:
        return phrase != ("come",) or self.language != "en"

    # Demonyms.

    def names_somebody(self, number: int) -> bool:
        """Say whether a demonym says who: "Danish municipalities", "console generale svizzero"."""
        if self.in_title(number):
            return True
        mention, words = self.mentions[number], self.words
        for index in range(mention.end, min(mention.end + 4, len(words.texts))):
            if any(mark in words.gaps[index] for mark in _BREAKS):
                break
            if words.folded[index] in ROLES:
                return True
            if words.folded[index] in AND or words.folded[index] in WHERE:
                break
            if index == mention.end and words.capital(index) and index not in self._owner:
                break
        between = 0
        for index in range(mention.start - 1, max(mention.start - 5, -1), -1):
            if any(mark in words.gaps[index + 1] for mark in _BREAKS):
                break
            folded = words.folded[index]
            if folded in ROLES:
                return True
            if folded in AND or between == 2:
                break
            if between == 1 and folded not in OF:
                break
            if folded not in FILLERS:
                between += 1
        return False

    def is_language(self, number: int) -> bool:
        """Say whether a demonym is a language: "in English", "lingua romena"."""
        mention, folded = self.mentions[number], self.words.folded
        after = folded[mention.end] if mention.end < len(folded) else ""
        before = folded[mention.start - 1] if mention.start else ""
        if before == "in":
            ends = self.words.gaps[mention.end].strip() != ""
            return ends or after in AND or after in WHERE
        return after in _LANGUAGE or before in ("lingua", "lingue", "langue")

    def may_be_surname(self, number: int) -> bool:
        """Say whether an Italian demonym has a capital that only a surname would have."""
        mention, words = self.mentions[number], self.words
        if not words.capital(mention.start):
            return False
        before = mention.start - 1
        after_office = before >= 0 and words.folded[before] in FOREIGN_HEADS
        shouted = words.texts[mention.start].isupper()
        return not (after_office or shouted)

    # Inside.

    def _close(self, index: int) -> bool:
        """Say whether nothing but a blank or an apostrophe stands before a word."""
        return self.words.gaps[index].strip() in ("", "'", "’", "´", "‘", "`") and (
            "\n" not in self.words.gaps[index]
        )

    def _names_place(self, index: int, after_given_name: bool) -> bool:
        """Say whether a word belongs to a mention; after a given name a country's only."""
        number = self._owner.get(index)
        if number is None:
            return False
        return not after_given_name or self.mentions[number].has("country", "region")

    def _is_article(self, word: str) -> bool:
        """Say whether an "a" is the English article and not the Italian or French preposition."""
        return word == "a" and self.language == "en"

    def _joined(self, number: int) -> bool:
        """Say whether a mention goes on a list with the one before."""
        words, mention, before = self.words, self.mentions[number], self.mentions[number - 1]
        if not (
            mention.has("place", "country", "region") and before.has("place", "country", "region")
        ):
            return False
        between = mention.start - before.end
        gap = words.gaps[mention.start]
        if between == 0:
            return gap.strip() in (",", "/", "&", "+")
        if "\n" in gap or "." in gap:
            return False
        linked = words.folded[before.end] in AND and words.gaps[before.end].strip() in ("", ",")
        rest = words.folded[before.end + 1 : mention.start]
        articles = ("a", "an", "un", "una", "une")
        return (
            linked
            and len(rest) <= 3
            and all((word in FILLERS or word in OF) and word not in articles for word in rest)
        )

    def _countries_after(self, number: int) -> tuple[str, ...]:
        for at in range(number, self.last[number] + 1):
            mention = self.mentions[at]
            index, gap = mention.end, self.words.gaps[mention.end]
            if "\n" in gap or gap.strip() not in ("", ",", "-", "–", "—", "(", "/", "\\", ", ("):
                return ()
            for _ in range(3):
                owner = self._owner.get(index)
                if owner is not None:
                    following = self.mentions[owner]
                    if following.has("country", "region"):
                        return tuple(s.country for s in following.senses if s.place is None)
                    break
                if index >= len(self.words.texts) or self.words.folded[index] not in (
                    "in",
                    "the",
                    "la",
                    "il",
                    "en",
                    "au",
                    "l",
                ):
                    return () if at == self.last[number] else self._countries_after(at + 1)
                index += 1
        return ()

    def _countries_before(self, number: int) -> tuple[str, ...]:
        index = self.mentions[number].start - 1
        gap = self.words.gaps[index + 1] if index >= 0 else "\n"
        if "\n" in gap or gap.strip() not in ("", ",", "-", "–", "—", "(", ":", "'", "’", "’s"):
            return ()
        for _ in range(4):
            owner = self._owner.get(index)
            if owner is not None:
                before = self.mentions[owner]
                if owner < self.first[number] and before.has("country", "region", "demonym"):
                    return tuple(s.country for s in before.senses if s.place is None)
                return ()
            if index < 1 or not self._close(index):
                return ()
            word = self.words.folded[index]
            if not (word in TOWNS or word in OF or word in ("s", "the", "l", "la")):
                return ()
            index -= 1
        return ()

    def _named_before(self, index: int) -> bool:
        """Say whether a country's people stand before an envoy: "the Italian embassy"."""
        while index > 0 and self._close(index):
            index -= 1
            if index in self._owner:
                return True
            if self.words.folded[index] not in FILLERS:
                return False
        return False
