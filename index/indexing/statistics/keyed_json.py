"""Large JSON objects as text with one key per line, in which a few keys can be changed cheaply.

What was read stays as it lies, mapped perhaps; what is changed lies beside it, as an object of the
same kind in which null stands for a key that is gone.
"""

from __future__ import annotations

import json
import mmap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

_OPEN, _BETWEEN, _CLOSE = "{\n", ",\n", "\n}"
"""A JSON string has no line break inside, and the values written here have none either."""
_SIZES = "sizes"
"""The key in the first line of what `dump` returned, after which come names and bytes of the
objects, in their order."""

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_decode = json.JSONDecoder().raw_decode

WrittenJson = bytes | mmap.mmap
"""A text as UTF-8."""


class ByteSpan(NamedTuple):
    """Where an object lies in a text: its first byte, and the one after its last."""

    start: int
    stop: int


class KeyedJsonLines:
    """A JSON object of which single keys are read and changed; sorted by the JSON of the keys."""

    def __init__(self, text: WrittenJson = b"{}", span: ByteSpan | None = None) -> None:
        """`text` has at `span`, by default from its beginning to its end, what the method `text`
        returned, or an object without keys."""
        self._text = text
        start, stop = span or ByteSpan(0, len(text))
        self._first, self._end = start + len(_OPEN), stop - len(_CLOSE)
        """Where the lines begin, and where the last ends: before the first if there is none."""
        self._changes: dict[str, str] = {}
        """The JSON of the values that are not as in the text, by key; of None for keys gone."""

    def get(self, key: str) -> Any:
        """Return the value of a key; None when there is none."""
        value = self._changes.get(key)
        return self._written(key) if value is None else json.loads(value)

    def items(self) -> Iterator[tuple[str, Any]]:
        """Yield the keys with their values, in order of the keys' JSON."""
        yield from json.loads(self.text()).items()

    def keys(self) -> Iterator[str]:
        """Yield the keys, in order of their JSON."""
        yield from map(_key_of, self._lines())

    def change(self, values: Mapping[str, Any]) -> None:
        """Set the values of keys; None removes a key."""
        is_empty = self._end <= self._first
        for key, value in values.items():
            if value == (None if is_empty else self._written(key)):
                self._changes.pop(key, None)
            else:
                self._changes[key] = _encode(value)

    def amend(self, changes: KeyedJsonLines) -> None:
        """Change this, as it was read, by what `changed_text` returned."""
        for line in changes._lines():
            key = _key_of(line)
            self._changes[key] = line[len(_encode(key)) + 1 :]

    def changed(self) -> Iterator[tuple[str, Any]]:
        """Yield the keys that are not as in the text that was read, with their values; None for a
        key that is gone."""
        return ((key, json.loads(value)) for key, value in self._changes.items())

    def text(self) -> str:
        """Return the object as JSON."""
        if not self._changes and self._first <= self._end:
            return self._text[self._first - len(_OPEN) : self._end + len(_CLOSE)].decode()
        return _joined(self._lines())

    def changed_text(self) -> str:
        """Return as JSON what is not as in the text that was read, null for a key that is gone."""
        return _joined(sorted(f"{_encode(key)}:{value}" for key, value in self._changes.items()))

    def _lines(self) -> list[str]:
        written = self._text[self._first : self._end].decode()
        lines = written.split(_BETWEEN) if written else []
        if self._changes:
            lines = [line for line in lines if _key_of(line) not in self._changes]
            lines += (f"{_encode(key)}:{v}" for key, v in self._changes.items() if v != "null")
            lines.sort()
        return lines

    def _written(self, key: str) -> Any:
        """Return the value of a key in the text; only some of its lines are read."""
        text, low, high = self._text, self._first, self._end
        if low >= high:
            return None
        start = f"{_encode(key)}:".encode()
        while low < high:
            middle = (low + high) // 2
            begin = max(text.rfind(b"\n", low, middle) + 1, low)
            end = text.find(b"\n", middle, high)
            end = high if end < 0 else end
            line = text[begin:end]
            if line.startswith(start):
                return json.loads(line[len(start) :].removesuffix(b",").decode())
            if line < start:
                low = end + 1
            else:
                high = begin
        return None


def _joined(lines: Sequence[str]) -> str:
    return f"{_OPEN}{_BETWEEN.join(lines)}{_CLOSE}" if lines else "{}"


def _key_of(line: str) -> str:
    if "\\" in line:
        key, _ = _decode(line)
        return str(key)
    return line[1 : line.index('":', 1)]


def dump(head: Mapping[str, Any], objects: Mapping[str, str]) -> str:
    """Return one JSON object: the values of `head` in its first line, then the large objects, of
    which there are the texts.

    `split` takes it apart again. The first line has their sizes too.
    """
    sizes = {key: len(text.encode()) for key, text in objects.items()}
    parts = [compact_json({**head, _SIZES: sizes})[:-1]]
    parts += (f"{_encode(key)}:{text}" for key, text in objects.items())
    return f"{_BETWEEN.join(parts)}}}"


def split(
    text: WrittenJson, keys: Iterable[str]
) -> tuple[dict[str, Any], dict[str, KeyedJsonLines]]:
    """Return the head and the large objects of the keys from what `dump` returned.

    An object that is absent is empty. Raises ValueError for a text that is not from `dump`.
    """
    line = text[: text.find(b"\n") + 1]
    head = json.loads(line.rstrip(b",\n") + b"}")
    if not isinstance(head.get(_SIZES), dict):
        raise ValueError("it has no sizes")
    spans = {}
    at = len(line)
    for key, size in head.pop(_SIZES).items():
        at += len(_encode(key).encode()) + 1
        spans[key] = ByteSpan(at, at + size)
        at += size + len(_BETWEEN)
    lines = {key: KeyedJsonLines(text, spans[key]) if key in spans else None for key in keys}
    return head, {key: found or KeyedJsonLines() for key, found in lines.items()}


def compact_json(data: Any) -> str:
    """Return the shortest JSON of a value, on one line."""
    return _encode(data)
