"""Large JSON objects as text with one key per line, in which a few keys can be changed cheaply."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from typing import Any

_OPEN, _BETWEEN, _CLOSE = "{\n", ",\n", "\n}"
"""A JSON string has no line break inside, and the values written here have none either."""

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class KeyedJsonLines:
    """A JSON object of which single keys are read and changed; sorted by the JSON of the keys."""

    def __init__(self, text: str = "{}") -> None:
        """`text` must be what the method `text` returned, or an object without keys."""
        body = text.removeprefix(_OPEN).removesuffix(_CLOSE)
        self._lines = [] if body in ("", "{}") else body.split(_BETWEEN)

    def get(self, key: str) -> Any:
        """Return the value of a key; None when there is none."""
        start = f"{_encode(key)}:"
        index = bisect_left(self._lines, start)
        if index < len(self._lines) and self._lines[index].startswith(start):
            return json.loads(self._lines[index][len(start) :])
        return None

    def change(self, values: Mapping[str, Any]) -> None:
        """Set the values of keys; None removes a key."""
        new = []
        gone = set()
        for key, value in values.items():
            start = f"{_encode(key)}:"
            index = bisect_left(self._lines, start)
            if index < len(self._lines) and self._lines[index].startswith(start):
                gone.add(index)
            if value is not None:
                new.append(start + _encode(value))
        if gone:
            self._lines = [line for index, line in enumerate(self._lines) if index not in gone]
        self._lines += new
        self._lines.sort()

    def text(self) -> str:
        """Return the object as JSON."""
        return f"{_OPEN}{_BETWEEN.join(self._lines)}{_CLOSE}" if self._lines else "{}"


def dump(head: Mapping[str, Any], objects: Mapping[str, KeyedJsonLines]) -> str:
    """Return one JSON object: the values of `head` in its first line, then the large objects.

    `split` takes it apart again.
    """
    parts = [compact_json(head)[:-1], *(f"{_encode(key)}:{o.text()}" for key, o in objects.items())]
    return f"{_BETWEEN.join(parts)}}}"


def split(text: str, keys: Iterable[str]) -> tuple[dict[str, Any], dict[str, KeyedJsonLines]]:
    """Return the head and the large objects of the keys from what `dump` returned.

    An object that is absent is empty. Raises ValueError when the first line is not JSON.
    """
    first = text.partition("\n")[0].removesuffix(",")
    return json.loads(f"{first}}}"), {key: KeyedJsonLines(_cut(text, key)) for key in keys}


def _cut(text: str, key: str) -> str:
    start = text.find(f"{_encode(key)}:{_OPEN}")
    if start < 0:
        return "{}"
    return text[text.index(_OPEN, start) : text.index(_CLOSE, start) + len(_CLOSE)]


def compact_json(data: Any) -> str:
    """Return the shortest JSON of a value, on one line."""
    return _encode(data)
