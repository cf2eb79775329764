"""The people stage: whom an entry names, in which role, of the City or a visitor.

`person_mentions` finds names in the text (with `classified_tokens`, `names`, `roles`, `role_span`),
and this module makes one person of the mentions of one name. Read `find_people` first.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from index.gazetteer.mentions import PlaceMention
from index.model.entry import Person, Side
from index.reading.people.name_lexicon import KnownPerson, name_lexicon
from index.reading.people.person_mentions import PersonMention, find_person_mentions
from index.reading.people.roles import is_diplomatic, is_municipal
from index.text.folding import fold
from index.text.lexicon import union
from index.text.person_ids import person_id
from index.text.tokens import Text

_LARGER = re.compile(rf"\b(?:{'|'.join(sorted(union(lambda words: words.people.larger_bodies)))})")
"""Bodies that have the city in their name and do not belong to it."""


class PersonDecision(NamedTuple):
    """Where a name stands in `Text.whole`, in characters, `end` exclusive; whose it is, and why."""

    start: int
    end: int
    person: str
    """The id of the person."""
    rule: str


@dataclass(frozen=True, slots=True)
class EntryPeople:
    """An entry's people in order of mention, each once, and where it names them."""

    people: tuple[Person, ...]
    names: frozenset[int]
    """The numbers of the words that are part of a person's name."""
    decisions: tuple[PersonDecision, ...] = ()
    """Where each name stands, whose it is, and why, in order of the text."""


def find_people(words: Text, places: Sequence[PlaceMention], language: str) -> EntryPeople:
    """Return the people of an entry, and where their names stand.

    `places` are the mentions of places in the text; `language` (BCP 47) decides which small words
    join names. A surname alone means the person of that surname whom the entry or the alias file
    names in full, else a person known by it only.
    Takes time in proportion to the length of the text.
    """
    mentions = find_person_mentions(words, places, language[:2])
    full = _full_names(mentions)
    people: dict[str, Person] = {}
    decisions: list[PersonDecision] = []
    for mention in mentions:
        name, known = _resolve_name(mention, full)
        role = _clean_role(mention.role)
        side = _side_of(mention, role, known)
        each = Person(person_id(name), name, role, side)
        decisions.append(PersonDecision(mention.start, mention.end, each.id, mention.rule))
        before = people.get(each.id)
        if before is not None:
            each = Person(
                before.id,
                before.name,
                before.role or each.role,
                "city" if "city" in (before.side, each.side) else "visitor",
            )
        people[each.id] = each
    return EntryPeople(tuple(people.values()), _words_of(mentions, words), tuple(decisions))


def _words_of(mentions: Sequence[PersonMention], words: Text) -> frozenset[int]:
    """Return the numbers of the words of all mentions."""
    spans = (
        range(bisect_left(words.starts, each.start), bisect_left(words.starts, each.end))
        for each in mentions
    )
    return frozenset(number for span in spans for number in span)


def _full_names(mentions: Sequence[PersonMention]) -> dict[str, tuple[str, KnownPerson | None]]:
    """Return the person meant by each surname, for the names that the entry gives in full."""
    full: dict[str, tuple[str, KnownPerson | None]] = {}
    for mention in mentions:
        words = mention.folded
        if len(words) < 2:
            continue
        person = _canonical(mention)
        for n in range(1, len(words)):
            full.setdefault(" ".join(words[n:]), person)
        if mention.family_first:
            full.setdefault(words[0], person)
    return full


def _canonical(mention: PersonMention) -> tuple[str, KnownPerson | None]:
    """Return a mention's own name as it is to be shown, and the known person if it is one."""
    if mention.known:
        return mention.known.name, mention.known
    words = [_cased(word) for word in mention.words]
    words[-1] = name_lexicon().misspelt.get(mention.folded[-1], words[-1])
    return " ".join(words), None


def _cased(word: str) -> str:
    return word.title() if len(word) > 3 and word.isupper() else word


def _resolve_name(
    mention: PersonMention, full: dict[str, tuple[str, KnownPerson | None]]
) -> tuple[str, KnownPerson | None]:
    """Return the name to show for a mention, and the known person if it is one.

    A surname, or an initial with a surname, takes the full name of another mention.
    """
    if mention.known:
        return mention.known.name, mention.known
    folded = " ".join(mention.folded)
    if folded in full:
        return full[folded]
    surname = mention.folded[-1]
    if len(mention.words) > 1 and mention.words[0].endswith(".") and surname in full:
        person = full[surname]
        if fold(person[0])[0] == mention.folded[0][0]:
            return person
    if not mention.of_elsewhere and mention.rank != "envoy":
        namesakes = name_lexicon().surnames.get(folded, ())
        if len(namesakes) == 1:
            return namesakes[0].name, namesakes[0]
    return _canonical(mention)


def _clean_role(role: str) -> str:
    return " ".join(role.split()).strip(" ,;(-–")


def _side_of(mention: PersonMention, role: str, known: KnownPerson | None) -> Side:
    """Return `city` for people of the City, else `visitor`.

    Of the City are the officials of the profile, offices of the city, and names usual in its
    country in a municipal office for which no other place is named.
    """
    if known:
        return known.side
    if mention.rank is None or mention.rank == "envoy" or mention.rank == "title":
        return "visitor"
    if mention.of_elsewhere or is_diplomatic(role):
        return "visitor"
    if mention.of_home:
        return "visitor" if _LARGER.search(fold(role)) else "city"
    municipal = mention.rank == "town" or is_municipal(role)
    if municipal and not mention.guest and (mention.at_home or len(mention.words) == 1):
        return "city"
    return "visitor"
