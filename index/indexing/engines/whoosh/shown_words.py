"""The words of the texts that hits show, with their places, to be mapped: what to mark in them.

Each spelling has a number. Of each entry there is a row of numbers: how many texts it has, title
and body of each version; how many words each has; and for each text the spelling of each word, then
for each word its first character and its length in one number. So no text is cut into words again,
folded or stemmed when a search marks its words.
"""

from __future__ import annotations

import mmap
from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from itertools import repeat
from operator import lshift, or_, sub
from pathlib import Path
from typing import Any

import numpy as np

from index.files.closing import Closing
from index.indexing.engines.whoosh.mapped_arrays import (
    Rows,
    Texts,
    open_arrays,
    rows_arrays,
    text_arrays,
    write_arrays,
)
from index.indexing.engines.whoosh.numbers_by_text import NumbersByText
from index.indexing.fields import ShownVersion
from index.text.analysis import STEMMED, fold_word, stems_of

SPELLINGS_EXT, SHOWN_EXT = ".spellings", ".shown"
_LENGTH_BITS = 8
_LONGEST, _FARTHEST = (1 << _LENGTH_BITS) - 1, (1 << (32 - _LENGTH_BITS)) - 1
UNKNOWN = 0xFFFFFFFF
"""In place of the number of words: a text with a word too long, or too far from its beginning."""
_NUMBER = 4
"""Bytes of a number."""


class ShownWordsWriter(Closing):
    """Collects the words of entries in an anonymous temporary file in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._spellings = NumbersByText()
        self._stemmed: defaultdict[str, set[int]] = defaultdict(set)
        self._ends = array("Q", [0])
        import tempfile  # which readers do not need

        with ExitStack() as stack:
            self._file: Any = stack.enter_context(tempfile.TemporaryFile(dir=folder))
            self._stack = stack.pop_all()

    def close(self) -> None:
        """Close the file, which deletes what was collected."""
        self._stack.close()

    def add(self, shown: Iterable[ShownVersion]) -> None:
        """Add the versions of the next entry."""
        shown = tuple(shown)
        head, rows = array("I", [2 * len(shown)]), array("I")
        for version in shown:
            for text in (version.title, version.text):
                words, starts, ends, _ = text
                lengths = list(map(sub, ends, starts))
                if max(lengths, default=0) > _LONGEST or max(starts, default=0) > _FARTHEST:
                    head.append(UNKNOWN)
                    continue
                numbers = list(map(self._spellings.__getitem__, words))
                head.append(len(words))
                rows.extend(numbers)
                rows.extend(map(or_, map(lshift, starts, repeat(_LENGTH_BITS)), lengths))
                if version.language in STEMMED:
                    self._stemmed[version.language].update(numbers)
        row = (head + rows).tobytes()
        self._file.write(row)
        self._ends.append(self._ends[-1] + len(row))

    def write(self, folder: Path, segment: str, numbers: Sequence[int]) -> None:
        """Write the entries of these numbers, in the order of adding, as a segment's documents."""
        ends = array("Q", [0])
        with (folder / f"{segment}{SHOWN_EXT}").open("xb") as file:
            for number in numbers:
                self._file.seek(self._ends[number])
                row = self._file.read(self._ends[number + 1] - self._ends[number])
                file.write(row)
                ends.append(ends[-1] + len(row) // _NUMBER)
        self._file.seek(0, 2)
        spellings = list(self._spellings)
        folded, stems = defaultdict(list), defaultdict(list)
        for number, spelling in enumerate(spellings):
            folded[fold_word(spelling)].append(number)
        for language, stemmed in self._stemmed.items():
            for number in sorted(stemmed):
                for stem in stems_of(spellings[number], language):
                    stems[f"{language} {stem}"].append(number)
        write_arrays(
            folder / f"{segment}{SPELLINGS_EXT}",
            {
                "ends": np.frombuffer(ends, np.uint64),
                **_arrays("folded", folded),
                **_arrays("stems", stems),
            },
        )


def _arrays(name: str, rows: dict[str, list[int]]) -> dict[str, Any]:
    keys = sorted(rows, key=str.encode)
    return {
        **text_arrays(name, keys),
        **rows_arrays(f"{name}_spellings", (rows[key] for key in keys)),
    }


class ShownWords:
    """The words of a segment's entries, mapped. Safe to share between threads."""

    def __init__(self, folder: Path, segment: str) -> None:
        """Raises FileNotFoundError for a segment without them, of an older version."""
        arrays = open_arrays(folder / f"{segment}{SPELLINGS_EXT}")
        self._ends = arrays["ends"].data
        self._folded, self._stems = Texts(arrays, "folded"), Texts(arrays, "stems")
        self._of_folded = Rows(arrays, "folded_spellings")
        self._of_stems = Rows(arrays, "stems_spellings")
        self._numbers = memoryview(b"")
        path = folder / f"{segment}{SHOWN_EXT}"
        if path.stat().st_size:
            with path.open("rb") as file:
                mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            self._numbers = memoryview(mapped).cast("I")

    def folded(self, word: str) -> list[int]:
        """Return the spellings of a folded word."""
        place = self._folded.find(word)
        return self._of_folded[place] if place >= 0 else []

    def beginning(self, prefix: str) -> list[int]:
        """Return the spellings of all folded words that begin so."""
        first, stop = self._folded.beginning(prefix)
        return [number for place in range(first, stop) for number in self._of_folded[place]]

    def stem(self, language: str, stem: str) -> list[int]:
        """Return the spellings that have a stem, of words in texts of the language."""
        place = self._stems.find(f"{language} {stem}")
        return self._of_stems[place] if place >= 0 else []

    def texts(self, document: int) -> list[memoryview | None]:
        """Return the row of each text of a document: title and body of each version in turn.

        A row has the spellings of all words, then where they stand; see `places`. None for a text
        whose words are not known.
        """
        row = self._numbers[self._ends[document] : self._ends[document + 1]]
        found: list[memoryview | None] = []
        at = 1 + row[0]
        for size in row[1:at].tolist():
            if size == UNKNOWN:
                found.append(None)
            else:
                found.append(row[at : at + 2 * size])
                at += 2 * size
        return found


def place_of(number: int) -> tuple[int, int]:
    """Return the first character of a word and the one after its last."""
    start = number >> _LENGTH_BITS
    return start, start + (number & _LONGEST)
