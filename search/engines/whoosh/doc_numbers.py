"""Entry numbers over Whoosh's documents: newest first, whatever segment an entry lies in.

A segment is itself written newest first. When there is only one and nothing is deleted, a
document's number is the entry's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.codec_postings import Documents
from search.evaluate.match_arrays import Entries, joined


@dataclass(frozen=True, slots=True, eq=False)
class Numbering:
    """Where each entry lies, and back."""

    segments: NDArray[np.int16]
    documents: NDArray[np.intp]
    """By entry number: the segment it is in, and its document there."""
    numbers: tuple[NDArray[np.intp], ...]
    """By segment and document: the entry's number, -1 when it is deleted."""

    def __len__(self) -> int:
        return len(self.documents)

    @property
    def is_plain(self) -> bool:
        """Whether documents and entries are numbered alike."""
        return len(self.numbers) == 1 and len(self.numbers[0]) == len(self)

    def of(self, segment: int, documents: Documents) -> Entries:
        """The numbers of a segment's documents; -1 for deleted ones. They may not ascend."""
        return documents if self.is_plain else self.numbers[segment][documents]

    def ordered(self, columns: Sequence[NDArray[np.int32]]) -> NDArray[np.int32]:
        """Values by segment and document as values by entry number."""
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

    `ends` and `deleted` are by segment; `id_of` tells the id of a segment's document and is only
    asked where days are equal in different segments.
    """
    alive = [np.ones(len(one), np.bool_) for one in ends]
    for kept, gone in zip(alive, deleted, strict=True):
        kept[list(gone)] = False
    lying = [np.flatnonzero(kept).astype(np.intp) for kept in alive]
    segments = np.repeat(np.arange(len(ends), dtype=np.int16), [len(one) for one in lying])
    documents = joined(lying)
    if len(ends) == 1 and len(documents) == len(ends[0]):
        return Numbering(segments, documents, (documents,))
    if len(ends) > 1:
        days = joined([one[k].astype(np.intp) for one, k in zip(ends, alive, strict=True)])
        order = np.argsort(-days, kind="stable")
        _settle_ties(order, days, segments, documents, id_of)
        segments, documents = segments[order], documents[order]
    numbers = tuple(np.full(len(one), -1, np.intp) for one in ends)
    for segment, own in enumerate(numbers):
        here = np.flatnonzero(segments == segment)
        own[documents[here]] = here
    return Numbering(segments, documents, numbers)


def _settle_ties(
    order: NDArray[np.intp],
    days: NDArray[np.intp],
    segments: NDArray[np.int16],
    documents: NDArray[np.intp],
    id_of: Callable[[int, int], str],
) -> None:
    """Order the entries of one day by id where they lie in several segments."""
    bounds = np.flatnonzero(np.diff(days[order])) + 1
    for start, stop in zip([0, *bounds.tolist()], [*bounds.tolist(), len(order)], strict=True):
        tied = order[start:stop]
        if len(tied) > 1 and (segments[tied] != segments[tied[0]]).any():
            ids = [id_of(int(segments[n]), int(documents[n])) for n in tied]
            order[start:stop] = tied[sorted(range(len(tied)), key=ids.__getitem__)]
