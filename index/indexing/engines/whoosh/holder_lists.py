"""Who holds each term of a segment, how often and where, to be mapped: rows of plain numbers.

Whoosh's own posting lists have the same, entry by entry, and must be decoded. Here a list is a part
of each row, so that to read it is to look at it. Terms are numbered as they are written.
"""

from __future__ import annotations

import mmap
from array import array
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index.files.closing import Closing
from index.indexing.engines.whoosh.mapped_arrays import open_arrays, write_arrays

if TYPE_CHECKING:  # readers do not need what collects postings
    from index.indexing.engines.whoosh.inversion import PostingsBatch

LISTS_EXT, HOLDERS_EXT, TIMES_EXT, PLACES_EXT = ".lists", ".holders", ".times", ".places"

_MOST_TIMES = 255
"""The largest number of times that is noted; a term that some document holds as often or more is
read from Whoosh's posting list."""
_FARTHEST = (1 << 16) - 1
"""The largest position that is noted; the positions of a term with a larger one are read there."""


class HolderListsWriter(Closing):
    """Notes the postings of a segment while they are written, in their order."""

    def __init__(self, folder: Path, segment: str) -> None:
        self._path = folder / f"{segment}{LISTS_EXT}"
        self._firsts, self._first_places = array("Q", [0]), array("Q", [0])
        self._most = array("B")
        with ExitStack() as stack:
            self._holders, self._times, self._places = (
                stack.enter_context((folder / f"{segment}{extension}").open("xb"))
                for extension in (HOLDERS_EXT, TIMES_EXT, PLACES_EXT)
            )
            self._stack = stack.pop_all()

    def close(self) -> None:
        """Close the files."""
        self._stack.close()

    def note(self, batch: PostingsBatch, *, has_positions: bool) -> None:
        """Note the postings of a batch."""
        if not len(batch.firsts):
            return
        self._holders.write(batch.documents.astype(np.uint32).data)
        self._times.write(np.minimum(batch.counts, _MOST_TIMES).astype(np.uint8).data)
        ends = np.append(batch.firsts[1:], len(batch.documents)) + self._firsts[-1]
        self._firsts.frombytes(ends.astype(np.uint64).tobytes())
        most = np.maximum.reduceat(batch.counts, batch.firsts)
        self._most.frombytes(np.minimum(most, _MOST_TIMES).astype(np.uint8).tobytes())
        totals = np.add.reduceat(batch.counts, batch.firsts)
        noted = np.zeros(len(totals), np.bool_)
        if has_positions:
            firsts = np.cumsum(totals) - totals
            noted = (np.maximum.reduceat(batch.positions, firsts) <= _FARTHEST) & (
                most < _MOST_TIMES
            )
            self._places.write(batch.positions[noted.repeat(totals)].astype(np.uint16).data)
        places = np.cumsum(totals * noted) + self._first_places[-1]
        self._first_places.frombytes(places.astype(np.uint64).tobytes())

    def finish(self) -> None:
        """Write where each list begins; nothing can be noted after."""
        write_arrays(
            self._path,
            {
                "firsts": np.frombuffer(self._firsts, np.uint64),
                "first_places": np.frombuffer(self._first_places, np.uint64),
                "most": np.frombuffer(self._most, np.uint8),
            },
        )


class HolderLists:
    """The lists of a segment, mapped. Safe to share between threads."""

    def __init__(self, folder: Path, segment: str) -> None:
        """Raises FileNotFoundError for a segment without them, of an older version."""
        arrays = open_arrays(folder / f"{segment}{LISTS_EXT}")
        self._firsts, self._first_places = arrays["firsts"].data, arrays["first_places"].data
        self._most = arrays["most"].data
        self._documents = _row(folder / f"{segment}{HOLDERS_EXT}", np.uint32)
        self._times = _row(folder / f"{segment}{TIMES_EXT}", np.uint8)
        self._places = _row(folder / f"{segment}{PLACES_EXT}", np.uint16)

    def holders(self, number: int) -> tuple[NDArray[np.uint32], NDArray[np.uint8]] | None:
        """Return the documents that hold a term, ascending, and how often each does; None when one
        holds it too often to be noted."""
        if self._most[number] == _MOST_TIMES:
            return None
        first, stop = self._firsts[number], self._firsts[number + 1]
        return self._documents[first:stop], self._times[first:stop]

    def positions(self, number: int) -> NDArray[np.uint16] | None:
        """Return the positions of a term in all its documents, those of the first one first, as
        many of each as `holders` says; None when they are not noted."""
        first, stop = self._first_places[number], self._first_places[number + 1]
        return None if first == stop else self._places[first:stop]


def _row(path: Path, kind: Any) -> NDArray[Any]:
    if not path.stat().st_size:
        return np.empty(0, kind)
    with path.open("rb") as file:
        return np.frombuffer(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ), kind)
