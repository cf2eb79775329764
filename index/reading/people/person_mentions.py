"""Mentions of people: the names in a text, each with the role it is given there."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from index.gazetteer.mentions import PlaceMention
from index.model.rules import first_rule
from index.reading.people.classified_tokens import ClassifiedToken
from index.reading.people.name_lexicon import KnownPerson, name_lexicon
from index.reading.people.name_start import is_common_name_of_a_place, name_start_if_person
from index.reading.people.names import (
    count_name_words,
    is_asian_name,
    is_given_name_of_a_place,
    is_organisation,
    known_person_at,
    name_end,
    place_at,
)
from index.reading.people.office_rules import OFFICE_RULES, AfterOffice
from index.reading.people.offices import Office, nth_office, office_in_apposition, office_of
from index.reading.people.role_span import role_span_of
from index.reading.people.roles import FIRST_OF_OFFICES, OfficeRank, RoleHead, role_head_at
from index.reading.people.tokenised_text import TokenisedText
from index.reading.people.word_classes import (
    ANDS,
    ARTICLES,
    CAPITALISED,
    INITIAL,
    OFFICE,
    PUNCTUATION,
    WordClass,
)
from index.text.lexicon import union
from index.text.tokens import Text

_KEPT_FORMS_OF_ADDRESS = union(lambda words: words.people.kept_titles)
"""Forms of address that are kept as the role: "Amb.", "Prof."."""


class PersonMention(NamedTuple):
    """One occurrence of a person's name, with the role it is given there."""

    start: int
    end: int
    """Its characters in the text, `end` exclusive."""
    words: tuple[str, ...]
    """The name as written, initials with their full stops."""
    folded: tuple[str, ...]
    known: KnownPerson | None
    role: str
    rank: OfficeRank | None
    of_home: bool
    of_elsewhere: bool
    guest: bool
    """Whether words such as "led by" precede, which introduce a visitor."""
    at_home: bool
    """Whether the given name is usual in the home city's country."""
    family_first: bool
    """Whether the family name comes first, as in Chinese and Korean names."""
    rule: str
    """The name of the rule by which it is a person's name."""


def find_person_mentions(
    words: Text, places: Sequence[PlaceMention], language: str
) -> list[PersonMention]:
    """Return the mentions of people in order; [] for none.

    `places` are the mentions of places in the text; `language` has two letters.
    """
    return _MentionFinder(TokenisedText(words, places, language)).mentions()


class _MentionFinder:
    """Walks once along a text and collects its mentions."""

    def __init__(self, tokenised: TokenisedText) -> None:
        self.tokenised = tokenised
        self.tokens = tokenised.tokens
        self.language = tokenised.language
        self.found: list[PersonMention] = []

    def mentions(self) -> list[PersonMention]:
        """Return the mentions of the whole text. Each `_read_…` returns the token to go on at."""
        i = 0
        while i < len(self.tokens):
            word_class = self.tokens[i].word_class
            if word_class & PUNCTUATION:
                i += 1
                continue
            may_be_office = word_class & OFFICE or self.tokens[i].folded in FIRST_OF_OFFICES
            if may_be_office and (head := role_head_at(self.tokens, i, self.language)):
                i = self._read_office(i, head)
            elif word_class & CAPITALISED:
                i = self._read_name(i)
            else:
                i += 1
        return self.found

    # A role and the name after it

    def _read_office(self, i: int, head: RoleHead) -> int:
        if self.tokenised.is_venue(i) and self.tokenised.is_capital(i):
            return max(name_end(self.tokens, head.end, self.language), head.end)
        if head.rank == "title":
            return self._read_form_of_address(head)
        span = role_span_of(self.tokens, head, self.language)
        if span.name == span.name_end:
            return max(span.end, head.end)
        rule = first_rule(OFFICE_RULES, AfterOffice(self.tokens, head, span, self._surnames))
        if not rule.accepts:
            return span.name_end
        office = office_of(self.tokenised, head, span, max(span.end, head.end))
        return self._add_names(span.name, span.name_end, span.name_end, office, rule.name)

    def _surnames(self) -> frozenset[str]:
        return self.surnames

    @cached_property
    def surnames(self) -> frozenset[str]:
        """The last words of the names that the text gives in full, by their given names."""
        tokens = self.tokens
        found: set[str] = set()
        for i, token in enumerate(tokens):
            if token.word_class & WordClass.GIVEN_NAME and token.word_class & CAPITALISED:
                end = name_end(tokens, i, self.language)
                if end > i + 1:
                    found.add(tokens[end - 1].folded)
        return frozenset(found)

    def _read_form_of_address(self, head: RoleHead) -> int:
        start = head.end
        if start >= len(self.tokens):
            return start
        known = known_person_at(self.tokens, start)
        end = start + known[0] if known else name_end(self.tokens, start, self.language)
        if end == start or (not known and place_at(self.tokens, start)):
            return head.end
        written = self.tokenised.text_between(head.start, start)
        role = written if self.tokens[head.start].folded in _KEPT_FORMS_OF_ADDRESS else ""
        office, after = office_in_apposition(self.tokenised, end)
        if not office.rank:
            office = Office(role, "title", plural=head.plural)
        return self._add_names(start, end, after, office, "form of address")

    def _add_names(self, start: int, end: int, after: int, office: Office, rule: str) -> int:
        """Add the name and those listed after it; return the token at which they end.

        `after` is the end of the role that follows the name, `end` when none follows.
        """
        at_home = False
        n = 0
        while True:
            at_home = at_home or self.tokens[start].folded in name_lexicon().at_home
            self._add_mention(start, end, nth_office(office, n), at_home, rule)
            following = self._next_in_list(after, office)
            if following is None:
                return after
            start, end = following
            rule = "listed with another"
            n += 1
            after = end
            if not office.plural:
                at_home = False
                office, after = office_in_apposition(self.tokenised, end)

    def _next_in_list(self, end: int, office: Office) -> tuple[int, int] | None:
        """Return start and end of the name that a list adds after `end`; None for none."""
        tokens = self.tokens
        if end >= len(tokens) or tokens[end - 1].possessive:
            return None
        joined = tokens[end].folded in ANDS and tokens[end].word != "è"
        if not joined and (tokens[end].word != "," or not office.plural):
            return None
        k = end + 1
        if not joined and k < len(tokens) and tokens[k].folded in ANDS:
            k += 1
        head = role_head_at(tokens, k, self.language) if k < len(tokens) else None
        if head and head.rank == "title":
            k = head.end
        elif head:
            return None
        if k >= len(tokens) or not self.tokenised.is_capital(k):
            return None
        known = known_person_at(tokens, k)
        if known:
            return k, k + known[0]
        stop = name_end(tokens, k, self.language)
        if (
            stop == k
            or is_organisation(tokens, stop)
            or place_at(tokens, k)
            or self.tokenised.is_possessor_of_office(stop)
        ):
            return None
        if count_name_words(tokens, k, stop) > 1:
            return k, stop
        if office.plural or tokens[k].folded in name_lexicon().surnames:
            return k, stop
        is_verb_here = stop < len(tokens) and tokens[stop].word_class & WordClass.VERB
        return (k, stop) if joined and is_verb_here and len(tokens[k].word) > 3 else None

    def _is_called_after(self, start: int, end: int) -> bool:
        """Return whether a name with an article ends in a word for a building: "the X Park"."""
        last = self.tokens[end - 1].word_class & WordClass.ORGANISATION_SUFFIX
        return bool(last) and start > 0 and self.tokens[start - 1].folded in ARTICLES

    # A name, perhaps with a role after it

    def _read_name(self, i: int) -> int:
        tokens = self.tokens
        known = known_person_at(tokens, i)
        rule = "known person"
        if known:
            end = i + known[0]
            if is_organisation(tokens, end) or self.tokenised.is_venue(i):
                return end
        else:
            length = place_at(tokens, i)
            given = bool(tokens[i].word_class & WordClass.GIVEN_NAME)
            end = name_end(tokens, i, self.language)
            is_common = bool(length) and is_common_name_of_a_place(tokens, i, end)
            is_name = is_common or is_given_name_of_a_place(tokens, i)
            if length and not (length == 1 and given) and not is_name:
                return i + length
            if (
                length
                and not given
                and not is_common
                and not office_in_apposition(self.tokenised, end)[0].rank
            ):
                return i + length
            if end == i:
                return i + 1
            if is_organisation(tokens, end) or self._is_called_after(i, end):
                return end + 1
            if self.tokenised.is_venue(i) or self.tokenised.is_possessor_of_office(end):
                return end
            start, rule = name_start_if_person(self.tokenised, i, end)
            if start is None:
                return end
            i = start
        office, after = office_in_apposition(self.tokenised, end)
        return self._add_names(i, end, after, office, rule)

    def _add_mention(self, start: int, end: int, office: Office, at_home: bool, rule: str) -> None:
        tokens = self.tokens
        known = known_person_at(tokens, start)
        named = [t for t in tokens[start:end] if t.word != "."]
        self.found.append(
            PersonMention(
                tokens[start].start,
                tokens[end - 1].end,
                tuple(_written(t) for t in named),
                tuple(t.folded for t in named),
                known[1] if known and start + known[0] == end else None,
                office.role,
                office.rank,
                office.of_home,
                office.of_elsewhere,
                office.guest,
                at_home,
                is_asian_name(tokens, start, end),
                rule,
            )
        )


def _written(token: ClassifiedToken) -> str:
    word = token.word[:-2] if token.possessive else token.word
    return f"{word}." if token.word_class & INITIAL and not word.endswith(".") else word
