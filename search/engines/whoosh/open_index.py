"""One open Whoosh index: its segments as one row of entries, with columns and stored entries."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterator, Mapping
from heapq import merge
from operator import itemgetter
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.indexing.cards import read_card
from index.indexing.engines.whoosh.card_table import CardTable
from index.indexing.engines.whoosh.date_order import ORDER_EXT, read_order
from index.indexing.engines.whoosh.facet_table import FacetTable
from index.indexing.engines.whoosh.shown_words import ShownWords
from index.indexing.engines.whoosh.term_dictionary import Extent
from index.indexing.fields import DAY_FIELDS, stored_entry
from index.model.entry import Entry
from search.engines.whoosh.card_hits import card_hit, card_table
from search.engines.whoosh.codec_postings import (
    PostingList,
    read_holders,
    read_postings,
)
from search.engines.whoosh.columns import Column
from search.engines.whoosh.doc_numbers import numbering_of, settle_ties
from search.engines.whoosh.facet_columns import column_of, facet_table
from search.engines.whoosh.marked_words import EntryWords, shown_words
from search.engines.whoosh.match_arrays import (
    EntryNumbers,
)
from search.engines.whoosh.segment import OpenSegment, open_segments
from search.engines.whoosh.segment_terms import SegmentTerms, segment_terms
from search.query.query import ReadingLanguage
from search.results.hit import Hit

_ENTRY_CACHE = 1 << 20
"""Characters of the cache of entries."""
_MAX_TEXTS = 4_096
"""Texts of which it is kept which fields have them."""
_NAMING_FIELDS = ("id", "alias", "page")
"""The fields by whose values an entry is denied."""


class OpenIndex:
    """A reader of one index folder; every file that it needs is open from the start.

    Whoosh moves one position in a shared file, so reads take a lock.
    """

    def __init__(self, path: Path, denied: Collection[str] = (), *, has_pages: bool = True) -> None:
        """Open the index as if it had no entry that `denied` names by an id, an alias or a page.

        `has_pages`: whether the index has the field of pages; without it, each stored entry is read
        to find those that are denied.
        """
        self.has_pages = has_pages
        self._lock = threading.RLock()
        self._segments: list[OpenSegment] = []
        self._extents: dict[str, tuple[Mapping[str, Extent] | None, ...]] = {}
        """By text, the fields that have it as a term, in each segment; None without dictionary."""
        self._terms: list[SegmentTerms | None] = []
        self._shown: list[ShownWords | None] = []
        self._cards: list[CardTable | None] = []
        self._orders: list[NDArray[np.uint32] | None] = []
        self._facets: list[FacetTable | None] = []
        self._plain_terms: SegmentTerms | None = None
        """The terms of the only segment, if its documents are numbered as its entries are and their
        holders are noted."""
        try:
            self._segments = open_segments(path)
            self._facets = [facet_table(path, segment.id) for segment in self._segments]
            self._shown = [shown_words(path, segment.id) for segment in self._segments]
            self._cards = [card_table(path, segment.id) for segment in self._segments]
            self._orders = [date_order(path, segment.id) for segment in self._segments]
            self._terms = [segment_terms(path, segment.id) for segment in self._segments]
            starts, ends = ([one.days(field) for one in self._segments] for field in DAY_FIELDS)
            self._deleted = [segment.deleted for segment in self._segments]
            self._denied = self._documents_of(denied)
            hidden = [gone | own for gone, own in zip(self._deleted, self._denied, strict=True)]
            self._numbering = numbering_of(ends, hidden, self._id_of)
            if self._numbering.is_plain and (only := self._terms[0]) and only.lists:
                self._plain_terms = only
            self.starts = self._numbering.ordered(starts)
            self.ends = self._numbering.ordered(ends)
        except BaseException:
            self.close()
            raise
        self._entries: dict[int, Entry] = {}
        """A plain dictionary, emptied when it is full: every hit is taken from it."""
        self._entries_size = 0

    def close(self) -> None:
        """Close the files."""
        with self._lock:
            for segment in self._segments:
                segment.close()
            # what is mapped is closed when nothing refers to it
            self._terms, self._shown, self._cards, self._facets = [], [], [], []
            self._orders = []
            self._plain_terms = None

    def denies_as(self, denied: Collection[str]) -> bool:
        """Return whether `denied` names the entries that this index was opened without."""
        return self._documents_of(denied) == self._denied

    def denied_entries(self) -> tuple[Entry, ...]:
        """Return the entries that this index was opened without, in any order."""
        return tuple(
            stored_entry(self._stored(segment, document))
            for segment, documents in enumerate(self._denied)
            for document in sorted(documents)
        )

    def entries(self) -> int:
        """Return the number of entries."""
        return len(self._numbering)

    def column(self, field: str) -> Column:
        """Return all values of a field as a column."""
        tables = [one for one in self._facets if one]
        if len(tables) == len(self._segments):
            return column_of([one.holders(field) for one in tables], self._numbering)
        holders: dict[str, list[EntryNumbers]] = {}
        with self._lock:
            for number in range(len(self._segments)):
                for value, entries in self._terms_with_prefix(number, field):
                    holders.setdefault(value, []).append(entries)
        return Column({value: _ascending(each) for value, each in holders.items()}, self.entries())

    def oldest_first(self) -> NDArray[np.integer[Any]]:
        """Return the rank of each entry by its first day, undated entries last, then by id."""
        tables = [one for one in self._orders if one is not None]
        if len(tables) < len(self._segments):
            order = np.lexsort((self._id_ranks(), self.starts, self.starts == 0))
        elif self._numbering.is_plain:
            return tables[0]
        else:
            own = self._numbering.ordered([one.astype(np.int32) for one in tables])
            order = np.lexsort((own, self.starts, self.starts == 0))
            segments, documents = self._numbering.segments, self._numbering.documents
            settle_ties(order, self.starts, segments, documents, self._id_of)
        ranks = np.empty(self.entries(), np.int64)
        ranks[order] = np.arange(self.entries())
        return ranks

    def _id_ranks(self) -> NDArray[np.int32]:
        ranks = np.zeros(self.entries(), np.int32)
        with self._lock:
            held = (self._terms_with_prefix(number, "id") for number in range(len(self._segments)))
            for rank, (_, entries) in enumerate(merge(*held, key=itemgetter(0))):
                ranks[entries] = rank
        return ranks

    def _found(self, text: str) -> tuple[Mapping[str, Extent] | None, ...]:
        found = self._extents.get(text)
        if found is None:
            if len(self._extents) >= _MAX_TEXTS:
                self._extents = {}
            found = tuple([one.extents(text) if one else None for one in self._terms])
            self._extents[text] = found
        return found

    def entry_at(self, number: int) -> Entry:
        """Return the entry of this number."""
        entry = self._entries.get(number)
        if entry is None:
            entry, size = self._read_entry(number)
            if self._entries_size + size > _ENTRY_CACHE:
                self._entries, self._entries_size = {}, 0
            self._entries[number] = entry
            self._entries_size += size
        return entry

    @property
    def has_cards(self) -> bool:
        """Whether brief hits can be made without the entries: not in an older index."""
        return None not in self._cards

    def brief_hit(self, number: int, read: ReadingLanguage, score: float) -> Hit:
        """Return the brief hit of the entry of this number; only when there are cards."""
        cards = self._cards[int(self._numbering.segments[number])]
        if cards is None:
            raise ValueError("a segment has no cards")
        return card_hit(cards[int(self._numbering.documents[number])], read, score)

    def words_at(self, number: int) -> EntryWords | None:
        """Return the words of an entry's texts; None when they were not noted."""
        shown = self._shown[int(self._numbering.segments[number])]
        return EntryWords(shown, int(self._numbering.documents[number])) if shown else None

    def _terms_with_prefix(
        self, number: int, field: str, beginning: str = ""
    ) -> Iterator[tuple[str, EntryNumbers]]:
        """Yield every term of a field with this prefix in a segment, in order, with its entries."""
        plain = self._numbering.is_plain
        for value, documents in read_holders(self._segments[number].reader, field, beginning):
            entries = documents
            if not plain:
                entries = self._numbering.of(number, documents)
                entries = entries[entries >= 0]
            if len(entries):
                yield value, entries

    def _documents_of(self, names: Collection[str]) -> list[frozenset[int]]:
        """Return, for each segment, the documents that one of the names denies."""
        if names and not self.has_pages:
            return [self._scan_for(frozenset(names), n) for n in range(len(self._segments))]
        found: list[frozenset[int]] = []
        for number, deleted in enumerate(self._deleted):
            lists = (self._read_in(number, f, name) for name in names for f in _NAMING_FIELDS)
            documents = {d for one in lists if one for d in one.documents.tolist()}
            found.append(frozenset(documents - deleted))
        return found

    def _scan_for(self, names: frozenset[str], number: int) -> frozenset[int]:
        documents = set()
        for document in range(self._segments[number].count):
            if document not in self._deleted[number]:
                entry = stored_entry(self._stored(number, document))
                if not names.isdisjoint((entry.id, *entry.aliases, *entry.read_from)):
                    documents.add(document)
        return frozenset(documents)

    def _read_entry(self, number: int) -> tuple[Entry, int]:
        segment = int(self._numbering.segments[number])
        text = self._stored(segment, int(self._numbering.documents[number]))
        return stored_entry(text), len(text)

    def _stored(self, segment: int, document: int) -> str:
        return self._segments[segment].stored(document)

    def _id_of(self, segment: int, document: int) -> str:
        cards = self._cards[segment]
        if cards is not None:
            return read_card(cards[document])[0]
        return stored_entry(self._stored(segment, document)).id

    def _read_in(self, number: int, field: str, text: str) -> PostingList | None:
        """Return the posting list of a term in a segment, deleted documents included, or None."""
        terms, held = self._terms[number], self._found(text)[number]
        if terms is None or held is None:
            with self._lock:
                return read_postings(self._segments[number].reader, field, text)
        return terms.postings(held[field]) if field in held else None


def date_order(folder: Path, segment: str) -> NDArray[np.uint32] | None:
    """Return the order of the segment of this id; None when it was not written."""
    try:
        return read_order(folder / f"{segment}{ORDER_EXT}")
    except FileNotFoundError:
        return None


def _ascending(parts: list[EntryNumbers]) -> EntryNumbers:
    return parts[0] if len(parts) == 1 else np.sort(np.concatenate(parts))
