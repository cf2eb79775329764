"""The span of a role: where its words end, and the name that follows them."""

from __future__ import annotations

from typing import NamedTuple

from index.reading.people.classified_tokens import ClassifiedToken
from index.reading.people.name_lexicon import name_lexicon
from index.reading.people.names import (
    SAINTS,
    given_at,
    is_asian_name,
    is_full_name,
    is_given_name_of_a_place,
    is_organisation,
    known_person_at,
    may_be_in_name,
    name_end,
    place_at,
)
from index.reading.people.portfolio import portfolio_end
from index.reading.people.role_words import (
    WORDS_AFTER_PORTFOLIO,
    is_joined,
    is_prefixed,
    is_role_adjective,
    is_verb_here,
    name_within,
)
from index.reading.people.roles import RoleHead, role_head_at
from index.reading.people.word_classes import ANDS, ARTICLES, CAPITALISED, PUNCTUATION, WordClass
from index.text.home_names import home_names
from index.text.lexicon import union

_LONGEST_ROLE = 44
"""Tokens of a role, punctuation included; the longest one seen has 16 words."""
_PLACE_OF_SERVICE = union(lambda words: words.grammar.place)
"""After these a place is where somebody serves, not whom somebody serves."""
_MAX_TOWN_TOKENS = 4
"""Tokens of "of Sault St. Marie" or shorter."""
_PHRASE_ENDS = frozenset(".,;)")


class RoleSpan(NamedTuple):
    """The end of a role, and the name that follows it (`name == name_end` when there is none)."""

    end: int
    name: int
    name_end: int
    of_home: bool
    of_elsewhere: bool
    places: tuple[str, ...]
    after_place: int
    """The token after the last place of the role, -1 when it has none."""


def role_span_of(tokens: list[ClassifiedToken], head: RoleHead, language: str) -> RoleSpan:
    """Follow a role from its office to the name of the person, or to its end.

    A role runs over places, portfolios and their commas; a verb, a full stop or an unknown word
    in small letters ends it. Looks at most at `_LONGEST_ROLE` tokens.
    """
    return _RoleScanner(tokens, head, language).span()


class _RoleScanner:
    """Walks once along a role; `at` is the next token to read."""

    def __init__(self, tokens: list[ClassifiedToken], head: RoleHead, language: str) -> None:
        self.tokens = tokens
        self.head = head
        self.language = language
        self.at = head.end
        self.limit = min(len(tokens), head.end + _LONGEST_ROLE)
        self.of_home = head.of_home
        self.of_elsewhere = head.of_elsewhere
        self.places: list[str] = []
        self.has_complement = False
        """Whether a place or portfolio was read, which a comma or an "and" can continue."""
        self.after_place = -1
        """The token after the last place."""

    def span(self) -> RoleSpan:
        found: tuple[int, int] | None = None
        while self.at < self.limit:
            here = self.at
            found = self._read_part()
            if found or self.at == here:
                break
        start, end = found or (self.at, self.at)
        return RoleSpan(
            self.at,
            start,
            end,
            self.of_home,
            self.of_elsewhere,
            tuple(self.places),
            self.after_place,
        )

    def _read_part(self) -> tuple[int, int] | None:
        """Move over one part of the role; return the name when it is one.

        `at` stays where it is at the end of the role.
        """
        token = self.tokens[self.at]
        word_class = token.word_class
        if word_class & PUNCTUATION:
            return self._read_punctuation()
        if word_class & CAPITALISED or word_class & WordClass.HAS_DIGITS:
            return self._read_capitalised()
        if token.folded.startswith("d'") and word_class & WordClass.NAME_PARTICLE:
            self._note_place(token.folded[2:])
            self.at += 1
        elif word_class & WordClass.VERB and is_verb_here(token, self.language):
            pass
        elif token.folded in ANDS:
            self._read_and()
        elif word_class & WordClass.ROLE_CONTINUATION:
            self.has_complement = True
            self.at += 1
        elif is_role_adjective(self.tokens, self.at, self.head, self.language) or (
            role_head_at(self.tokens, self.at, self.language)
            and is_joined(self.tokens, self.at, self.head)
        ):
            self.of_home = self.of_home or token.folded in home_names().demonyms
            self.at += 1
        else:
            end = portfolio_end(self.tokens, self.at, self.limit, self.language)
            self.has_complement = self.has_complement or end > self.at
            self.at = end
        return None

    def _read_punctuation(self) -> tuple[int, int] | None:
        """Move over brackets, a joining sign or a comma; return the name after a comma."""
        word = self.tokens[self.at].word
        if word == "(":
            for j in range(self.at + 1, min(self.limit, self.at + 7)):
                if self.tokens[j].word == ")":
                    self.at = j + 1
                    return None
        if word in "-&" and self.has_complement and self._is_role_word(self.at + 1):
            self.at += 1
            return None
        return self._read_comma() if word == "," else None

    def _is_role_word(self, j: int) -> bool:
        return j < self.limit and bool(
            self.tokens[j].word_class & (WordClass.NEVER_IN_NAME | WordClass.ROLE_CONTINUATION)
        )

    def _read_comma(self) -> tuple[int, int] | None:
        """Return the name after a comma; else move over a comma that continues the role.

        Another office after the comma ends the role.
        """
        j = self.at + 1
        if j >= self.limit:
            return None
        joined = self.tokens[j].folded in ANDS
        if joined:
            j += 1
        k = j
        while k < self.limit and self.tokens[k].folded in ARTICLES:
            k += 1
        if k >= self.limit:
            return None
        office = role_head_at(self.tokens, k, self.language)
        if office and office.rank != "title":
            return None
        if office:
            end = name_end(self.tokens, office.end, self.language)
            return (office.end, end) if end > office.end else None
        if self.tokens[k].word_class & CAPITALISED:
            known = known_person_at(self.tokens, k)
            if known:
                return None if joined else (k, k + known[0])
            if place_at(self.tokens, k) and not is_given_name_of_a_place(self.tokens, k):
                if self.has_complement:
                    self.at = j
                return None
            end = name_end(self.tokens, k, self.language)
            if end > k and self._is_person_after_comma(k, end):
                return None if joined else (k, end)
            follows = self.tokens[end].word if end < len(self.tokens) else ""
            if self.has_complement and (
                self.tokens[k].word_class & WordClass.NEVER_IN_NAME
                or follows in ANDS
                or follows == ","
            ):
                self.at = j
                if end > k:
                    self.at = end
            return None
        if (
            self.has_complement
            and self.tokens[j].word_class & WordClass.ROLE_CONTINUATION
            and self.tokens[j].folded not in WORDS_AFTER_PORTFOLIO
        ):
            self.at = j
        return None

    def _is_person_after_comma(self, start: int, end: int) -> bool:
        return is_full_name(self.tokens, start, end) or (
            not is_organisation(self.tokens, end) and self._is_surname_of_mayor(start, end)
        )

    def _is_surname_of_mayor(self, start: int, end: int) -> bool:
        """Return whether a single surname follows a mayor's town and ends the phrase.

        A mayor has one town, so that what follows it is not a second one.
        """
        if self.head.rank != "town" or self.head.plural or not self.of_elsewhere:
            return False
        one_town = len(self.places) == 1 and self.at - self.head.end <= _MAX_TOWN_TOKENS
        closed = end >= len(self.tokens) or self.tokens[end].word in _PHRASE_ENDS
        return one_town and end == start + 1 and closed and len(self.tokens[start].word) > 3

    def _read_and(self) -> None:
        """Move over an "and" that joins two portfolios or places; stay before any other."""
        j = self.at + 1
        if j >= self.limit or not self.has_complement:
            return
        if self.tokens[j].folded in ARTICLES and j + 1 < self.limit:
            j += 1
        if role_head_at(self.tokens, j, self.language):
            return
        token = self.tokens[j]
        if token.word_class & CAPITALISED:
            end = name_end(self.tokens, j, self.language)
            if known_person_at(self.tokens, j) or (
                end > j + 1 and given_at(self.tokens, j, end) == j and not place_at(self.tokens, j)
            ):
                return
            if is_asian_name(self.tokens, j, end):
                return
            self.at += 1
        elif (
            token.word_class & WordClass.ROLE_CONTINUATION and not token.word_class & WordClass.VERB
        ):
            self.at += 1

    def _read_capitalised(self) -> tuple[int, int] | None:
        """Return the name that begins here; else move over a place or the words of a portfolio."""
        tokens, at = self.tokens, self.at
        token = tokens[at]
        known = known_person_at(tokens, at)
        if known:
            return at, at + known[0]
        length = place_at(tokens, at)
        if tokens[at].town > 1 and not length and self._is_prefixed(at):
            length = tokens[at].town  # a little known town of several words: "of Al Jubaylah"
        end = name_end(tokens, at, self.language)
        if length < 2 and is_asian_name(tokens, at, end):
            return at, end
        if length and not self._is_name_like_a_place(at, length):
            self._note_place(" ".join(t.folded for t in tokens[at : at + length]))
            self.at += length
            self.after_place = self.at
            self.has_complement = True
            return None
        if (
            token.folded in SAINTS
            and at + 1 < self.limit
            and tokens[at + 1].word_class & CAPITALISED
        ):
            self._note_place(tokens[at + 1].folded)
            self.at += 2
            return None
        office = role_head_at(tokens, at, self.language)
        if office and office.rank == "title" and at + 1 < self.limit:
            end = name_end(tokens, office.end, self.language)
            if end > office.end:
                return office.end, end
            self.at = office.end
            return None
        if end == at:
            if token.word_class & (
                WordClass.NEVER_IN_NAME | WordClass.HAS_DIGITS | WordClass.ACRONYM
            ):
                if (
                    token.word_class & WordClass.VERB
                    and not token.word_class & WordClass.ROLE_CONTINUATION
                ):
                    return None
                self.at += 1
                self.has_complement = True
            return None
        if is_organisation(tokens, end):
            self.at = end + 1
            return None
        return self._split_run(at, end)

    def _is_name_like_a_place(self, at: int, length: int) -> bool:
        """Return whether a place's name is a given name here: "President Israel Singer"."""
        if length > 1 or self._is_prefixed(at):
            return False
        if at == self.head.end and self.tokens[at].folded in name_lexicon().surnames:
            return True  # "assessora Leon": of the City, a surname is enough
        return is_given_name_of_a_place(self.tokens, at) or self._opens_long_name(at)

    def _opens_long_name(self, at: int) -> bool:
        """Return whether two words that are no places follow: "Wellington Tavares Prado"."""
        after = self.tokens[at + 1 : at + 3]
        return (
            at > self.head.end
            and len(after) == 2
            and all(may_be_in_name(each) and not each.place for each in after)
            and not after[0].word_class & WordClass.GIVEN_NAME
            and not is_asian_name(self.tokens, at + 1, at + 3)
        )

    def _split_run(self, at: int, end: int) -> tuple[int, int] | None:
        """Split a run of unknown capitalised words into a place or portfolio and a name."""
        tokens = self.tokens
        if not self._is_prefixed(at):
            given = given_at(tokens, at, end)
            if given is not None and given > at and given < end - 1:
                before = tokens[at - 1]
                common = before.word_class & (WordClass.VENUE | WordClass.NEVER_IN_NAME)
                if at > self.head.end and common and not place_at(tokens, at - 1):
                    self.at = at = given
            return at, end
        start = name_within(tokens, at, end)
        self._note_place(" ".join(t.folded for t in tokens[at:start]))
        self.has_complement = True
        self.at = start
        return (start, end) if start < end else None

    def _is_prefixed(self, at: int) -> bool:
        """Return whether a place is likelier at `at` than a name; not after "Caxias do Sul"."""
        return at != self.after_place and is_prefixed(self.tokens, at, self.head)

    def _note_place(self, place: str) -> None:
        """Record a place of the role, and whether the office is of the home city."""
        where = self.tokens[self.at - 1].folded if self.at else ""
        self.places.append(place)
        if where in _PLACE_OF_SERVICE and self.at > self.head.end:
            return
        if home_names().is_named_in(place):
            self.of_home = True
        else:
            self.of_elsewhere = True
