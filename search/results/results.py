"""The whole answer to a query: complete, frozen values with no engine object and no HTML inside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, NamedTuple

from index.model.entry import DateSpan, Kind, Origin, Person, Place, Source
from search.query.notes import Note
from search.query.query import Query


@dataclass(frozen=True, slots=True)
class Snippet:
    """Plain text with the parts that matched as (start, end) offsets, ascending and apart."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A version's words as a hit shows them."""

    language: str
    origin: Origin
    title: Snippet
    text: Snippet
    engine: str | None = None
    day: date | None = None


class Hit(NamedTuple):
    """One entry that matched, as a list shows it. `shown` is in the reading language if it can."""

    id: str
    dates: DateSpan
    kind: Kind
    countries: tuple[str, ...]
    places: tuple[Place, ...]
    people: tuple[Person, ...]
    shown: Passage
    original: Passage
    doubts: int
    source: Source
    score: float


class FacetValue(NamedTuple):
    """A value to narrow by. `labels` has "it" and "en"; `count` is under every other filter.

    A named tuple, for every search makes hundreds.
    """

    value: str
    labels: Mapping[str, str]
    count: int  # type: ignore[assignment]  # a tuple's own count is not missed
    selected: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet's values: years newest first, the others by count, then by value.

    A selected value stays, with count 0 if need be; others that nothing holds are left out.
    At most 1,000 values; `total_values` is before that cut.
    """

    field: str
    values: tuple[FacetValue, ...]
    total_values: int


@dataclass(frozen=True, slots=True)
class ExpansionNote:
    """A term that was sought besides the reader's own word, and why.

    `why` is one of "term", "place", "country", "demonym", "kind", "date".
    """

    word: str
    term: str
    language: str
    why: str


@dataclass(frozen=True, slots=True)
class Understood:
    """How the words were taken: `how` is "words", "most words" or "everything"."""

    how: str
    also: tuple[ExpansionNote, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """A corrected text and how many entries the query finds with it, under the same filters."""

    text: str
    total: int
    box: Literal["text", "person", "place"] = "text"
    """The attribute of Query that it is for."""

    def applied(self, query: Query) -> Query:
        """The query with the corrected text in its box; first page."""
        text = {self.box: self.text}
        return replace(query, page=1, **text)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something that what was typed may be the beginning of.

    `group` is a facet ("country", "places", "people", "kind") with its `value`, or "entry" with an
    id. The label may be another of its names than the one that begins so.
    """

    group: str
    value: str
    label: str
    count: int
    """Entries that hold it; of an entry, 1."""


@dataclass(frozen=True, slots=True)
class Results:
    """The answer. `hits` are one page; `total` counts all; a page past the end has no hits."""

    query: Query
    hits: tuple[Hit, ...]
    total: int
    total_without_filters: int
    facets: Mapping[str, Facet]
    understood: Understood
    did_you_mean: Correction | None
    partial: bool
    """True when hits hold most, not all, of the words."""
    generation: str

    @property
    def pages(self) -> int:
        """How many pages there are; at least 1."""
        return max(1, -(-self.total // self.query.limit))
