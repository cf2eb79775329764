"""The terms of an open index: posting lists, phrases and beginnings as arrays of entry numbers.

See `Postings` in search.engines.whoosh.evaluation for what the arrays hold.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from heapq import merge
from itertools import groupby, islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from search.engines.lru_cache import SizedLRUCache
from search.engines.whoosh.codec_postings import (
    PostingList,
    read_parts,
)
from search.engines.whoosh.evaluation import Held
from search.engines.whoosh.match_arrays import (
    EMPTY,
    NO_MATCHES,
    EntryNumbers,
    Matches,
    Packed,
    constant_score,
    isin,
    mask_of,
    packed,
    union,
)
from search.engines.whoosh.open_index import OpenIndex
from search.engines.whoosh.phrases import Placed, phrase_matches
from search.plan.tree import AllOf, AnyOf, Node, Phrase, Term
from search.plan.weighing import Best
from search.query.limits import check_time

_LIST_CACHE = 4 << 20
"""Bytes of the cache of posting lists, and of those of prefixes and phrases."""
_NODE_CACHE = 16 << 20
"""Bytes of the cache of nodes: the matches of a word over all fields, or of all words."""
_POSITION_CACHE = 12 << 20
"""Bytes of the cache of positions."""
_MAX_NODES = 1_024
"""Nodes of which it is kept which parts some entry may match."""
_OVERHEAD = 200
"""Bytes that a cached list takes besides its arrays."""
_PART = 4
"""When a phrase is possible in less than this part of a term's entries, the positions in the
others are not read."""
_POSITION_BITS = 32
"""The low bits of a position key hold the position, the higher ones the entry number."""
_NOWHERE = (np.empty(0, np.uint32), np.empty(0, np.uint8), np.empty(0, np.uint16))
PhraseKey = tuple[str, tuple[tuple[str, int], ...]]
"""The field of a phrase, and its terms with their offsets."""


class IndexedTerms(OpenIndex):
    """An open index that is asked for terms; what is read by several searches is cached."""

    def __init__(self, path: Path, denied: Collection[str] = (), *, has_pages: bool = True) -> None:
        """See `OpenIndex`."""
        super().__init__(path, denied, has_pages=has_pages)
        self._lists: SizedLRUCache[tuple[str, str], Matches | Packed] = SizedLRUCache(
            _LIST_CACHE, _size_of
        )
        self._prefixes: SizedLRUCache[tuple[str, str], Matches | Packed] = SizedLRUCache(
            _LIST_CACHE, _size_of
        )
        self._phrases: SizedLRUCache[PhraseKey, Matches | Packed] = SizedLRUCache(
            _LIST_CACHE, _size_of
        )
        self._nodes: SizedLRUCache[Best | AllOf, Matches | Packed] = SizedLRUCache(
            _NODE_CACHE, _size_of
        )
        self._positions: SizedLRUCache[tuple[str, str], NDArray[np.int64]] = SizedLRUCache(
            _POSITION_CACHE, _size_of
        )
        self._alternatives: dict[AnyOf, tuple[Node, ...]] = {}

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

    def alternatives(self, node: AnyOf) -> Sequence[Node]:
        """Return the parts of a node, without the terms and phrases of which it has no term."""
        kept = self._alternatives.get(node)
        if kept is None:
            if len(self._alternatives) >= _MAX_NODES:
                self._alternatives = {}
            kept = self._alternatives[node] = self._kept(node.parts)
        return kept

    def _kept(self, parts: Sequence[Node]) -> tuple[Node, ...]:
        """Return the parts without the terms and phrases of which the index has no term.

        A word has the same few texts in many fields, so each is looked for once.
        """
        known: dict[str, Collection[str] | None] = {}
        kept: list[Node] = []
        for part in parts:
            if not isinstance(part, Term):
                if not isinstance(part, Phrase) or all(
                    self.may_hold(part.field, text) for text, _ in part.words
                ):
                    kept.append(part)
                continue
            text = part.text
            if text not in known:
                known[text] = self._fields_with(text)
            fields = known[text]
            if fields is None or part.field in fields:
                kept.append(part)
        return tuple(kept)

    def _fields_with(self, text: str) -> Collection[str] | None:
        """Return the fields that have a text as a term in any segment; None when nobody knows."""
        found = self._found(text)
        if len(found) == 1:
            return found[0]
        known = [one for one in found if one is not None]
        return None if len(known) < len(found) else {field for one in known for field in one}

    def phrase(self, field: str, words: tuple[tuple[str, int], ...]) -> Matches:
        """Return the entries that hold all terms at these distances, and how often."""
        read = partial(self._read_phrase, field, words)
        return self._phrases.get((field, words), lambda: packed(read())).unpacked()

    def _read_phrase(self, field: str, words: tuple[tuple[str, int], ...]) -> Matches:
        placed = self._placed(field, words)
        if placed is not None:
            return phrase_matches(placed, self.entries())
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

    def _placed(self, field: str, words: tuple[tuple[str, int], ...]) -> list[Placed] | None:
        """Return where the words of a phrase stand; None when that is not noted for all."""
        plain = self._plain_terms
        if plain is None or plain.lists is None:
            return None
        placed = []
        for text, offset in words:
            (extents,) = self._found(text)
            extent = extents.get(field) if extents else None
            if extent is None:
                return [Placed(*_NOWHERE, offset)]
            held = plain.lists.holders(extent.number)
            positions = plain.lists.positions(extent.number)
            if held is None or positions is None:
                return None
            placed.append(Placed(*held, positions, offset))
        return placed

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

    def cached_matches(self, node: Best | AllOf, make: Callable[[], Matches]) -> Matches:
        """Return the matches of a node from the cache, or those that `make` returns."""
        return self._nodes.get(node, lambda: packed(make())).unpacked()

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

    def _positions_in(
        self, field: str, text: str, common: EntryNumbers, holders: int
    ) -> NDArray[np.int64]:
        """Return the position keys of a term, at least those in the common entries.

        When these are few, only their positions are read.
        """
        if len(common) * _PART < holders:
            return self._read_positions(field, text, common)
        return self._positions.get(
            (field, text), lambda: self._read_positions(field, text, np.arange(self.entries()))
        )

    def _read_positions(self, field: str, text: str, common: EntryNumbers) -> NDArray[np.int64]:
        """Return the keys of all positions of a term in these entries, ascending."""
        wanted = mask_of(common, self.entries())
        keys = [np.empty(0, np.int64)]
        for number, segment in enumerate(self._segments):
            terms, found = self._terms[number], self._found(text)[number]
            if terms and found is not None and field in found:
                noted = terms.places(found[field])
                if noted:
                    documents, places = noted
                    numbers = self._numbering.of(number, documents)
                    mask = (numbers >= 0) & wanted[numbers]
                    keys.append(numbers[mask] << _POSITION_BITS | places[mask])
                    continue
            if terms is None or found is None:
                with self._lock:
                    parts = read_parts(segment.reader, field, text)
            else:
                parts = terms.parts(found[field]) if field in found else ()
            for part in parts:
                numbers = self._numbering.of(number, part.documents)
                mask = (numbers >= 0) & wanted[numbers]
                counts, positions = part.positions(mask)
                keys.append(numbers[mask].repeat(counts) << _POSITION_BITS | positions)
        every = np.concatenate(keys)
        return every if len(self._segments) == 1 else np.sort(every)

    def _read(self, field: str, text: str) -> Iterator[tuple[EntryNumbers, PostingList]]:
        """Yield the entry numbers of a term in each segment, -1 when deleted, and its list."""
        for number in range(len(self._segments)):
            found = self._read_in(number, field, text)
            if found is not None:
                yield self._numbering.of(number, found.documents), found


def _size_of(cached: Matches | Packed | NDArray[np.int64]) -> int:
    return cached.nbytes + _OVERHEAD
