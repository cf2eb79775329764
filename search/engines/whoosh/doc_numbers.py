"""Entry numbers for Whoosh's documents: newest first over all segments.

Each segment is written newest first. With a single segment and no deletions, document numbers are
entry numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.codec_postings import Documents
from search.engines.whoosh.match_arrays import EntryNumbers, concatenate


@dataclass(frozen=True, slots=True, eq=False)
class Numbering:
    """The document of each entry number, and the entry number of each document."""

    segments: NDArray[np.int16]
    documents: NDArray[np.intp]
    """By entry number: the segment it is in, and its document there."""
    numbers: tuple[NDArray[np.intp], ...]
    """By segment and document: the entry's number, -1 when it is deleted."""

    def __len__(self) -> int:
        return len(self.documents)

    @property
    def is_plain(self) -> bool:
        """Whether document numbers are entry numbers."""
        return len(self.numbers) == 1 and len(self.numbers[0]) == len(self)

    def of(self, segment: int, documents: Documents) -> EntryNumbers:
        """Return the entry numbers of a segment's documents, -1 for deleted ones, in any order."""
        return documents if self.is_plain else self.numbers[segment][documents]

    def ordered(self, columns: Sequence[NDArray[np.int32]]) -> NDArray[np.int32]:
        """Return values given by segment and document, by entry number."""
        if self.is_plain:
            return columns[0]
        values = np.zeros(len(self), np.int32)
        for numbers, column in zip(self.numbers, columns, strict=True):
            alive = numbers >= 0
            values[numbers[alive]] = column[alive]
        return values


def numbering_of(
    ends: Sequence[NDArray[np.int32]],
    deleted: Sequence[frozenset[int]],
    id_of: Callable[[int, int], str],
) -> Numbering:
    """Number the entries by their last days, newest first and undated last, then by id.

    `ends` and `deleted` are by segment. `id_of` returns the id of a segment's document; it is only
    called where days are equal in different segments.
    """
    alive = [np.ones(len(one), np.bool_) for one in ends]
    for mask, gone in zip(alive, deleted, strict=True):
        mask[list(gone)] = False
    living = [np.flatnonzero(mask).astype(np.intp) for mask in alive]
    segments = np.repeat(np.arange(len(ends), dtype=np.int16), [len(one) for one in living])
    documents = concatenate(living)
    if len(ends) == 1 and len(documents) == len(ends[0]):
        return Numbering(segments, documents, (documents,))
    if len(ends) > 1:
        days = concatenate([one[k].astype(np.intp) for one, k in zip(ends, alive, strict=True)])
        order = np.argsort(-days, kind="stable")
        settle_ties(order, days, segments, documents, id_of)
        segments, documents = segments[order], documents[order]
    numbers = tuple(np.full(len(one), -1, np.intp) for one in ends)
    for segment, own in enumerate(numbers):
        here = np.flatnonzero(segments == segment)
        own[documents[here]] = here
    return Numbering(segments, documents, numbers)


def settle_ties(
    order: NDArray[np.intp],
    days: NDArray[np.integer[Any]],
    segments: NDArray[np.int16],
    documents: NDArray[np.intp],
    id_of: Callable[[int, int], str],
) -> None:
    """Order the entries of one day by id where they lie in several segments."""
    if not len(order):
        return
    bounds = np.append(0, np.flatnonzero(np.diff(days[order])) + 1)
    stops, runs = np.append(bounds[1:], len(order)), segments[order]
    mixed = np.minimum.reduceat(runs, bounds) != np.maximum.reduceat(runs, bounds)
    for start, stop in zip(bounds[mixed].tolist(), stops[mixed].tolist(), strict=True):
        tied = order[start:stop]
        ids = [id_of(int(segments[n]), int(documents[n])) for n in tied]
        order[start:stop] = tied[sorted(range(len(tied)), key=ids.__getitem__)]
