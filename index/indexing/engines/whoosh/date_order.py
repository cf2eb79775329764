"""The order of a segment's documents by their first day, to be mapped."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.indexing.engines.whoosh.mapped_arrays import open_arrays, write_arrays

ORDER_EXT = ".order"


def write_order(path: Path, starts: NDArray[np.int32], ids: Sequence[str]) -> None:
    """Write the rank of each document: by its first day, 0 for undated ones, which are last; of
    one day by id."""
    by_id = np.empty(len(ids), np.int64)
    by_id[sorted(range(len(ids)), key=ids.__getitem__)] = np.arange(len(ids))
    ranks = np.empty(len(ids), np.uint32)
    ranks[np.lexsort((by_id, starts, starts == 0))] = np.arange(len(ids))
    write_arrays(path, {"oldest": ranks})


def read_order(path: Path) -> NDArray[np.uint32]:
    """Return the rank of each document. Raises FileNotFoundError for an older version's segment."""
    return open_arrays(path)["oldest"]
