"""One open Whoosh index: posting lists as arrays of entry numbers, and stored entries.

See `Postings` in search.engines.whoosh.evaluation for what the arrays hold.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterator
from functools import partial
from heapq import merge
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex

from index.indexing.engines.whoosh.schema import schema
from index.indexing.fields import DAY_FIELDS, stored_entry
from index.model.entry import Entry
from search.engines.lru_cache import SizedLRUCache
from search.engines.whoosh.codec_postings import (
    PostingList,
    read_days,
    read_holders,
    read_parts,
    read_postings,
)
from search.engines.whoosh.columns import Column
from search.engines.whoosh.doc_numbers import numbering_of
from search.engines.whoosh.match_arrays import (
    NO_MATCHES,
    Entries,
    Matches,
    Packed,
    constant_score,
    isin,
    mask_of,
    packed,
    union,
)
from search.plan.weighing import Best
from search.query.limits import check_time

_LIST_CACHE = 4 << 20
"""Bytes of the cache of posting lists, and of those of prefixes and phrases."""
_NODE_CACHE = 16 << 20
"""Bytes of the cache of nodes: the matches of a word over all fields."""
_POSITION_CACHE = 12 << 20
"""Bytes of the cache of positions."""
_ENTRY_CACHE = 1 << 20
"""Characters of the cache of entries."""
_OVERHEAD = 200
"""Bytes that a cached list takes besides its arrays."""
_PART = 4
"""When a phrase is possible in less than this part of a term's entries, the positions in the
others are not read."""
_POSITION_BITS = 32
"""The low bits of a position key hold the position, the higher ones the entry number."""


_NAMING_FIELDS = ("id", "alias", "page")
"""The fields by whose values an entry is denied."""

PhraseKey = tuple[str, tuple[tuple[str, int], ...]]
"""The field of a phrase, and its terms with their offsets."""


class _Files(FileStorage):  # type: ignore[misc]
    """The files of a folder, closed together: Whoosh leaves some open when one is missing."""

    def __init__(self, path: str, *, readonly: bool) -> None:
        super().__init__(path, readonly=readonly)
        self._opened: list[Any] = []

    def open_file(self, name: str, **options: Any) -> Any:
        file = super().open_file(name, **options)
        self._opened.append(file)
        return file

    def close(self) -> None:
        for file in self._opened:
            if not file.is_closed:
                file.close()
        self._opened.clear()


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
        self._files = _Files(str(path), readonly=True)
        try:
            self._reader = FileIndex(self._files, schema=schema()).reader()
            leaves = list(self._reader.leaf_readers()) if self._reader.doc_count_all() else []
            self._segments = [segment for segment, _ in leaves]
            starts, ends = (
                [read_days(one, field) for one in self._segments] for field in DAY_FIELDS
            )
            self._deleted = [frozenset(one._perdoc.deleted_docs()) for one in self._segments]
            self._denied = self._documents_of(denied)
            hidden = [gone | own for gone, own in zip(self._deleted, self._denied, strict=True)]
            self._numbering = numbering_of(ends, hidden, self._id_of)
            self.starts = self._numbering.ordered(starts)
            self.ends = self._numbering.ordered(ends)
            for segment in self._segments:  # the file of stored entries is opened by the first
                segment.stored_fields(0)
        except BaseException:
            self.close()
            raise
        self._lists: SizedLRUCache[tuple[str, str], Matches | Packed] = SizedLRUCache(
            _LIST_CACHE, _size_of
        )
        self._prefixes: SizedLRUCache[tuple[str, str], Matches | Packed] = SizedLRUCache(
            _LIST_CACHE, _size_of
        )
        self._phrases: SizedLRUCache[PhraseKey, Matches | Packed] = SizedLRUCache(
            _LIST_CACHE, _size_of
        )
        self._nodes: SizedLRUCache[Best, Matches | Packed] = SizedLRUCache(_NODE_CACHE, _size_of)
        self._positions: SizedLRUCache[tuple[str, str], NDArray[np.int64]] = SizedLRUCache(
            _POSITION_CACHE, _size_of
        )
        self._entries: dict[int, Entry] = {}
        """A plain dictionary, emptied when it is full: every hit is taken from it."""
        self._entries_size = 0

    def close(self) -> None:
        """Close the files."""
        with self._lock:
            self._files.close()

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
        holders: dict[str, list[Entries]] = {}
        with self._lock:
            for number in range(len(self._segments)):
                for value, entries in self._terms_with_prefix(number, field):
                    holders.setdefault(value, []).append(entries)
        return Column({value: _ascending(each) for value, each in holders.items()}, self.entries())

    def ranks(self, field: str) -> NDArray[np.int32]:
        """Return the rank of each entry by its value of a field that every entry has."""
        ranks = np.zeros(self.entries(), np.int32)
        with self._lock:
            held = (self._terms_with_prefix(number, field) for number in range(len(self._segments)))
            for rank, (_, entries) in enumerate(merge(*held, key=itemgetter(0))):
                ranks[entries] = rank
        return ranks

    def term(self, field: str, text: str) -> Matches:
        """Return the entries that hold the term, and how often."""
        return self._list(field, text).unpacked()

    def phrase(self, field: str, words: tuple[tuple[str, int], ...]) -> Matches:
        """Return the entries that hold all terms at these distances, and how often."""
        read = partial(self._read_phrase, field, words)
        return self._phrases.get((field, words), lambda: packed(read())).unpacked()

    def _read_phrase(self, field: str, words: tuple[tuple[str, int], ...]) -> Matches:
        holders = {text: self.term(field, text).entries for text, _ in words}
        rarest = sorted(words, key=lambda word: len(holders[word[0]]))
        common = holders[rarest[0][0]]
        for text, _ in rarest[1:]:
            common = common[isin(common, holders[text], self.entries())]
        if not len(common):
            return NO_MATCHES
        text, offset = rarest[0]
        starts = self._positions_in(field, text, common, len(holders[text])) - offset
        for text, offset in rarest[1:]:
            others = self._positions_in(field, text, common, len(holders[text])) - offset
            starts = np.intersect1d(starts, others, assume_unique=True)
        entries, counts = np.unique(starts >> _POSITION_BITS, return_counts=True)
        return Matches(entries, counts.astype(np.int32))

    def terms(self, field: str, prefix: str, most: int) -> tuple[str, ...]:
        """Return the first terms of a field with this prefix, at most so many, ascending."""
        with self._lock:
            if self._numbering.is_plain:
                found = (term.decode() for term in self._reader.expand_prefix(field, prefix))
            else:  # a term may be of entries only that are deleted or denied
                parts = (
                    (term for term, _ in self._terms_with_prefix(number, field, prefix))
                    for number in range(len(self._segments))
                )
                found = (term for term, _ in groupby(merge(*parts, key=str.encode)))
            return tuple(islice(found, most))

    def prefix(self, field: str, text: str) -> Entries:
        """Return the entries that hold any term of the field with this prefix.

        They are read once and cached; reading them counts against the time limit of a search.
        """
        read = partial(self._read_prefix, field, text)
        return (
            self._prefixes.get((field, text), lambda: packed(constant_score(read(), 1)))
            .unpacked()
            .entries
        )

    def _read_prefix(self, field: str, text: str) -> Entries:
        found: list[Entries] = []
        with self._lock:
            for number in range(len(self._segments)):
                for _, entries in self._terms_with_prefix(number, field, text):
                    check_time()
                    found.append(entries)
        return union(found, self.entries())

    def cached_matches(self, node: Best, make: Callable[[], Matches]) -> Matches:
        """Return the matches of a node from the cache, or those that `make` returns."""
        return self._nodes.get(node, lambda: packed(make())).unpacked()

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

    # Reading

    def _terms_with_prefix(
        self, number: int, field: str, beginning: str = ""
    ) -> Iterator[tuple[str, Entries]]:
        """Yield every term of a field with this prefix in a segment, in order, with its entries."""
        plain = self._numbering.is_plain
        for value, documents in read_holders(self._segments[number], field, beginning):
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
        with self._lock:
            for segment, deleted in zip(self._segments, self._deleted, strict=True):
                lists = (read_postings(segment, f, name) for name in names for f in _NAMING_FIELDS)
                documents = {d for one in lists if one for d in one.documents.tolist()}
                found.append(frozenset(documents - deleted))
        return found

    def _scan_for(self, names: frozenset[str], number: int) -> frozenset[int]:
        documents = set()
        for document in range(self._segments[number].doc_count_all()):
            if document not in self._deleted[number]:
                entry = stored_entry(self._stored(number, document))
                if not names.isdisjoint((entry.id, *entry.aliases, *entry.read_from)):
                    documents.add(document)
        return frozenset(documents)

    def _list(self, field: str, text: str) -> Matches | Packed:
        return self._lists.get((field, text), lambda: packed(self._read_term(field, text)))

    def _read_entry(self, number: int) -> tuple[Entry, int]:
        segment = int(self._numbering.segments[number])
        text = self._stored(segment, int(self._numbering.documents[number]))
        return stored_entry(text), len(text)

    def _stored(self, segment: int, document: int) -> str:
        with self._lock:
            return str(self._segments[segment].stored_fields(document)["entry"])

    def _id_of(self, segment: int, document: int) -> str:
        return stored_entry(self._stored(segment, document)).id

    def _read_term(self, field: str, text: str) -> Matches:
        entries, weights = [], []
        for numbers, found in self._read(field, text):
            alive = numbers >= 0
            entries.append(numbers[alive])
            weights.append(found.weights[alive])
        if not entries:
            return NO_MATCHES
        if len(entries) == 1:
            return Matches(entries[0], weights[0])
        every = np.concatenate(entries)
        order = np.argsort(every)
        return Matches(every[order], np.concatenate(weights)[order])

    def _positions_in(
        self, field: str, text: str, common: Entries, holders: int
    ) -> NDArray[np.int64]:
        """Return the position keys of a term, at least those in the common entries.

        When these are few, only their positions are read.
        """
        if len(common) * _PART < holders:
            return self._read_positions(field, text, common)
        return self._positions.get(
            (field, text), lambda: self._read_positions(field, text, np.arange(self.entries()))
        )

    def _read_positions(self, field: str, text: str, common: Entries) -> NDArray[np.int64]:
        """Return the keys of all positions of a term in these entries, ascending."""
        wanted = mask_of(common, self.entries())
        keys = [np.empty(0, np.int64)]
        for number, segment in enumerate(self._segments):
            with self._lock:
                parts = read_parts(segment, field, text)
            for part in parts:
                numbers = self._numbering.of(number, part.documents)
                mask = (numbers >= 0) & wanted[numbers]
                counts, positions = part.positions(mask)
                keys.append(numbers[mask].repeat(counts) << _POSITION_BITS | positions)
        every = np.concatenate(keys)
        return every if len(self._segments) == 1 else np.sort(every)

    def _read(self, field: str, text: str) -> Iterator[tuple[Entries, PostingList]]:
        """Yield the entry numbers of a term in each segment, -1 when deleted, and its list."""
        for number, segment in enumerate(self._segments):
            with self._lock:
                found = read_postings(segment, field, text)
            if found is not None:
                yield self._numbering.of(number, found.documents), found


def _size_of(cached: Matches | Packed | NDArray[np.int64]) -> int:
    return cached.nbytes + _OVERHEAD


def _ascending(parts: list[Entries]) -> Entries:
    return parts[0] if len(parts) == 1 else np.sort(np.concatenate(parts))
