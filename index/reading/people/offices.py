"""Offices: the properties that a role gives to the person who has it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from index.reading.people.name_lexicon import name_lexicon
from index.reading.people.role_span import RoleSpan, role_span_of
from index.reading.people.roles import OfficeRank, RoleHead, role_head_at
from index.reading.people.tokenised_text import WORDS_BEFORE_ROLE, TokenisedText
from index.text.home_names import home_names


@dataclass(frozen=True, slots=True)
class Office:
    """A role as written, and what follows from it. `rank` is None when there is no role."""

    role: str
    rank: OfficeRank | None
    of_home: bool = False
    of_elsewhere: bool = False
    guest: bool = False
    """Whether words such as "led by" precede, which introduce a visitor."""
    plural: bool = False
    places: tuple[str, ...] = ()
    """The folded names of the places in the role, in order."""


_NONE = Office("", None)


def office_of(tokenised: TokenisedText, head: RoleHead, span: RoleSpan, end: int) -> Office:
    """Return the office of a role that ends at token `end`."""
    return Office(
        tokenised.text_between(head.start, end),
        head.rank,
        span.of_home,
        span.of_elsewhere,
        tokenised.follows_cue(head.start, name_lexicon().leader_cues),
        head.plural,
        span.places,
    )


def office_in_apposition(tokenised: TokenisedText, end: int) -> tuple[Office, int]:
    """Return the office that follows a name after a comma or in brackets, and its end.

    An office without rank and `end` itself when there is none.
    """
    tokens = tokenised.tokens
    if end >= len(tokens) or tokens[end].word not in (",", "("):
        return _NONE, end
    k = end + 1
    while k < len(tokens) and k < end + 4 and tokens[k].folded in WORDS_BEFORE_ROLE:
        k += 1
    head = role_head_at(tokens, k, tokenised.language) if k < len(tokens) else None
    if head is None or head.rank == "title":
        return _NONE, end
    span = role_span_of(tokens, head, tokenised.language)
    if span.name < span.name_end and tokens[span.name - 1].word != ",":
        return _NONE, end
    after = max(span.end, head.end)
    return office_of(tokenised, head, span, after), after


def nth_office(office: Office, n: int) -> Office:
    """Return the office of the nth person of a list: "the Mayors of Dakar and Lyon" are two."""
    if not office.plural or len(office.places) < 2 or n >= len(office.places):
        return office
    of_home = home_names().is_named_in(office.places[n])
    return replace(office, of_home=of_home, of_elsewhere=not of_home)
