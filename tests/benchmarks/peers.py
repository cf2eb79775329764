"""What all peers have in common: the articles they index, and the answer they give.

An answer holds what a page of the product shows: hits with title, date, people and places, on a
page also with a snippet; how many there are in all; and the counts of six facets with their names.
Caches are as large as the product's: parsed queries, and hits without snippets.
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import Any, ClassVar

from cachetools import LRUCache
from questions import LIMITS, Mode, Question

from index.gazetteer import load_gazetteer
from index.model.entry import Entry
from search.answer.facets import MAX_VALUES
from search.answer.live_index import _MAX_PLANS as MOST_QUERIES
from search.results.labels import label_of

GAP = "zzzz"
"""A word nobody asks for, between the two languages of a field, so that no phrase runs over."""
FACETS = ("year", "country", "kind", "written", "people", "places")
ONE_VALUE = ("year", "kind", "written")
NAMES = "names.json"
"""The file beside an index with the values of each facet and their names."""
MOST_HITS = 1_000
"""Hits that a peer keeps; the product keeps none, it reads each anew."""
Counts = dict[str, list[tuple[str, int]]]


@dataclass(frozen=True, slots=True)
class Article:
    """An entry as a peer indexes it: both languages in one title and one body."""

    title: str
    body: str
    facets: dict[str, tuple[str, ...]]
    card: str
    """What a hit shows, as JSON."""


@dataclass(frozen=True, slots=True)
class Found:
    """What an engine found: keys of the first hits, how many in all, the counts of each facet."""

    hits: Sequence[Any]
    total: int
    counts: Counts
    snippets: Sequence[Any] = ()


def articles(archive: Iterable[Entry]) -> Iterator[Article]:
    """Yield the entries newest first, which is how they are shown when nothing else decides."""
    for entry in sorted(archive, key=lambda one: (-one.dates.end.toordinal(), one.id)):
        versions = sorted(entry.versions, key=lambda one: one.language)
        day, original, source = entry.dates.start, entry.original, entry.sources[0]
        shown = [entry.id, original.title, original.language, day.isoformat(), entry.kind]
        shown += [entry.countries, source.url, source.fetched.isoformat()]
        shown += [[one.name for one in entry.people], [one.as_written for one in entry.places]]
        yield Article(
            title=f" {GAP} ".join(version.title for version in versions),
            body=f" {GAP} ".join(version.text for version in versions),
            facets={
                "year": (str(day.year),),
                "country": entry.countries,
                "kind": (entry.kind,),
                "written": (original.language,),
                "people": tuple(one.id for one in entry.people),
                "places": tuple(one.id for one in entry.places),
            },
            card=json.dumps(shown, ensure_ascii=False, separators=(",", ":")),
        )


def write_names(folder: Path, archive: Iterable[Entry]) -> dict[str, dict[str, int]]:
    """Write the names of all facet values beside an index; return the number of each value."""
    names: dict[str, dict[str, Any]] = {field: {} for field in FACETS}
    for entry in archive:
        names["people"] |= {one.id: one.name for one in entry.people}
        names["places"] |= {one.id: one.as_written for one in entry.places}
        names["year"][str(entry.dates.start.year)] = str(entry.dates.start.year)
        for field, value in (("kind", entry.kind), ("written", entry.original.language)):
            names[field][value] = dict(label_of(field, value))
    names["country"] = {
        code: dict(label_of("country", code)) for code in load_gazetteer().countries()
    }
    ordered = {field: dict(sorted(held.items())) for field, held in names.items()}
    (folder / NAMES).write_text(json.dumps(ordered, ensure_ascii=False), "utf-8")
    return {field: {v: n for n, v in enumerate(held)} for field, held in ordered.items()}


class Peer(ABC):
    """One engine over its index in a folder; `build` writes that index.

    An engine says what it finds; hits, facets and the answer are made here, in one way for all.
    """

    name: ClassVar[str]

    def __init__(self, folder: Path) -> None:
        self._hits: LRUCache[Any, list[Any]] = LRUCache(MOST_HITS)
        self._queries: LRUCache[tuple[Question, bool], Any] = LRUCache(MOST_QUERIES)
        self._names = json.loads((folder / NAMES).read_text("utf-8"))
        self._values = {field: list(held) for field, held in self._names.items()}
        self._numbers = {
            field: {value: number for number, value in enumerate(held)}
            for field, held in self._values.items()
        }

    @staticmethod
    @abstractmethod
    def build(folder: Path, archive: Sequence[Entry]) -> None:
        """Index the entries in the empty folder."""

    @abstractmethod
    def find(self, question: Question, mode: Mode) -> Found:
        """The first hits and their number, and the counts of every facet.

        The counts of a facet are under every filter but its own.
        """

    def query(self, question: Question, *, country: bool) -> Any:
        """The question as the engine takes it; without its country if not `country`."""
        key = question, country
        made = self._queries.get(key)
        if made is None:
            made = self._queries[key] = self.made(question, country=country)
        return made

    @abstractmethod
    def made(self, question: Question, *, country: bool) -> Any:
        """What `query` keeps."""

    @abstractmethod
    def card(self, key: Any) -> str:
        """What the entry's hit shows, as it is stored."""

    @abstractmethod
    def close(self) -> None:
        """Let go of all files."""

    def ask(self, question: Question, mode: Mode) -> tuple[int, int]:
        """Make the whole answer; return how many hits there are and how many it shows."""
        found = self.find(question, mode)
        hits = [self._hit(key) for key in found.hits[: LIMITS[mode]]]
        if mode == "page":
            hits = [[*hit, snippet] for hit, snippet in zip(hits, found.snippets, strict=True)]
        facets = {field: self._facet(field, held) for field, held in found.counts.items()}
        assert len(facets) == len(FACETS)
        return found.total, len(hits)

    def _facet(self, field: str, counts: Iterable[tuple[str, int]]) -> list[tuple[str, Any, int]]:
        """The values with their names: the commonest first, years newest first."""
        listed = sorted(counts, reverse=field == "year")
        if field != "year":
            listed.sort(key=itemgetter(1), reverse=True)
        names = self._names[field]
        return [(value, names[value], count) for value, count in listed[:MAX_VALUES]]

    def _hit(self, key: Any) -> list[Any]:
        hit = self._hits.get(key)
        if hit is None:
            hit = self._hits[key] = json.loads(self.card(key))
        return hit
