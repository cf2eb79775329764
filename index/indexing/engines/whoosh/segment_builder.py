"""A builder of one new segment: entries are added in any order, and written newest first."""

from __future__ import annotations

import tempfile
from array import array
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.codec.whoosh3 import W3Segment
from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage

from index.files.closing import Closing
from index.files.progress import ProgressCallback, ignore_progress
from index.indexing.cards import card_of
from index.indexing.engines.whoosh.card_table import write_cards
from index.indexing.engines.whoosh.date_order import ORDER_EXT, write_order
from index.indexing.engines.whoosh.inversion import Inversion
from index.indexing.engines.whoosh.segment_writer import write_segment
from index.indexing.engines.whoosh.shown_words import ShownWordsWriter
from index.indexing.fields import DAY_FIELDS, Values


class SegmentBuilder(Closing):
    """Collects entries in anonymous temporary files in `folder`; a context manager.

    Of several with one id the last counts.
    """

    def __init__(self, folder: Path) -> None:
        self._numbers: dict[str, int] = {}
        """The number of the entry that counts for each id."""
        self._days: dict[str, array[int]] = {field: array("i") for field in DAY_FIELDS}
        self._offsets = array("Q")
        self._end = 0
        with ExitStack() as stack:
            self._inversion = stack.enter_context(Inversion(folder))
            self._shown = stack.enter_context(ShownWordsWriter(folder))
            self._stored: Any = stack.enter_context(tempfile.TemporaryFile(dir=folder))
            self._stack = stack.pop_all()

    def close(self) -> None:
        """Close the files, which deletes what was collected."""
        self._stack.close()

    def __len__(self) -> int:
        return len(self._numbers)

    def __contains__(self, id: str) -> bool:
        return id in self._numbers

    def add(self, id: str, values: Values) -> None:
        """Add an entry by the values of its fields; it replaces one with the same id."""
        number = self._numbers[id] = len(self._offsets)
        for field, found in values.occurrences.items():
            self._inversion.add(number, field, found.terms, found.positions)
        for field, tags in values.tags.items():
            each = tuple(dict.fromkeys(tags))
            self._inversion.add(number, field, each, bytes(len(each)))
        for field, days in self._days.items():
            days.append(values.days[field])
        self._shown.add(values.shown)
        stored = values.stored.encode()
        self._offsets.append(self._end)
        self._stored.write(stored)
        self._end += len(stored)

    def remove(self, id: str) -> str | None:
        """Remove an entry, and return its stored text; None when there is no such entry."""
        number = self._numbers.pop(id, None)
        return None if number is None else self._read(number)

    def write(
        self, storage: FileStorage, schema: Schema, progress: ProgressCallback = ignore_progress
    ) -> W3Segment:
        """Write the entries as one segment, newest first (undated last), then by id.

        Raises OSError when the disk is full.
        """
        ends = self._days["end"]
        ordered = sorted(self._numbers.items(), key=lambda item: (-ends[item[1]], item[0]))
        numbers = np.array([number for _, number in ordered], np.int64)
        documents = np.full(len(self._offsets), -1, np.int64)
        documents[numbers] = np.arange(len(numbers))
        days = {field: np.frombuffer(days, np.int32)[numbers] for field, days in self._days.items()}
        stored = ({"entry": self._read(number)} for number in numbers.tolist())
        segment = write_segment(storage, schema, self._inversion, documents, days, stored, progress)
        folder, name = Path(storage.folder), segment.segment_id()
        self._shown.write(folder, name, numbers.tolist())
        write_order(folder / f"{name}{ORDER_EXT}", days["start"], [id for id, _ in ordered])
        write_cards(folder, name, (card_of(self._read(number)) for number in numbers.tolist()))
        return segment

    def _read(self, number: int) -> str:
        offset = self._offsets[number]
        after = self._offsets[number + 1] if number + 1 < len(self._offsets) else self._end
        self._stored.seek(offset)
        text: str = self._stored.read(after - offset).decode()
        self._stored.seek(0, 2)
        return text
