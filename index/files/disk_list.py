"""A list on disk, for what is needed again during a publishing: memory stays bounded."""

from __future__ import annotations

import pickle
import tempfile
from array import array
from collections.abc import Iterator
from typing import Generic, TypeVar

from index.files.closing import Closing

T = TypeVar("T")


class DiskList(Closing, Generic[T]):
    """Items in the order in which they were added, read back one at a time; a context manager.

    They are pickles in an anonymous temporary file, which no other process can change.
    """

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  # closed on leaving
        self._offsets = array("Q")

    def close(self) -> None:
        """Close the file, which deletes the items."""
        self._file.close()

    def __len__(self) -> int:
        return len(self._offsets)

    def __getitem__(self, index: int) -> T:
        self._file.seek(self._offsets[index])
        item: T = pickle.load(self._file)
        return item

    def __iter__(self) -> Iterator[T]:
        for index in range(len(self)):
            yield self[index]

    def append(self, item: T) -> int:
        """Add an item, and return its index."""
        self._offsets.append(self._file.seek(0, 2))
        pickle.dump(item, self._file, pickle.HIGHEST_PROTOCOL)
        return len(self) - 1
