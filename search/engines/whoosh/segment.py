"""The segments of an index: read here where that is simple, by Whoosh where something needs it.

To import Whoosh and to open its readers takes longer than a search, and the terms, postings and
facets of a segment are read from its tables. So Whoosh is imported when terms in their order are
asked for, or a segment of an older version has no tables. What it reads then is open from the
start: the folder may be removed meanwhile.
"""

from __future__ import annotations

import mmap
import pickle
import re
import struct
import zlib
from contextlib import ExitStack
from functools import cached_property
from io import BufferedReader, BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_CONTENTS = re.compile(r"_MAIN_(\d+)\.toc")
"""The name of Whoosh's table of contents, with the number of the commit that wrote it."""
_SIZES = (4, 8, 4)
_BYTE_ORDER, _VERSION = -12345, -111
"""What a table of contents of the W3 codec begins with: sizes of numbers, and two marks."""
_TWO_INTS = struct.Struct("!ii")
_READ_BY_WHOOSH = (".trm", ".pst")
"""The endings of the files that Whoosh opens: terms and postings."""
_OFFSETS = ord("X")
"""The last byte of a column of texts that has their offsets, beside their lengths."""


class OpenSegment:
    """One open segment. Whoosh moves one position in each file, so `reader` needs a lock."""

    def __init__(self, folder: Path, noted: dict[str, Any]) -> None:
        """Open the segment of which Whoosh noted this. Raises OSError."""
        self.id = f"{noted['indexname']}_{noted['segid']}"
        self.count: int = noted["_doccount"]
        """Documents, deleted ones included."""
        self.deleted = frozenset[int](noted["_deleted"] or ())
        self._folder = folder
        self._noted = noted
        self._texts: mmap.mmap | bytes = b""
        with ExitStack() as stack:
            self._files: dict[str, BufferedReader] = {
                f"{self.id}{ending}": stack.enter_context(
                    (folder / f"{self.id}{ending}").open("rb")
                )
                for ending in _READ_BY_WHOOSH
            }
            self._starts, self._sizes = self._open_texts()
            self._stack = stack.pop_all()

    def close(self) -> None:
        """Close the files; what is mapped is closed when nothing refers to it."""
        self._stack.close()
        self._texts = b""

    def stored(self, document: int) -> str:
        """Return the stored text of a document. Safe to share between threads."""
        start = int(self._starts[document])
        packed = self._texts[start : start + int(self._sizes[document])]
        return str(pickle.loads(zlib.decompress(packed))["entry"])

    def days(self, field: str) -> NDArray[np.int32]:
        """Return a column of whole numbers, one for each document; 0 where there is none."""
        days = np.zeros(self.count, np.int32)
        held = np.frombuffer((self._folder / f"{self.id}.{field}.col").read_bytes(), ">i4")
        days[: len(held)] = held
        return days

    @cached_property
    def reader(self) -> Any:
        """Whoosh's own reader of the segment."""
        from search.engines.whoosh.whoosh_reader import open_reader

        return open_reader(self._folder, self._noted, self._files)

    def _open_texts(self) -> tuple[NDArray[Any], NDArray[Any]]:
        """Map the column of stored texts; return where each begins, and its bytes."""
        with (self._folder / f"{self.id}._stored.col").open("rb") as file:
            self._texts = texts = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        if texts[-1] == _OFFSETS:
            offsets, end = self._numbers(chr(texts[-2]), len(texts) - 3)
            return offsets, self._numbers(chr(texts[-3]), end)[0]
        sizes, _ = self._numbers(chr(texts[-1]), len(texts) - 1)
        return np.cumsum(sizes, dtype=np.int64) - sizes, sizes

    def _numbers(self, code: str, end: int) -> tuple[NDArray[Any], int]:
        """Return the numbers, one for each document, that end at a byte; and where they begin."""
        start = end - struct.calcsize(code) * self.count
        raw = self._texts[start:end]
        return np.frombuffer(raw, np.dtype(code).newbyteorder(">")), start


def open_segments(folder: Path) -> list[OpenSegment]:
    """Open the segments of an index, which must have been verified.

    Raises OSError, also for a table of contents that Whoosh did not write so.
    """
    matches = (_CONTENTS.fullmatch(file.name) for file in folder.iterdir())
    found = {int(match[1]): match[0] for match in matches if match}
    if not found:
        raise FileNotFoundError(f"no table of contents in {folder}")
    path = folder / found[max(found)]
    try:
        listed = _listed(path.read_bytes())
    except (ValueError, IndexError, struct.error, pickle.UnpicklingError, EOFError) as error:
        raise OSError(f"{path} cannot be read: {error}") from error
    with ExitStack() as stack:
        segments = []
        for noted in listed:
            segments.append(OpenSegment(folder, noted))
            stack.callback(segments[-1].close)
        stack.pop_all()
    return segments


def _listed(contents: bytes) -> list[dict[str, Any]]:
    """Return what a table of contents says of each segment that holds a document."""
    at = len(_SIZES)
    marks = _TWO_INTS.unpack_from(contents, at)
    if tuple(contents[:at]) != _SIZES or marks != (_BYTE_ORDER, _VERSION):
        raise ValueError("another version of Whoosh wrote it")
    at += _TWO_INTS.size
    for _ in range(3):  # the version of the package
        _, at = _varint(contents, at)
    size, at = _varint(contents, at)
    pickled = contents[at + size + _TWO_INTS.size :]  # after the schema and two numbers
    listed = [vars(noted) for noted in _Listed(BytesIO(pickled)).load()]
    return [noted for noted in listed if noted["_doccount"]]


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """Return a number of seven bits in each byte, lowest first, and where the next begins."""
    number = shift = 0
    while data[at] >= 0x80:
        number |= (data[at] & 0x7F) << shift
        shift += 7
        at += 1
    return number | data[at] << shift, at + 1


class _Noted:
    """What Whoosh pickles of a segment or of its codec, without its class."""


class _Listed(pickle.Unpickler):
    """Reads Whoosh's list of segments without Whoosh."""

    def find_class(self, module: str, name: str) -> Any:
        """Return what stands for a class of Whoosh."""
        if (module, name) == ("builtins", "set"):
            return set
        if module == "whoosh.codec.whoosh3":
            return _Noted
        raise pickle.UnpicklingError(f"it names {module}.{name}")
