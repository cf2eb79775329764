"""How the words of a query were used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from search.query.query import TextField
from search.results.understood import ExpansionNote

ClauseUse = Literal["required", "some", "ranks", "left out", "missing"]
"""What words do: every hit has them; every hit has some of these; they only rank; hits need not
have them, since no entry has all; no entry has them."""


@dataclass(frozen=True, slots=True)
class AddedTerm:
    """A term that was added to words, and how many entries hold it."""

    note: ExpansionNote
    total: int


@dataclass(frozen=True, slots=True)
class ClauseReason:
    """How some words of a query were used."""

    words: str
    box: TextField
    use: ClauseUse
    total: int
    """The entries that hold them, or what was added to them; without any filter."""
    as_typed: int
    """The entries that hold the words themselves."""
    added: tuple[AddedTerm, ...]


@dataclass(frozen=True, slots=True)
class SearchReasons:
    """How the words of a query were used, after a correction that was applied."""

    clauses: tuple[ClauseReason, ...]
    common: tuple[str, ...]
    """Words that are too common to be looked for; they only rank."""
    excluded: tuple[str, ...]
    """What no hit has, as typed."""
