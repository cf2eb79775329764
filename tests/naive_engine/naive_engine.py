"""A second engine, of lists and dictionaries: the proof that the seam is in the right place.

It is slow on purpose. It looks at every entry for every question, and shares with the Whoosh engine
only what stands above the seam: the fields, the trees, the arithmetic of a score.
"""

from __future__ import annotations

import json
import threading
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from types import TracebackType
from typing import Any, Self

from index.files.progress import ProgressCallback, ignore_progress
from index.indexing.fields import Positions, values_of
from index.indexing.noting_writer import NotingWriter
from index.indexing.writer import Provenance
from index.model.change import Change
from index.model.entry import Entry
from index.model.errors import AmendError, IndexLockedError, IndexMissingError
from index.text.analysis import fold_word
from index.text.thesaurus import noted_families, read_families
from search.engines.engine import (
    DateFilter,
    Filter,
    Found,
    IndexFacts,
    Request,
    ValueCounts,
    ValueFilter,
    WithoutFilter,
)
from search.engines.word_table import BuiltWordTable
from search.plan.tree import (
    AllOf,
    AnyOf,
    AtLeast,
    DayRange,
    Leaf,
    Node,
    Phrase,
    Prefix,
    Tag,
    Term,
    Without,
)
from search.plan.weighing import Best, Scored, Sum, Weighed, leaf_score
from search.query.query import FacetField
from search.results.holdings import Holdings

_NONE: Mapping[str, Positions] = {}


@dataclass
class Store:
    """Where the engine keeps what is published: in memory."""

    generations: list[NaiveReader] = field(default_factory=list)
    provenance: dict[str, Provenance | None] = field(default_factory=dict)
    """By generation."""
    denied: frozenset[str] = frozenset()
    lock: threading.Lock = field(default_factory=threading.Lock)
    published: int = 0


class NaiveWriter(NotingWriter):
    """Builds one generation: see index.indexing.writer.Writer."""

    def __init__(self, store: Store, *, amend: bool = False) -> None:
        self._store, self._amend = store, amend

    def __enter__(self) -> Self:
        if not self._store.lock.acquire(blocking=False):
            raise IndexLockedError("another writer is at work")
        if self._amend and not self._store.generations:
            self._store.lock.release()
            raise AmendError("nothing is published")
        last = self._store.generations[-1] if self._amend else None
        self._entries = {one.entry.id: one.entry for one in last.indexed} if last else {}
        self._withdrawn = set(last.facts.withdrawn) if last else set()
        return self

    def add(self, entries: Iterable[Entry]) -> int:
        count = 0
        for entry in entries:
            self._entries[entry.id] = entry
            self._withdrawn.discard(entry.id)
            count += 1
        return count

    def remove(self, ids: Iterable[str]) -> None:
        for id in ids:
            self._entries.pop(id, None)

    def withdraw(self, ids: Iterable[str]) -> None:
        self._withdrawn.update(ids)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if error is None:
                self._store.published += 1
                name = f"n{self._store.published}"
                gone = frozenset(self._withdrawn - self._entries.keys())
                indexed = [index(entry) for entry in self._entries.values()]
                noted = self._provenance(len(indexed))
                archive, profile = (noted.archive, noted.profile) if noted else ("", "")
                reader = NaiveReader(name, indexed, gone, archive, self._news, profile)
                self._store.generations.append(reader)
                self._store.provenance[name] = noted
        finally:
            self._store.lock.release()


class NaiveWritingEngine:
    """The writing half at one location: see index.indexing.writer.WritingEngine."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def writer(
        self, progress: ProgressCallback = ignore_progress, *, amend: bool = False
    ) -> NaiveWriter:
        return NaiveWriter(self._store, amend=amend)

    def live_fingerprint(self) -> str:
        generations = self._store.generations
        return generations[-1].facts.name if generations else ""

    def live_provenance(self) -> Provenance | None:
        return self._store.provenance.get(self.live_fingerprint())

    def live_news(self) -> tuple[Change, ...]:
        generations = self._store.generations
        return generations[-1].facts.news if generations else ()

    def forget_older(self) -> None:
        del self._store.generations[:-1]

    def denied(self) -> frozenset[str]:
        return self._store.denied

    def deny(self, names: frozenset[str]) -> None:
        self._store.denied = names

    def find_damage(self) -> tuple[str, ...]:
        if not self._store.generations:
            raise IndexMissingError("nothing is published")
        return ()


class NaiveEngine:
    """The reading half: see search.engines.engine.Engine."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._given: NaiveReader | None = None
        self._asked: tuple[NaiveReader, frozenset[str]] | None = None
        """The generation, and what was denied, when a reader was given last."""

    @contextmanager
    def live(self) -> Iterator[NaiveReader]:
        if not self._store.generations:
            raise IndexMissingError("nothing is published")
        last, denied = self._store.generations[-1], self._store.denied
        if self._asked != (last, denied):
            reader = last.without(denied)
            if self._given is None or self._given.facts.name != reader.facts.name:
                self._given = reader
            self._asked = (last, denied)
        assert self._given
        yield self._given

    def close(self) -> None:
        """There is nothing to close."""


@dataclass(frozen=True)
class Indexed:
    """An entry with its terms, tags and days."""

    entry: Entry
    terms: Mapping[str, Mapping[str, Positions]]
    tags: Mapping[str, tuple[str, ...]]
    days: Mapping[str, int]
    spelt: Mapping[str, str]


def index(entry: Entry) -> Indexed:
    values = values_of(entry)
    return Indexed(entry, values.terms, values.tags, values.days, values.spelt)


class NaiveReader:
    """One generation: see search.engines.engine.IndexReader."""

    def __init__(
        self,
        name: str,
        indexed: Sequence[Indexed],
        withdrawn: frozenset[str],
        archive: str,
        news: tuple[Change, ...],
        profile: str = "",
    ) -> None:
        self.indexed = indexed
        facts = _facts(name, [one.entry for one in indexed], withdrawn)
        families = read_families(noted_families(_spellings(indexed)))
        self.facts = replace(facts, archive=archive, news=news, profile=profile, families=families)

    def without(self, names: frozenset[str]) -> NaiveReader:
        """The generation as if it had no entry that the names deny."""
        hidden = {
            one.entry.id: one.tags.get("alias", ())
            for one in self.indexed
            for field in ("id", "alias", "page")
            if not names.isdisjoint(one.tags.get(field, ()))
        }
        if not hidden:
            return self
        ids = {*hidden, *(alias for aliases in hidden.values() for alias in aliases)}
        return NaiveReader(
            f"{self.facts.name} without {' '.join(sorted(hidden))}",
            [one for one in self.indexed if one.entry.id not in hidden],
            self.facts.withdrawn | ids,
            self.facts.archive,
            tuple(change for change in self.facts.news if change.id not in ids),
            self.facts.profile,
        )

    def count(self, nodes: Sequence[Node]) -> list[int]:
        return [sum(self._matches(node, one) for one in self.indexed) for node in nodes]

    def alternatives(self, node: AnyOf) -> Sequence[Node]:
        return node.parts

    def run(self, request: Request) -> Found:
        matched = self._matched(request)
        passed = [pair for pair in matched if _passes(request.filters, pair[0])]
        facets = {name: self._facet(name, request.filters, matched) for name in request.facets}
        page = self._ordered(passed, request)[request.offset : request.offset + request.limit]
        shown = tuple((one.entry, score) for one, score in page)
        return Found(len(passed), len(matched), facets, shown)

    def scan(self, request: Request) -> Iterator[Entry]:
        passed = [pair for pair in self._matched(request) if _passes(request.filters, pair[0])]
        for one, _ in self._ordered(passed, request):
            yield one.entry

    def entry(self, id: str) -> Entry | None:
        entries = [one.entry for one in self.indexed]
        own = [entry for entry in entries if entry.id == id]
        return next(iter([*own, *(entry for entry in entries if id in entry.aliases)]), None)

    def terms(self, field: str, prefix: str, most: int) -> list[str]:
        found = {t for one in self.indexed for t in one.terms.get(field, ())}
        return sorted((term for term in found if term.startswith(prefix)), key=str.encode)[:most]

    def spellings(self) -> Mapping[str, tuple[str, int]]:
        return _spellings(self.indexed)

    @cached_property
    def words(self) -> BuiltWordTable:
        return BuiltWordTable.of(self.spellings(), self.facts)

    def _matched(self, request: Request) -> list[tuple[Indexed, int]]:
        """The entries before any filter, with their scores."""
        kept = [
            one
            for one in self.indexed
            if not any(self._matches(node, one) for node in request.excluded)
        ]
        if request.tree is None:
            return [(one, 0) for one in kept]
        scored = [(one, self._score(request.tree, one)) for one in kept]
        return [(one, score) for one, score in scored if score]

    def _matches(self, node: Node, one: Indexed) -> bool:
        if isinstance(node, Term):  # as most are: a pattern would take twice as long
            return bool(one.terms.get(node.field, _NONE).get(node.text))
        match node:
            case AnyOf(parts):
                return any(self._matches(part, one) for part in parts)
            case AllOf(parts):
                return all(self._matches(part, one) for part in parts) and bool(parts)
            case AtLeast(parts, least):
                return sum(self._matches(part, one) for part in parts) >= least
            case Without(inner, excluded):
                return self._matches(inner, one) and not any(
                    self._matches(part, one) for part in excluded
                )
            case _:
                return bool(self._times(node, one))

    def _score(self, node: Weighed, one: Indexed) -> int:
        """What the entry scores; 0 when it does not match."""
        match node:
            case Scored(leaf):
                times = self._times(leaf, one)
                return leaf_score(node, times) if times else 0
            case Best(parts):
                return max((self._score(part, one) for part in parts), default=0)
            case Sum(parts, least, optional):
                scores = [score for part in parts if (score := self._score(part, one))]
                if len(scores) < least or not scores:
                    return 0
                return sum(scores) + sum(self._score(part, one) for part in optional)

    def _times(self, leaf: Leaf, one: Indexed) -> int:
        if isinstance(leaf, Term):
            return len(one.terms.get(leaf.field, _NONE).get(leaf.text, ()))
        match leaf:
            case Phrase(name, words):
                held = one.terms.get(name, {})
                starts = [{p - offset for p in held.get(text, ())} for text, offset in words]
                return len(set.intersection(*starts))
            case Prefix(name, text):
                return any(term.startswith(text) for term in one.terms.get(name, ()))
            case Tag(name, value):
                return value in one.tags.get(name, ())
            case DayRange(first, last, _, within):
                is_within = one.days["start"] >= first and one.days["end"] <= last
                return _overlaps(one, first, last) and (is_within or not within)

    def _facet(
        self, name: FacetField, filters: Sequence[Filter], matched: list[tuple[Indexed, int]]
    ) -> ValueCounts:
        others = [f for f in filters if not (isinstance(f, ValueFilter) and f.field == name)]
        counts = Counter(
            value
            for one, _ in matched
            if _passes(others, one)
            for value in set(one.tags.get(name, ()))
        )
        ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        return [value for value, _ in ranked], [count for _, count in ranked]

    def _ordered(
        self, found: list[tuple[Indexed, int]], request: Request
    ) -> list[tuple[Indexed, int]]:
        def newest(pair: tuple[Indexed, int]) -> tuple[int, str]:
            return -pair[0].days["end"], pair[0].entry.id

        if request.order == "oldest":
            return sorted(
                found, key=lambda pair: (pair[0].days["start"] or 10**9, pair[0].entry.id)
            )
        if request.order == "newest":
            return sorted(found, key=newest)
        return sorted(found, key=lambda pair: (-pair[1], *newest(pair)))


def _passes(filters: Sequence[Filter], one: Indexed) -> bool:
    for each in filters:
        match each:
            case ValueFilter(name, values):
                passes = not set(values).isdisjoint(one.tags.get(name, ()))
            case WithoutFilter(name, values):
                passes = set(values).isdisjoint(one.tags.get(name, ()))
            case DateFilter(first, last):
                passes = _overlaps(one, first, last)
        if not passes:
            return False
    return True


def _overlaps(one: Indexed, first: int, last: int) -> bool:
    return bool(one.days["end"]) and one.days["start"] <= last and one.days["end"] >= first


def _commonest(counts: Counter[str]) -> str:
    return min(counts.items(), key=lambda pair: (-pair[1], pair[0]))[0]


def _spellings(indexed: Iterable[Indexed]) -> dict[str, tuple[str, int]]:
    printed: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in indexed:
        for text in one.spelt.values():
            printed[fold_word(text)][text] += 1
    return {word: (_commonest(counts), counts.total()) for word, counts in printed.items()}


def _facts(name: str, entries: Sequence[Entry], withdrawn: frozenset[str]) -> IndexFacts:
    people: defaultdict[str, Counter[str]] = defaultdict(Counter)
    places: defaultdict[str, Counter[str]] = defaultdict(Counter)
    city = {p.id for entry in entries for p in entry.people if p.side == "city"}
    for entry in entries:
        for person in entry.people:
            people[person.id][person.name] += 1
        for place in entry.places:
            names: dict[str, Any] = {**dict(sorted(place.names.items())), "country": place.country}
            places[place.id][json.dumps(names, ensure_ascii=False, separators=(",", ":"))] += 1
    languages = Counter(entry.original.language for entry in entries)
    days = [day for e in entries for day in (e.dates.start, e.dates.end) if day]
    return IndexFacts(
        name=name,
        holdings=Holdings(
            generation=name,
            built=datetime.now(UTC),
            entries=len(entries),
            languages=dict(sorted(languages.items(), key=lambda pair: (-pair[1], pair[0]))),
            countries=len({code for entry in entries for code in entry.countries}),
            years=(min(days).year, max(days).year) if days else None,
        ),
        withdrawn=withdrawn,
        places={id: json.loads(_commonest(counts)) for id, counts in places.items()},
        people={
            id: (_commonest(counts), "city" if id in city else "visitor")
            for id, counts in people.items()
        },
    )
