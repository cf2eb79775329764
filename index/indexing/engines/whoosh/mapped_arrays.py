"""Arrays and texts in one file that is mapped into memory: to open it reads next to nothing.

After a line with the length of the header comes the header, in JSON, then the arrays. A file is
never changed; it may be removed while it is open.
"""

from __future__ import annotations

import json
import mmap
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_ALIGNED = 16
"""Arrays begin at a multiple of so many bytes."""
_CODE_BITS = 32
"""Bits of a CRC-32."""
_LENGTH = 16
"""Bytes of the line with the length of the header."""

Arrays = Mapping[str, NDArray[Any]]


def write_arrays(path: Path, arrays: Arrays) -> None:
    """Write the arrays into a new file."""
    header, offset = {}, 0
    for name, array in arrays.items():
        header[name] = [array.dtype.str, len(array), offset]
        offset = _aligned(offset + array.nbytes)
    text = json.dumps(header).encode()
    text += b" " * (_aligned(len(text)) - len(text))
    with path.open("xb") as file:
        file.write(b"%-*d\n" % (_LENGTH - 1, len(text)))
        file.write(text)
        for array in arrays.values():
            file.write(np.ascontiguousarray(array).data)
            file.write(b"\0" * (_aligned(array.nbytes) - array.nbytes))


def open_arrays(path: Path) -> Arrays:
    """Map a file and return its arrays, which must not be written to."""
    with path.open("rb") as file:
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    length = int(mapped[:_LENGTH])
    start = _LENGTH + length
    return {
        name: np.frombuffer(mapped, dtype, count, start + offset)
        for name, (dtype, count, offset) in json.loads(mapped[_LENGTH:start]).items()
    }


def _aligned(size: int) -> int:
    return -(-size // _ALIGNED) * _ALIGNED


def text_arrays(name: str, texts: Sequence[str]) -> dict[str, NDArray[Any]]:
    """Return the arrays from which `Texts` gives these texts, each but once."""
    encoded = [text.encode() for text in texts]
    ends = np.fromiter(accumulate(map(len, encoded), initial=0), np.uint64, len(encoded) + 1)
    narrow = ends.astype(np.uint32) if int(ends[-1]) < 1 << 32 else ends
    codes = np.fromiter(map(zlib.crc32, encoded), np.int64, len(encoded))
    bits = max(1, len(encoded).bit_length())
    order = np.argsort(codes, kind="stable")
    buckets = np.searchsorted(codes[order] >> (_CODE_BITS - bits), np.arange((1 << bits) + 1))
    return {
        f"{name}_ends": narrow,
        f"{name}_text": np.frombuffer(b"".join(encoded), np.uint8),
        f"{name}_buckets": buckets.astype(np.uint32),
        f"{name}_order": order.astype(np.uint32),
    }


class Texts(Sequence[str]):
    """Texts, found by the first bits of their CRC-32, or in their order if they ascend as bytes."""

    def __init__(self, arrays: Arrays, name: str) -> None:
        self._ends = arrays[f"{name}_ends"].data
        self._bytes = arrays[f"{name}_text"].data
        self._buckets = arrays[f"{name}_buckets"].data
        self._order = arrays[f"{name}_order"].data
        self._shift = _CODE_BITS - (len(self._buckets) - 1).bit_length() + 1

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, number: Any) -> Any:
        """Return a text by its number; no slices, no numbers from the end."""
        return str(self._bytes[self._ends[number] : self._ends[number + 1]], "utf-8")

    def __iter__(self) -> Iterator[str]:
        ends = self._ends.tolist()
        whole = bytes(self._bytes)
        if whole.isascii():
            text = whole.decode()
            return (text[a:b] for a, b in pairwise(ends))
        return (whole[a:b].decode() for a, b in pairwise(ends))

    def find(self, text: str) -> int:
        """Return the number of a text, -1 when it is not there."""
        wanted = text.encode()
        bucket = zlib.crc32(wanted) >> self._shift
        for place in range(self._buckets[bucket], self._buckets[bucket + 1]):
            number: int = self._order[place]
            if self.raw(number) == wanted:
                return number
        return -1

    def beginning(self, prefix: str) -> tuple[int, int]:
        """Return the numbers of the first text with a prefix and of the one after the last.

        The texts must ascend as bytes.
        """
        wanted = prefix.encode()
        return self._first_from(wanted), self._first_from(wanted + b"\xff")

    def _first_from(self, wanted: bytes) -> int:
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self.raw(middle) < wanted:
                low = middle + 1
            else:
                high = middle
        return low

    def raw(self, number: int) -> bytes:
        """Return a text as UTF-8."""
        return bytes(self._bytes[self._ends[number] : self._ends[number + 1]])


def rows_arrays(name: str, rows: Iterable[Sequence[int]]) -> dict[str, NDArray[Any]]:
    """Return the arrays from which `Rows` gives these rows of numbers."""
    listed = list(rows)
    ends = np.fromiter(accumulate(map(len, listed), initial=0), np.uint32, len(listed) + 1)
    numbers = [number for row in listed for number in row]
    return {f"{name}_ends": ends, f"{name}_numbers": np.array(numbers, np.uint32)}


class Rows:
    """Rows of whole numbers in two arrays."""

    def __init__(self, arrays: Arrays, name: str) -> None:
        self._ends = arrays[f"{name}_ends"].data
        self._numbers = arrays[f"{name}_numbers"].data

    def __getitem__(self, number: int) -> list[int]:
        return self._numbers[self._ends[number] : self._ends[number + 1]].tolist()
