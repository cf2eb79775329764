"""The terms of an open index: posting lists and beginnings as arrays of entry numbers.

See `Postings` in search.engines.whoosh.evaluation for what the arrays hold.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import partial
from heapq import merge
from itertools import groupby, islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from search.engines.lru_cache import SizedLRUCache
from search.engines.whoosh.codec_postings import (
    PostingList,
)
from search.engines.whoosh.evaluation import Held
from search.engines.whoosh.match_arrays import (
    EMPTY,
    NO_MATCHES,
    EntryNumbers,
    Matches,
    Packed,
    constant_score,
    packed,
    union,
)
from search.engines.whoosh.open_index import OpenIndex
from search.plan.tree import Term
from search.query.limits import check_time

_LIST_CACHE = 4 << 20
"""Bytes of the cache of posting lists, and of that of prefixes."""
_OVERHEAD = 200
"""Bytes that a cached list takes besides its arrays."""


class IndexedTerms(OpenIndex):
    """An open index that is asked for terms; what is read by several searches is cached."""

    def __init__(self, path: Path, denied: Collection[str] = (), *, has_pages: bool = True) -> None:
        """See `OpenIndex`."""
        super().__init__(path, denied, has_pages=has_pages)
        self._lists: SizedLRUCache[tuple[str, str], Matches | Packed] = SizedLRUCache(
            _LIST_CACHE, size_of
        )
        self._prefixes: SizedLRUCache[tuple[str, str], Matches | Packed] = SizedLRUCache(
            _LIST_CACHE, size_of
        )

    def term(self, field: str, text: str) -> Matches:
        """Return the entries that hold the term, and how often."""
        if self._plain_terms is None:
            return self._list(field, text).unpacked() if self.may_hold(field, text) else NO_MATCHES
        (extents,) = self._found(text)
        extent = extents.get(field) if extents else None
        if extent is None:
            return NO_MATCHES
        # what is mapped is read in less time than from a cache
        found = self._plain_terms.postings(extent)
        return Matches(found.documents, found.weights)

    def held(self, terms: Sequence[Term]) -> Sequence[Held]:
        """Return the entries that hold each of several terms, and how often."""
        plain = self._plain_terms
        if plain is None or plain.lists is None:
            return [self._held_one(term) for term in terms]
        holders = plain.lists.holders
        found: list[Held] = []
        for term in terms:
            (extents,) = self._found(term.text)
            extent = extents.get(term.field) if extents else None
            if extent is None:
                found.append((EMPTY, EMPTY))
            else:
                found.append(holders(extent.number) or self._held_one(term))
        return found

    def _held_one(self, term: Term) -> Held:
        one = self.term(term.field, term.text)
        return one.entries, one.scores

    def may_hold(self, field: str, text: str) -> bool:
        """Return whether a segment has the term, perhaps only in deleted entries."""
        for found in self._extents.get(text) or self._found(text):
            if found is None or field in found:
                return True
        return False

    def terms(self, field: str, prefix: str, most: int) -> tuple[str, ...]:
        """Return the first terms of a field with this prefix, at most so many, ascending."""
        with self._lock:
            if self._numbering.is_plain:
                found = (
                    term.decode() for term in self._segments[0].reader.expand_prefix(field, prefix)
                )
            else:  # a term may be of entries only that are deleted or denied
                parts = (
                    (term for term, _ in self._terms_with_prefix(number, field, prefix))
                    for number in range(len(self._segments))
                )
                found = (term for term, _ in groupby(merge(*parts, key=str.encode)))
            return tuple(islice(found, most))

    def prefix(self, field: str, text: str) -> EntryNumbers:
        """Return the entries that hold any term of the field with this prefix.

        They are read once and cached; reading them counts against the time limit of a search.
        """
        read = partial(self._read_prefix, field, text)
        return (
            self._prefixes.get((field, text), lambda: packed(constant_score(read(), 1)))
            .unpacked()
            .entries
        )

    def _read_prefix(self, field: str, text: str) -> EntryNumbers:
        found: list[EntryNumbers] = []
        with self._lock:
            for number in range(len(self._segments)):
                for _, entries in self._terms_with_prefix(number, field, text):
                    check_time()
                    found.append(entries)
        return union(found, self.entries())

    def _list(self, field: str, text: str) -> Matches | Packed:
        return self._lists.get((field, text), lambda: packed(self._read_term(field, text)))

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

    def _read(self, field: str, text: str) -> Iterator[tuple[EntryNumbers, PostingList]]:
        """Yield the entry numbers of a term in each segment, -1 when deleted, and its list."""
        for number in range(len(self._segments)):
            found = self._read_in(number, field, text)
            if found is not None:
                yield self._numbering.of(number, found.documents), found


def size_of(cached: Matches | Packed | NDArray[np.int64]) -> int:
    """Return the bytes that a cached list takes."""
    return cached.nbytes + _OVERHEAD
