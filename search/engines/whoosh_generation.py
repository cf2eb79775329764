"""One open Whoosh index generation: postings through Whoosh's matchers, columns in memory."""

from __future__ import annotations

import json
import threading
from datetime import datetime
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.reading import TermNotFound

from index.analysis.names import name_keys
from index.engines.whoosh import FACTS, WORDS, schema
from index.entry import Entry
from index.fields import DAY_FIELDS, TAG_FIELDS, stored_entry
from index.gazetteer import load_gazetteer
from index.terms import load_terms
from search.directory import Directory, Spelling, directory_of
from search.errors import QueryError
from search.facets import HOME, Column, Columns
from search.labels import Labels, label_of
from search.query import FACETS, MAX_EXPANSION
from search.searcher import Holdings
from search.tree import Frequencies
from search.widening import Lexicon

_KEPT = 1_000_000
"""Postings that are kept decoded, of all terms together: some 100 MB at most."""


class OpenGeneration:
    """Reads one generation; see search.archive.Archive. Safe to share between threads.

    Whoosh moves one position in a shared file, so only one thread at a time may read it.
    """

    def __init__(self, name: str, path: Path) -> None:
        self.name = name
        self.readers = 0
        self.retired = False
        self._path = path
        self._lock = threading.RLock()
        self._kept: dict[tuple[str, str], Frequencies] = {}
        self._kept_count = 0
        facts = json.loads((path / FACTS).read_text("utf-8"))
        self._places: dict[str, dict[str, str]] = facts["places"]
        self._people: dict[str, list[str]] = facts["people"]
        self.withdrawn: frozenset[str] = frozenset(facts["withdrawn"])
        self._index = FileIndex(FileStorage(str(path), readonly=True), schema=schema())
        self._reader = self._index.reader()
        try:
            self._count = int(self._reader.doc_count_all())
            self._tags = {field: self._holders(field) for field in TAG_FIELDS}
            self.columns = self._read_columns()
        except BaseException:
            self.close()
            raise
        self.holdings = Holdings(
            generation=name,
            built=datetime.fromisoformat(facts["built"]),
            entries=facts["entries"],
            languages=facts["languages"],
            countries=facts["countries"],
            years=tuple(facts["years"]) if facts["years"] else None,
        )
        self.lexicon = Lexicon(
            terms=load_terms(),
            gazetteer=load_gazetteer(),
            places=frozenset(self._places),
            people=frozenset(key for name, _ in self._people.values() for key in name_keys(name)),
        )

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            self._reader.close()
            self._index.close()

    # Postings

    def entries(self) -> int:
        """How many entries there are."""
        return self._count

    def term(self, field: str, text: str) -> Frequencies:
        """The entries that hold the term, and how often."""
        key = (field, text)
        kept = self._kept.get(key)
        if kept is None:
            with self._lock:
                kept = dict(self._matched(field, text, "weight"))
                self._keep(key, kept)
        return kept

    def _keep(self, key: tuple[str, str], postings: Frequencies) -> None:
        """Keep a term's postings; when there are too many of all, begin anew."""
        self._kept_count += len(postings) + 1
        if self._kept_count > _KEPT:
            self._kept.clear()
            self._kept_count = len(postings) + 1
        self._kept[key] = postings

    def phrase(self, field: str, words: tuple[tuple[str, int], ...]) -> Frequencies:
        """The entries that hold the terms at these distances, and how often."""
        texts = [text for text, _ in words]
        if not all(self.term(field, text) for text in texts):
            return {}
        with self._lock:
            places = {text: dict(self._matched(field, text, "positions")) for text in texts}
        common = set(places[texts[0]]).intersection(*(places[text] for text in texts[1:]))
        found: dict[int, float] = {}
        for entry in common:
            starts = set.intersection(
                *({place - offset for place in places[text][entry]} for text, offset in words)
            )
            if starts:
                found[entry] = float(len(starts))
        return found

    def prefix(self, field: str, text: str) -> tuple[str, ...]:
        """The field's terms that begin so, in order. Raises QueryError when they are too many."""
        terms = self.beginning(field, text, MAX_EXPANSION + 1)
        if len(terms) > MAX_EXPANSION:
            raise QueryError(
                f"more than {MAX_EXPANSION} words begin with {text!r}; add letters",
                code="too-many-terms",
                value=text,
            )
        return terms

    def beginning(self, field: str, text: str, most: int) -> tuple[str, ...]:
        """The first so many of the field's terms that begin so, in order."""
        with self._lock:
            terms = islice(self._reader.expand_prefix(field, text), most)
            return tuple(term.decode() for term in terms)

    def tag(self, field: str, value: str) -> frozenset[int]:
        """The entries that hold the value."""
        return self._tags[field].get(value, frozenset())

    def span(self, first: int, last: int) -> frozenset[int]:
        """The entries whose dates overlap."""
        return self.columns.overlapping(first, last)

    # Entries

    def number_of(self, id: str) -> int | None:
        """The number of the entry of this id or alias."""
        holders = self.tag("id", id) or self.tag("alias", id)
        return min(holders, default=None)

    def entry(self, number: int) -> Entry:
        """The entry of this number."""
        with self._lock:
            stored = self._reader.stored_fields(number)["entry"]
        return stored_entry(stored)

    @cached_property
    def oldest_first(self) -> tuple[int, ...]:
        """Of each entry, its place in the order by start date; undated ones come last."""
        starts = self.columns.starts
        ids = {number: id for id, held in self._tags["id"].items() for number in held}
        order = sorted(range(self._count), key=lambda n: (not starts[n], starts[n], ids[n]))
        places = [0] * self._count
        for place, number in enumerate(order):
            places[number] = place
        return tuple(places)

    # Words and names

    @cached_property
    def directory(self) -> Directory:
        """What it knows by name, and all its words."""
        words: dict[str, list[Any]] = json.loads((self._path / WORDS).read_text("utf-8"))
        spellings = {word: Spelling(text, count) for word, (text, count) in words.items()}
        return directory_of(
            self.columns, spellings, self.label, self.lexicon.gazetteer, self.lexicon.terms
        )

    def label(self, field: str, value: str) -> Labels:
        """What a facet's value is called."""
        if field == "people" and value in self._people:
            return dict.fromkeys(("it", "en"), self._people[value][0])
        if field == "places" and value in self._places:
            return self._places[value]
        return label_of(field, value)

    # Reading

    def _matched(self, field: str, text: str, what: str) -> list[tuple[int, Any]]:
        try:
            matcher = self._reader.postings(field, text)
        except TermNotFound:
            return []
        found = []
        while matcher.is_active():
            value = matcher.weight() if what == "weight" else matcher.value_as(what)
            found.append((matcher.id(), value))
            matcher.next()
        return found

    def _holders(self, field: str) -> dict[str, frozenset[int]]:
        return {
            value.decode(): frozenset(self._reader.postings(field, value).all_ids())
            for value in self._reader.lexicon(field)
        }

    def _read_columns(self) -> Columns:
        facets = {}
        for field in FACETS:
            values: list[list[str]] = [[] for _ in range(self._count)]
            for value, holders in self._tags[field].items():
                for number in holders:
                    values[number].append(value)
            facets[field] = Column(tuple(map(tuple, values)), self._tags[field])
        starts, ends = (self._days(field) for field in DAY_FIELDS)
        city = frozenset(id for id, (_, side) in self._people.items() if side == "city")
        unlisted = {"people": city, "country": frozenset({HOME})}
        return Columns(facets, starts, ends, unlisted)

    def _days(self, field: str) -> tuple[int, ...]:
        """A day of every entry; Whoosh has no column for an archive without any."""
        if not self._count:
            return ()
        return tuple(int(day) for day in self._reader.column_reader(field))
