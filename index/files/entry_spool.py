"""What is needed again while an index is made, on disk: memory does not grow with the archive."""

from __future__ import annotations

import pickle
import tempfile
from array import array
from collections.abc import Iterator
from typing import Generic, TypeVar

from index.files.closing import Closing

T = TypeVar("T")


class DiskList(Closing, Generic[T]):
    """Things in the order of their adding, read back one at a time; a context manager.

    They lie in a nameless file that no other process can reach, which is why a pickle will do.
    """

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  # closed on leaving
        self._places = array("Q")

    def close(self) -> None:
        """Let go of the file, and with it of all that is in it."""
        self._file.close()

    def __len__(self) -> int:
        return len(self._places)

    def __getitem__(self, number: int) -> T:
        self._file.seek(self._places[number])
        thing: T = pickle.load(self._file)
        return thing

    def __iter__(self) -> Iterator[T]:
        for number in range(len(self)):
            yield self[number]

    def append(self, thing: T) -> int:
        """Keep a thing; say its number."""
        self._places.append(self._file.seek(0, 2))
        pickle.dump(thing, self._file, pickle.HIGHEST_PROTOCOL)
        return len(self) - 1
