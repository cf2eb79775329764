"""The seam: what an engine must give, so that everything above it is the same for every engine.

Above: parsing, planning, expansion, weighing, deciding what is required or relaxed, facets'
order and labels, hits, snippets, corrections. Below: counting, running, reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Literal, Protocol

from index.model.change import Change
from index.model.entry import Entry
from index.text.thesaurus import NO_FAMILIES, FamilySet
from search.plan.highlight_terms import HitWords
from search.plan.tree import AnyOf, Node
from search.plan.weighing import Weighed
from search.query.query import FacetField, ReadingLanguage, Sort
from search.results.hit import Hit
from search.results.holdings import Holdings


@dataclass(frozen=True, slots=True)
class ValueFilter:
    """Entries that hold any of the values; a facet is counted without its own filter."""

    field: FacetField | Literal["id", "by_people"]
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WithoutFilter:
    """Entries that hold none of the values."""

    field: FacetField
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DateFilter:
    """Entries whose dates overlap these days: proleptic ordinals, inclusive. No undated entry."""

    first: int
    last: int


Filter = ValueFilter | WithoutFilter | DateFilter


@dataclass(frozen=True, slots=True)
class Request:
    """What an engine is to run."""

    tree: Weighed | None
    """None: every entry, all with score 0."""
    excluded: tuple[Node, ...] = ()
    """Entries that match one of these are left out, of `total_without_filters` too."""
    filters: tuple[Filter, ...] = ()
    facets: tuple[FacetField, ...] = ()
    """The facets to count, each under every filter but its own."""
    hidden: Mapping[FacetField, frozenset[str]] = field(default_factory=dict, hash=False)
    """Values of facets that need not be counted unless a filter chooses them."""
    most_values: int = 0
    """So many values of a facet are enough, besides those that a filter chooses; 0: all."""
    order: Sort = "relevance"
    """`relevance`: highest score, then latest end date (undated last), then id ascending.
    `newest`: latest end date, then id. `oldest`: earliest start date (undated last), then id."""
    offset: int = 0
    limit: int = 0
    brief: ReadingLanguage | None = None
    """The language in which hits are read of which no texts are shown: an engine may give such
    `Found.hits` and no entries."""


ValueCounts = tuple[Sequence[str], Sequence[int]]
"""The values that some entry holds, and how many entries hold each: two sequences of one length.

Those of most entries come first, then by value. A pair of sequences, for there are hundreds.
"""


@dataclass(frozen=True, slots=True)
class Found:
    """What a request found: exact counts, and one page of entries in order."""

    total: int
    total_without_filters: int
    facets: Mapping[FacetField, ValueCounts]
    """The counts of each facet asked for."""
    entries: tuple[tuple[Entry, int], ...] = ()
    """Each with its score; empty when `limit` is 0 or the page is past the end."""
    hits: tuple[Hit, ...] = ()
    """In place of the entries, when brief hits were asked for and the engine makes them."""
    words: tuple[HitWords | None, ...] = ()
    """Of each of these entries; () when the engine notes none."""
    facet_totals: Mapping[FacetField, int] = field(default_factory=dict)
    """How many values there are of a facet of which the hidden ones were left out, and perhaps
    those beyond `most_values`; the others are given whole."""


@dataclass(frozen=True, slots=True)
class IndexFacts:
    """What a generation knows of itself. It does not change."""

    name: str
    """The generation's name; no two generations of a location have the same, nor has one generation
    without other denied entries."""
    holdings: Holdings
    withdrawn: frozenset[str]
    """Ids that no entry has and that have been withdrawn, those of denied entries included."""
    places: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Names by language, by place id; the places of every entry."""
    people: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Name and side, by person id; the people of every entry."""
    archive: str = ""
    """The identity of the archive that the generation was made from; "" when it was not noted."""
    profile: str = ""
    """The profile.toml that the pages were read with; "" for the bundled profile."""
    news: tuple[Change, ...] = ()
    """The last changes, newest first. Of denied entries there are none, whatever their kind."""
    families: FamilySet = NO_FAMILIES
    """The families of the thesaurus that words of the entries belong to, translations left out."""


class WordTable(Protocol):
    """Protocol: the words of a generation and of the names in it. Safe to share between threads.

    Except for `spelling`, it may give more than the entries hold: what counts is decided above.
    """

    def spelling(self, word: str) -> tuple[str, int] | None:
        """Return the most frequent spelling of a folded word in the entries, and the number of
        entries that hold it; None when none does."""
        ...

    def sounding_like(self, sound: str) -> Iterable[tuple[str, str]]:
        """Return the words whose phonetic key is this one or at most one edit away, each after its
        key; none of less than four letters, and no numbers."""
        ...

    def names_like(self, word: str, edits: int) -> Iterable[str]:
        """Return the words of names that are so many edits away from a word."""
        ...

    def named(self, word: str) -> Iterable[tuple[str, str]]:
        """Return field and value of the countries, places and people with the word in a name; for
        people also one that is written as one with the word before it."""
        ...

    def glued(self, word: str) -> Iterable[tuple[str, str]]:
        """Return field and value of those whose name of three words or more is this one word."""
        ...


class IndexReader(Protocol):
    """Protocol: a read-only view of one generation, which does not change while it is open.

    It is as if the generation had no entry that the location's deny-list names (see
    `WritingEngine.deny`): no member finds one, counts it, or gives a word or name of it alone.

    Safe to share between threads. Each method raises EngineUnavailableError when the engine does
    not answer; it never returns an incomplete answer.
    """

    @property
    def facts(self) -> IndexFacts:
        """What the generation knows of itself; read once."""
        ...

    def count(self, nodes: Sequence[Node]) -> Sequence[int]:
        """Return how many entries each node matches, in the order of the nodes.

        0 for a term that no entry holds.
        """
        ...

    def alternatives(self, node: AnyOf) -> Sequence[Node]:
        """Return the parts of a node in their order, without those of which it is known without
        asking that no entry matches them."""
        ...

    def run(self, request: Request) -> Found:
        """Run the request. An empty index gives totals of 0 and no values."""
        ...

    def scan(self, request: Request) -> Iterator[Entry]:
        """Yield all entries of a request in its order; offset, limit and facets are ignored."""
        ...

    def entry(self, id: str) -> Entry | None:
        """Return the entry that has the id, or has it among its aliases; None when none does."""
        ...

    def terms(self, field: str, prefix: str, most: int) -> Sequence[str]:
        """Return the first `most` terms of a field that begin with `prefix`, ascending."""
        ...

    def spellings(self) -> Mapping[str, tuple[str, int]]:
        """Return every folded word of the index with its most frequent spelling in the entries, and
        the number of entries that hold it."""
        ...

    @property
    def words(self) -> WordTable:
        """The words and names of the generation."""
        ...


class Engine(Protocol):
    """Protocol: the reading half of an engine at one location."""

    def live(self) -> AbstractContextManager[IndexReader]:
        """Give a reader of the live generation, open until the block is left.

        The same object as before while no other generation was published and the deny-list names
        the same entries of it; another object otherwise, from the next call on. Raises
        IndexMissingError when nothing sound is published, or the deny-list is damaged: then nobody
        knows what is withdrawn, and no answer is better than one that shows it. Raises
        EngineUnavailableError.
        """
        ...

    def close(self) -> None:
        """Close all files and connections; nobody may be reading."""
        ...
