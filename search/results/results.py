"""The results of a query as frozen values, complete, with no engine object and no HTML inside."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import repeat
from typing import Literal, NamedTuple, overload

from index.model.change import Change
from index.model.entry import DateSpan, Kind, Origin, Person, Place, Source
from search.query.notes import Note
from search.query.query import FacetField, Query, TextField

ExpansionReason = Literal[
    "term", "place", "country", "region", "demonym", "kind", "date", "narrower", "related"
]
"""What links an added term to the word typed: a pair of the term list, with the kind it names
("kind") or without; a name of the gazetteer; a date; what is in the concept that it names."""

MatchMode = Literal["words", "most words", "everything"]
"""What hits hold: all words of the query, most of them, or anything when it has no words."""

TierKind = Literal["all", "corrected", "without", "related"]
"""What the entries of a tier hold: everything asked; everything, with a misspelt word corrected;
everything but some words; or only a part of it."""

SOME_OF = " / "
"""What stands in `Tier.without` between words of which each entry holds some."""

CompletionGroup = Literal["country", "region", "places", "people", "kind", "entry"]
"""What a completion leads to: a value of a facet, a region, or an entry."""


class Snippet(NamedTuple):
    """Plain text, and the parts of it that matched as (start, end) offsets.

    The marks ascend and do not overlap. A named tuple, as passages are, because every hit has four.
    """

    text: str
    marks: tuple[tuple[int, int], ...] = ()


class Passage(NamedTuple):
    """The title and a snippet of one version, as a hit shows them."""

    language: str
    origin: Origin
    title: Snippet
    text: Snippet
    engine: str | None = None
    day: date | None = None
    outdated: bool = False


@dataclass(frozen=True, slots=True)
class MarkedVersion:
    """The whole of one version, its matches marked."""

    title: Snippet
    paragraphs: tuple[Snippet, ...]


class Hit(NamedTuple):
    """One entry that matched, as a list shows it.

    `shown` is the version in the reading language; without one, the original.
    """

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
    history: tuple[Change, ...]
    """As in `Entry`."""
    score: float


class FacetValue(NamedTuple):
    """A value of a facet. `labels` has "it" and "en"; `count` is under all filters of other facets.

    A named tuple, because whoever lists them makes hundreds.
    """

    value: str
    labels: Mapping[str, str]
    count: int  # type: ignore[assignment]  # hides tuple.count, which nobody needs
    selected: bool


_facet_value: Callable[[tuple[object, ...]], FacetValue] = partial(tuple.__new__, FacetValue)
"""Makes a FacetValue of a tuple in half the time of its constructor."""


class FacetValues(Sequence[FacetValue]):
    """The values of a facet, each made when it is asked for: there are hundreds, and few are shown.

    It is equal to any sequence of the same values.
    """

    __slots__ = ("_chosen", "_counts", "_labels", "_values")

    def __init__(
        self,
        values: Sequence[str],
        counts: Sequence[int],
        labels: Mapping[str, Mapping[str, str]],
        chosen: Collection[str] = (),
    ) -> None:
        """`labels` are those of every value; `chosen` are the selected ones."""
        self._values, self._counts = values, counts
        self._labels, self._chosen = labels, chosen

    def __len__(self) -> int:
        return len(self._values)

    @overload
    def __getitem__(self, number: int) -> FacetValue: ...
    @overload
    def __getitem__(self, number: slice) -> tuple[FacetValue, ...]: ...
    def __getitem__(self, number: int | slice) -> FacetValue | tuple[FacetValue, ...]:
        if isinstance(number, slice):
            return tuple(self)[number]
        value = self._values[number]
        return FacetValue(value, self._labels[value], self._counts[number], value in self._chosen)

    def __iter__(self) -> Iterator[FacetValue]:
        labels = map(self._labels.__getitem__, self._values)
        selected = map(self._chosen.__contains__, self._values) if self._chosen else repeat(False)
        return map(_facet_value, zip(self._values, labels, self._counts, selected, strict=False))

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, Sequence) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return repr(tuple(self))


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of a facet: years newest first, others by count, then by value.

    Values with a count of 0 are left out, unless they are selected. At most 1,000 values;
    `total_values` is their number before that cut.
    """

    field: FacetField
    values: Sequence[FacetValue]
    total_values: int


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
class Correction:
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


@dataclass(frozen=True, slots=True)
class Completion:
    """A name or title that begins with the text typed so far.

    `value` is that of the facet `group`, or the id of a region or entry. The label may be another
    of its names than the one that begins so.
    """

    group: CompletionGroup
    value: str
    label: str
    count: int
    """The number of entries that hold it; 1 for an entry."""
    written: str | None = None
    """The language of the label of an entry; None when it is the one that was asked for."""


@dataclass(frozen=True, slots=True)
class Tier:
    """Entries that hold the same part of what is asked."""

    kind: TierKind
    total: int
    """How many there are, under the filters; of `related`, how many are shown."""
    without: tuple[str, ...] = ()
    """The words that the entries need not hold, as typed; only for `without`. With SOME_OF between
    words of which each entry holds some."""


@dataclass(frozen=True, slots=True)
class Results:
    """The results of a query. `hits` are one page of `total`; a page past the end is empty.

    They are of the first tier that holds anything; total, facets and exports are of that tier.
    """

    query: Query
    hits: tuple[Hit, ...]
    total: int
    total_without_filters: int
    facets: Mapping[FacetField, Facet]
    understood: Understood
    did_you_mean: Correction | None
    generation: str
    tiers: tuple[Tier, ...] = ()
    """That of the hits, then perhaps `related`; empty when no entry holds enough."""
    related: tuple[Hit, ...] = ()
    """Entries that are no hits and hold a part of what is asked, best first. Only beside the first
    page of few hits; never counted or exported."""

    @property
    def without(self) -> tuple[str, ...]:
        """The words that the hits need not hold; empty when they hold all."""
        return self.tiers[0].without if self.tiers else ()

    @property
    def left_out(self) -> tuple[str, ...]:
        """Those of `without` that a hit may have none of."""
        return tuple([words for words in self.without if SOME_OF not in words])

    @property
    def some_of(self) -> tuple[tuple[str, ...], ...]:
        """The groups of words of which every hit has some and no hit has all."""
        return tuple([tuple(words.split(SOME_OF)) for words in self.without if SOME_OF in words])

    @property
    def pages(self) -> int:
        """The number of pages, at least 1."""
        return max(1, -(-self.total // self.query.limit))


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


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a node of the weighed tree gave to the score of one hit.

    A sum gives what its parts give together, a "best of" what its chosen part gives.
    """

    node: str
    """The node in one line; see search.plan.tree_text.node_text."""
    score: int
    """In thousandths, so that sums are exact."""
    parts: tuple[Explanation, ...] = ()
    """The parts that the entry matches."""
    chosen: bool = False
    """True for the part whose score a "best of" takes: the first one of the highest score."""
    optional: bool = False
    """True for a part of a sum that entries need not match."""
