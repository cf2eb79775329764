"""How a query was understood: added terms, names of several meanings, corrections."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from search.query.notes import Note
from search.query.query import Query, TextField

ExpansionReason = Literal[
    "term", "place", "country", "region", "demonym", "kind", "date", "narrower", "related"
]
"""What links an added term to the word typed: a pair of the term list, with the kind it names
("kind") or without; a name of the gazetteer; a date; what is in the concept that it names."""

MatchMode = Literal["words", "most words", "everything"]
"""What hits hold: all words of the query, most of them, or anything when it has no words."""


@dataclass(frozen=True, slots=True)
class ExpansionNote:
    """A term that query expansion added, the words typed that it was added for, and why."""

    word: str
    term: str
    language: str
    """The language of the term; "und" for a date."""
    why: ExpansionReason
    region: str = ""
    """The id of the region that the term names; "" for other terms."""
    size: int = 0
    """The number of its countries or, for a division of a country, of its places in the archive."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing that a name means: an entry has it when it has one of the facet's values."""

    field: Literal["country", "places"]
    values: tuple[str, ...]
    region: str
    """The id of the region whose countries or places the values are, or ""."""
    count: int
    """The number of entries, under no filter."""


@dataclass(frozen=True, slots=True)
class AmbiguousName:
    """A name as typed, and what it means: at least two meanings, those of most entries first."""

    word: str
    meanings: tuple[Meaning, ...]


@dataclass(frozen=True, slots=True)
class Understood:
    """How the query was understood: what hits hold, which terms were added, what to know."""

    how: MatchMode
    also: tuple[ExpansionNote, ...] = ()
    """The added terms that some entry holds."""
    notes: tuple[Note, ...] = ()
    ambiguous: tuple[AmbiguousName, ...] = ()
    """The names in the query that mean several things which the archive has; none for brief hits
    and with a filter of countries or places."""

    @property
    def same(self) -> tuple[ExpansionNote, ...]:
        """The added terms by which hits are found."""
        return tuple([note for note in self.also if note.why != "related"])

    @property
    def about_the_same(self) -> tuple[ExpansionNote, ...]:
        """The added terms by which only related entries are found."""
        return tuple([note for note in self.also if note.why == "related"])


@dataclass(frozen=True, slots=True)
class QueryCorrection:
    """A corrected text, and how many entries the query finds with it under the same filters."""

    text: str
    total: int
    box: TextField = "text"
    """The attribute of Query that it corrects."""
    is_applied: bool = False
    """True when the hits are those of the corrected text, since no entry holds what was typed."""

    def applied(self, query: Query) -> Query:
        """Return the query with the corrected text, at its first page."""
        text = {self.box: self.text}
        return replace(query, page=1, **text)  # type: ignore[arg-type]
