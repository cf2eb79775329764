"""Entries on disk while an index is made, so that memory does not grow with the archive."""

from __future__ import annotations

import pickle
import tempfile
from array import array
from collections.abc import Iterator

from index.files.closing import Closing
from index.model.entry import Entry


class DiskList(Closing):
    """Entries in the order of their adding, read back one at a time; a context manager.

    They lie in a nameless file that no other process can reach, which is why a pickle will do.
    """

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  # closed on leaving
        self._places = array("Q")

    def close(self) -> None:
        """Let go of the file, and with it of the entries."""
        self._file.close()

    def __len__(self) -> int:
        return len(self._places)

    def __getitem__(self, number: int) -> Entry:
        self._file.seek(self._places[number])
        entry: Entry = pickle.load(self._file)
        return entry

    def __iter__(self) -> Iterator[Entry]:
        for number in range(len(self)):
            yield self[number]

    def append(self, entry: Entry) -> int:
        """Keep an entry; say its number."""
        self._places.append(self._file.seek(0, 2))
        pickle.dump(entry, self._file, pickle.HIGHEST_PROTOCOL)
        return len(self) - 1
