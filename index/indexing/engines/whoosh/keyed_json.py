"""A large JSON object as text, one key a line, so that few of them can be changed cheaply."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from typing import Any

_OPEN, _BETWEEN, _CLOSE = "{\n", ",\n", "\n}"
"""JSON has no line break inside a string, and here none inside a value."""

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class KeyedJsonLines:
    """Reads and changes single keys; ordered by the keys' own JSON."""

    def __init__(self, text: str = "{}") -> None:
        """Take what `text` gave, or an object without keys."""
        body = text.removeprefix(_OPEN).removesuffix(_CLOSE)
        self._lines = [] if body in ("", "{}") else body.split(_BETWEEN)

    def get(self, key: str) -> Any:
        """The value of a key; None when there is none."""
        start = f"{_encode(key)}:"
        place = bisect_left(self._lines, start)
        if place < len(self._lines) and self._lines[place].startswith(start):
            return json.loads(self._lines[place][len(start) :])
        return None

    def change(self, values: Mapping[str, Any]) -> None:
        """Set the values of keys; None takes a key away."""
        new = []
        gone = set()
        for key, value in values.items():
            start = f"{_encode(key)}:"
            place = bisect_left(self._lines, start)
            if place < len(self._lines) and self._lines[place].startswith(start):
                gone.add(place)
            if value is not None:
                new.append(start + _encode(value))
        if gone:
            self._lines = [line for place, line in enumerate(self._lines) if place not in gone]
        self._lines += new
        self._lines.sort()

    def text(self) -> str:
        """The object as JSON."""
        return f"{_OPEN}{_BETWEEN.join(self._lines)}{_CLOSE}" if self._lines else "{}"


def dump(head: Mapping[str, Any], objects: Mapping[str, KeyedJsonLines]) -> str:
    """One JSON object of a few values, which stand in its first line, and of large objects."""
    parts = [text_of(head)[:-1], *(f"{_encode(key)}:{o.text()}" for key, o in objects.items())]
    return f"{_BETWEEN.join(parts)}}}"


def split(text: str, keys: Iterable[str]) -> tuple[dict[str, Any], dict[str, KeyedJsonLines]]:
    """What was `dump`: the few values, and the large objects of the keys. Raises ValueError."""
    first = text.partition("\n")[0].removesuffix(",")
    return json.loads(f"{first}}}"), {key: KeyedJsonLines(_cut(text, key)) for key in keys}


def _cut(text: str, key: str) -> str:
    start = text.find(f"{_encode(key)}:{_OPEN}")
    if start < 0:
        return "{}"
    return text[text.index(_OPEN, start) : text.index(_CLOSE, start) + len(_CLOSE)]


def text_of(data: Any) -> str:
    """JSON as short as it can be, in one line."""
    return _encode(data)
