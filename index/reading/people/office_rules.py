"""Office rules: whether the words after an office are the name of who has it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from index.model.rules import Rule
from index.reading.people.classified_tokens import ClassifiedToken
from index.reading.people.name_lexicon import name_lexicon
from index.reading.people.names import count_name_words, known_person_at
from index.reading.people.role_span import RoleSpan
from index.reading.people.roles import RoleHead
from index.reading.people.word_classes import INITIAL
from index.text.lexicon import union

_POSTS = union(lambda words: words.roles.posts)
"""Offices after which a single word is sooner a field than a surname."""


@dataclass(frozen=True, slots=True)
class AfterOffice:
    """The words after a role that may be a name."""

    tokens: list[ClassifiedToken]
    head: RoleHead
    span: RoleSpan
    surnames: Callable[[], frozenset[str]]
    """Gives the surnames of the names that the text has in full."""

    @property
    def first(self) -> ClassifiedToken:
        """The first of the words."""
        return self.tokens[self.span.name]

    @property
    def last(self) -> ClassifiedToken:
        """The last of the words."""
        return self.tokens[self.span.name_end - 1]


def _has_initial(after: AfterOffice) -> bool:
    words = after.tokens[after.span.name : after.span.name_end]
    return any(word.word_class & INITIAL for word in words)


OFFICE_RULES: tuple[Rule[AfterOffice], ...] = (
    Rule(
        "office before several words",
        True,
        lambda e: count_name_words(e.tokens, e.span.name, e.span.name_end) > 1,
        "en: The Mayor of Lyon [Zorvan Kivela] came.",
    ),
    Rule(
        "comma between office and name",
        True,
        lambda e: e.tokens[e.span.name - 1].word == ",",
        "en: The Mayor of Ekaterinburg, [Chernetsky], came.",
    ),
    Rule(
        "known person after an office",
        True,
        lambda e: (
            known_person_at(e.tokens, e.span.name) is not None
            or e.first.folded in name_lexicon().surnames
        ),
        "en: The manager [Fassino] came.",
    ),
    Rule("initial after an office", True, _has_initial, "en: The manager [Z. Kivela] came."),
    Rule(
        "surname right after an office",
        True,
        lambda e: e.span.name == e.head.end and e.tokens[e.head.end - 1].folded not in _POSTS,
        "en: Then Mayor [Kivela] came.",
    ),
    Rule(
        "surname right after a mayor's town",
        True,
        lambda e: e.span.name == e.span.after_place and e.head.rank == "town",
        "en: The Mayor of Lyon [Kivela] came.",
    ),
    Rule(
        "surname of a name that the text has in full",
        True,
        lambda e: e.last.folded in e.surnames(),
        "en: Anna Kivela came. Director [Kivela] spoke.",
    ),
    Rule(
        "sooner a part of the role",
        False,
        lambda _: True,
        "en: The Director [Masterplan] came.",
    ),
)
"""Whether the words after an office are its holder's name."""
