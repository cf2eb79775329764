"""Lines sorted by their bytes, searched where they lie: opening a file of them reads nothing."""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from index.text.key_places import KeyPlaces

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


class SortedLines:
    """The lines of a text from the offset `begin` on. Safe to share between threads.

    They are sorted by their bytes in UTF-8, as far as what is looked for is long.
    """

    def __init__(
        self, text: bytes | mmap.mmap, begin: int = 0, places: KeyPlaces | None = None
    ) -> None:
        """`places` are those of the keys of this text, if they are known."""
        self._text = text
        self._begin = begin
        self._places = places

    def __iter__(self) -> Iterator[str]:
        """Yield all lines in their order; the whole text is in memory for that time."""
        lines = self._text[self._begin :].decode().split("\n")
        if not lines[-1]:
            lines.pop()
        return map(str.rstrip, lines)

    def has(self, start: str) -> bool:
        """Return whether a line begins with `start`."""
        key = start.encode("utf-8", "replace")
        at = self._first(key)
        return self._text[at : at + len(key)] == key and at < len(self._text)

    def has_key(self, key: str) -> bool:
        """Return what `has` does, for a key with the separator after it, or the first word of one
        with the space after it."""
        if self._places is None:
            return self.has(key)
        return self._places.find(self._text, key.encode("utf-8", "replace")) >= 0

    def of_key(self, key: str) -> Iterator[str]:
        """Yield what `starting` does, for a key with the separator after it."""
        if self._places is None:
            return self.starting(key)
        encoded = key.encode("utf-8", "replace")
        at = self._places.find(self._text, encoded)
        return iter(()) if at < 0 else self._beginning(encoded, at)

    def starting(self, start: str) -> Iterator[str]:
        """Yield the lines that begin with `start`, in their order."""
        key = start.encode("utf-8", "replace")
        return self._beginning(key, self._first(key))

    def _beginning(self, key: bytes, at: int) -> Iterator[str]:
        """Yield the lines from an offset on as long as they begin with a key."""
        while at < len(self._text) and self._text[at : at + len(key)] == key:
            end = self._end(at)
            yield self._text[at:end].decode().rstrip()
            at = end

    def holding(self, part: str) -> Iterator[str]:
        """Yield the lines that contain `part`."""
        key = part.encode("utf-8", "replace")
        at = self._text.find(key, self._begin)
        while at >= 0:
            start = max(self._text.rfind(b"\n", self._begin, at) + 1, self._begin)
            end = self._end(at)
            yield self._text[start:end].decode().rstrip()
            at = self._text.find(key, end)

    def _end(self, at: int) -> int:
        """Return where the next line begins."""
        return self._text.find(b"\n", at) + 1 or len(self._text)

    def _first(self, key: bytes) -> int:
        """Return where the first line begins that is not less than the key."""
        text, length = self._text, len(key)
        low, high = self._begin, len(text)
        while low < high:
            middle = (low + high) // 2
            start = max(text.rfind(b"\n", low, middle) + 1, low)
            if text[start : start + length] < key:
                low = self._end(middle)
            else:
                high = start
        return low


def mapped(file: Traversable) -> bytes | mmap.mmap:
    """Return the content of a file, mapped into memory where it is a file of its own."""
    if not isinstance(file, Path):  # in a zip
        return file.read_bytes()
    with file.open("rb") as opened:
        return mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)


def after_heading(text: bytes | mmap.mmap) -> int:
    """Return where the second line begins."""
    return text.find(b"\n") + 1 or len(text)
