"""Whoosh's posting lists as arrays.

Beside `segment.py` the only module that reads the private formats of Whoosh's W3 codec: a posting
list is read whole, block by block. Other lists (a single posting stored in the term's own record, a
list of another codec) are read through Whoosh's matcher, posting by posting. Not safe to share
between threads: Whoosh moves one position in each file. It is imported when it is needed.
"""

from __future__ import annotations

import struct
import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import compress
from pickle import load, loads
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.match_arrays import Mask

Documents = NDArray[np.intp]
"""Whoosh's document numbers in one segment, ascending and unique."""

_INT = struct.Struct("!i")
_MAGIC = 4
"""Bytes before the first block."""
_COUNT = 4
"""Bytes before the positions of a posting."""


@dataclass(frozen=True, slots=True, eq=False)
class PostingList:
    """The documents of one term in one segment, with frequency and positions in each."""

    documents: Documents
    weights: NDArray[np.int32]
    values: Sequence[bytes] = ()
    """The positions in each document, as Whoosh encodes them; empty unless asked for."""

    def positions(self, mask: Mask) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
        """Return the number of positions in each document of the mask, and all of them in a row."""
        counts, row = array("q"), array("q")
        for value in compress(self.values, mask.tolist()):
            each = _positions(value)
            counts.append(len(each))
            row.extend(each)
        return np.array(counts, np.intp), np.array(row, np.int64)


def read_postings(segment: Any, field: str, text: str) -> PostingList | None:
    """Return the posting list of a term in a segment, deleted documents included, or None."""
    parts = read_parts(segment, field, text, positions=False)
    return joined(parts) if parts else None


def read_parts(
    segment: Any, field: str, text: str, *, positions: bool = True
) -> Iterable[PostingList]:
    """Return the same in parts, () when there is none. All files have been read on return.

    Each part is decoded when it is taken: decoded positions take ten times as much memory.
    """
    from whoosh.reading import TermNotFound

    try:
        info = segment._terms.term_info(field, text.encode())
    except TermNotFound:
        return ()
    return _parts(segment, field, text.encode(), info, positions)


def read_holders(segment: Any, field: str, beginning: str = "") -> Iterator[tuple[str, Documents]]:
    """Yield every term of a field with this prefix, in order, with its documents."""
    prefix = beginning.encode()
    for (name, term), info in segment._terms.items_from(field, prefix):
        if name != field or not term.startswith(prefix):
            return
        if info.doc_frequency() == 1:
            documents = np.array([info.min_id()], np.intp)
        else:
            documents = joined(_parts(segment, field, term, info, positions=False)).documents
        yield term.decode(), documents


def _parts(
    segment: Any, field: str, term: bytes, info: Any, positions: bool
) -> Iterable[PostingList]:
    from whoosh.codec.whoosh3 import W3TermsReader

    terms = segment._terms
    if isinstance(terms, W3TermsReader) and not info.is_inlined():
        offset, length = info.extent()
        if isinstance(length, tuple):  # as Whoosh unpacks it
            (length,) = length
        return read_blocks(terms._postfile.get(offset, length), positions=positions)
    return (_one_by_one(terms.matcher(field, term, segment.schema[field].format), positions),)


def joined(parts: Iterable[PostingList]) -> PostingList:
    """Return all parts as one list, without positions."""
    first, *others = parts
    if not others:
        return first
    return PostingList(
        np.concatenate([first.documents, *(part.documents for part in others)]),
        np.concatenate([first.weights, *(part.weights for part in others)]),
    )


def _one_by_one(matcher: Any, positions: bool) -> PostingList:
    documents, weights, values = [], [], []
    while matcher.is_active():
        documents.append(matcher.id())
        weights.append(matcher.weight())
        if positions:
            values.append(matcher.value())
        matcher.next()
    return PostingList(np.array(documents, np.intp), np.array(weights, np.int32), values)


def read_blocks(raw: bytes, *, positions: bool) -> Iterator[PostingList]:
    """Yield the parts of a posting list from its bytes in the file of posting lists."""
    stream = BytesIO(raw)
    place = _MAGIC
    last = False
    while not last:
        (size,) = _INT.unpack_from(raw, place)
        last = size < 0
        stream.seek(place + _INT.size)
        count, _, _, compressed, _, _ = load(stream)
        place += _INT.size + abs(size)
        data = raw[stream.tell() : place]
        steps, weight, block_values = loads(zlib.decompress(data) if compressed else data)
        documents = np.cumsum(np.array(steps, np.intp), dtype=np.intp)
        yield PostingList(documents, _weights(weight, count), block_values if positions else ())


def _weights(written: Any, count: int) -> NDArray[np.int32]:
    """Return the frequencies of a block: None means all ones, a float the same for all."""
    if written is None:
        return np.ones(count, np.int32)
    if isinstance(written, float):
        return np.full(count, written, np.int32)
    return np.array(written, np.int32)


def _positions(value: bytes) -> list[int]:
    """Decode the positions of a posting: pickled steps, in some versions without the last byte."""
    steps = loads(value[_COUNT:] if value[-1:] == b"." else value[_COUNT:] + b".")
    if len(steps) == 1:
        return steps  # type: ignore[no-any-return]
    positions, position = [], 0
    for step in steps:
        position += step
        positions.append(position)
    return positions
