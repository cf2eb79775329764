"""What all peers have in common: the articles they index, and answers in the product's own shape.

A peer caches what the product does and a good engineer would: queries as the engine takes them,
labels, the facets of the whole archive, and the hits of earlier answers. Values are made in the
same way as in the product.
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, partial
from itertools import repeat
from operator import itemgetter
from pathlib import Path
from typing import Any, ClassVar

from questions import Question

from index.model.entry import DateSpan, Entry, Source
from search.highlight.hits import with_score
from search.results.labels import Labels, label_of
from search.results.results import Facet, FacetValue, Hit, Passage, Results, Snippet, Understood

GAP = "zzzz"
"""A word nobody asks for, between the two languages of a field, so that no phrase runs over."""
HITS = 10
FACETS = ("year", "country", "kind")
Counts = Mapping[str, Iterable[tuple[str, int]]]
"""By facet, each value with its count, in any order."""


@dataclass(frozen=True, slots=True)
class Article:
    """An entry as a peer indexes it: both languages in one title and one body."""

    title: str
    body: str
    year: int
    country: str
    kind: str
    card: str
    """What a hit shows, as JSON."""


@dataclass(frozen=True, slots=True)
class Found:
    """What an engine found: keys of the first hits with scores, how many in all, the counts."""

    hits: Sequence[tuple[Any, float]]
    total: int
    counts: Counts


def articles(archive: Iterable[Entry]) -> Iterator[Article]:
    """Yield the entries newest first, which is how they are shown when nothing else decides."""
    for entry in sorted(archive, key=lambda one: (-one.dates.end.toordinal(), one.id)):
        versions = sorted(entry.versions, key=lambda one: one.language)
        day, original, source = entry.dates.start, entry.original, entry.sources[0]
        shown = [entry.id, original.title, original.language, day.isoformat(), entry.kind]
        shown += [entry.countries[0], source.url, source.fetched.isoformat()]
        yield Article(
            title=f" {GAP} ".join(version.title for version in versions),
            body=f" {GAP} ".join(version.text for version in versions),
            year=day.year,
            country=entry.countries[0],
            kind=entry.kind,
            card=json.dumps(shown, ensure_ascii=False, separators=(",", ":")),
        )


class Peer(ABC):
    """One engine over its index in a folder; `build` writes that index.

    An engine says what it finds; hits, facets and the answer are made here, in one way for all.
    """

    name: ClassVar[str]

    def __init__(self) -> None:
        self._hits: dict[Any, Hit] = {}
        self._queries: dict[tuple[Question, bool], Any] = {}

    @staticmethod
    @abstractmethod
    def build(folder: Path, archive: Iterable[Article]) -> None:
        """Index the articles, which are newest first, in the empty folder."""

    @abstractmethod
    def find(self, question: Question, *, counted: bool) -> Found:
        """The first hits and their number; with `counted`, the counts of every facet.

        The counts of a facet are under every filter but its own.
        """

    def query(self, question: Question, *, country: bool) -> Any:
        """The question as the engine takes it, made once; without its country if not `country`."""
        made = self._queries.get((question, country))
        if made is None:
            made = self._queries[question, country] = self.made(question, country=country)
        return made

    @abstractmethod
    def made(self, question: Question, *, country: bool) -> Any:
        """What `query` keeps."""

    @abstractmethod
    def card(self, key: Any) -> str:
        """What the entry's hit shows, as it is stored."""

    @abstractmethod
    def first(self) -> list[Any]:
        """The keys of the newest entries."""

    @abstractmethod
    def total(self) -> int:
        """How many entries there are."""

    def close(self) -> None:
        """Let go of all that is kept; of files where there are any."""
        self._hits.clear()

    def search(self, question: Question, *, counted: bool = True) -> Results:
        """The whole answer; without the counts unless `counted`."""
        if question.sort == "everything":
            found = Found([(key, 0.0) for key in self.first()], self.total(), {})
            facets = self.everything if counted else {}
        else:
            found = self.find(question, counted=counted)
            chosen = (question.country,) if question.country else ()
            facets = {field: _facet(field, held, chosen) for field, held in found.counts.items()}
        return Results(
            query=question.query,
            hits=tuple([self._hit(key, score) for key, score in found.hits]),
            total=found.total,
            total_without_filters=found.total,
            facets=facets,
            understood=Understood("words"),
            did_you_mean=None,
            generation=self.name,
        )

    @cached_property
    def everything(self) -> dict[str, Facet]:
        """The facets of the whole archive, counted once."""
        counts = self.find(Question("everything"), counted=True).counts
        return {field: _facet(field, held, ()) for field, held in counts.items()}

    def _hit(self, key: Any, score: float) -> Hit:
        hit = self._hits.get(key)
        if hit is None:
            hit = self._hits[key] = _hit_of(self.card(key))
        return with_score(hit, score)


def _hit_of(card: str) -> Hit:
    id, title, language, written, kind, country, url, fetched = json.loads(card)
    day = date.fromisoformat(written)
    shown = Passage(language, "published", Snippet(title), Snippet(""))
    return Hit(
        id=id,
        dates=DateSpan(day, day, "day", written),
        kind=kind,
        countries=(country,),
        places=(),
        people=(),
        shown=shown,
        original=shown,
        doubts=0,
        source=Source(url, datetime.fromisoformat(fetched)),
        history=(),
        score=0.0,
    )


class _Labels(dict[str, Labels]):
    """The labels of a facet's values, each looked up once."""

    def __init__(self, field: str) -> None:
        self._field = field

    def __missing__(self, value: str) -> Labels:
        self[value] = label_of(self._field, value)
        return self[value]


_LABELS = {field: _Labels(field) for field in FACETS}
_COUNT = itemgetter(1)
_facet_value = partial(tuple.__new__, FacetValue)


def _facet(field: str, counts: Iterable[tuple[str, int]], countries: tuple[str, ...]) -> Facet:
    """The values in order: sorting is quickest when an engine gives them in that of their names."""
    listed = sorted(counts, reverse=field == "year")
    if field != "year":
        listed.sort(key=_COUNT, reverse=True)
    values, sizes = [value for value, _ in listed], [count for _, count in listed]
    labels = map(_LABELS[field].__getitem__, values)
    chosen = countries if field == "country" else ()
    selected = map(chosen.__contains__, values) if chosen else repeat(False)
    made = map(_facet_value, zip(values, labels, sizes, selected, strict=False))
    return Facet(field, tuple(made), len(values))
