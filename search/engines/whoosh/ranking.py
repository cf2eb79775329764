"""The order of entries: the first of them, by score or by date."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.match_arrays import EntryNumbers, Int32Array
from search.query.query import Sort

_FEW = 128
"""Up to this many scores, sorting all is faster than finding the highest."""


def rank_entries(
    entries: EntryNumbers,
    scores: Int32Array | None,
    order: Sort,
    oldest_first: Callable[[], NDArray[np.integer[Any]]],
    most: int | None = None,
) -> NDArray[np.intp]:
    """Return the indices of the first `most` entries in this order; of all of them without `most`.

    Entry numbers already ascend from the newest on. `oldest_first` gives the rank of each entry of
    the index by its start date. Without scores, the best are the newest.
    """
    if order == "oldest":
        return _smallest(oldest_first()[entries], most)
    if order == "newest" or scores is None:
        return np.arange(len(entries[:most]))
    return _highest(scores, most)


def _highest(scores: Int32Array, most: int | None) -> NDArray[np.intp]:
    """Return the indices of the highest scores, highest first; equal ones ascend."""
    if most is None or len(scores) <= max(most, _FEW):
        return (-scores).argsort(kind="stable")[:most]
    best: NDArray[np.intp] = (scores == scores[scores.argmax()]).nonzero()[0]
    if len(best) >= most:
        return best[:most]
    parted = scores.copy()
    parted.partition(len(scores) - most)
    least = parted[len(scores) - most]
    above = (scores > least).nonzero()[0]
    above = above[(-scores[above]).argsort(kind="stable")]
    level = (scores == least).nonzero()[0]
    return np.concatenate((above, level[: most - len(above)]))


def _smallest(keys: NDArray[np.integer[Any]], most: int | None) -> NDArray[np.intp]:
    """Return the indices of the smallest keys, smallest first; no two keys are equal."""
    if most is None or most * 4 >= len(keys):
        return np.argsort(keys)[:most]
    first = np.argpartition(keys, most)[:most]
    return first[np.argsort(keys[first])]
