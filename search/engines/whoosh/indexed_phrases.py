"""The phrases of an open index: the entries in which words stand side by side."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from search.engines.lru_cache import SizedLRUCache
from search.engines.whoosh.codec_postings import (
    read_parts,
)
from search.engines.whoosh.indexed_terms import IndexedTerms, size_of
from search.engines.whoosh.match_arrays import (
    NO_MATCHES,
    EntryNumbers,
    Matches,
    Packed,
    isin,
    mask_of,
    packed,
)
from search.engines.whoosh.phrases import Placed, phrase_matches

_PHRASE_CACHE = 4 << 20
"""Bytes of the cache of phrases."""
_POSITION_CACHE = 12 << 20
"""Bytes of the cache of positions."""
_PART = 4
"""When a phrase is possible in less than this part of a term's entries, the positions in the
others are not read."""
_POSITION_BITS = 32
"""The low bits of a position key hold the position, the higher ones the entry number."""
_NOWHERE = (np.empty(0, np.uint32), np.empty(0, np.uint8), np.empty(0, np.uint16))
PhraseKey = tuple[str, tuple[tuple[str, int], ...]]
"""The field of a phrase, and its terms with their offsets."""


class IndexedPhrases(IndexedTerms):
    """An open index that is asked for phrases too."""

    def __init__(self, path: Path, denied: Collection[str] = (), *, has_pages: bool = True) -> None:
        """See `OpenIndex`."""
        super().__init__(path, denied, has_pages=has_pages)
        self._phrases: SizedLRUCache[PhraseKey, Matches | Packed] = SizedLRUCache(
            _PHRASE_CACHE, size_of
        )
        self._positions: SizedLRUCache[tuple[str, str], NDArray[np.int64]] = SizedLRUCache(
            _POSITION_CACHE, size_of
        )

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
