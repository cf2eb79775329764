"""Lookup tables: what is derived from the tables of words and names, made once and mapped.

A file of index/data/lookup/ has a line for each key, with its values as JSON. Its first line says
of which tables it was made. When those have changed since, the file is not used: its content is
made again in each process, until `index/data/make_lookup.py` has written it.
"""

from __future__ import annotations

import json
import mmap
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any
from zlib import crc32

from index.model.package_data import package_data
from index.text.key_places import KeyPlaces, is_readable_here, slots_of
from index.text.sorted_lines import SortedLines, after_heading, mapped

FOLDER = "lookup"
"""The folder in index/data."""
_LARGE = ("cities.csv",)
"""Tables of which only the size is compared: reading one takes longer than a search."""
_CACHED = 20_000
"""Keys whose values are cached, since texts repeat their words."""


class LookupTable:
    """Lists of values by key; no key has a tab or a line end."""

    def __init__(self, lines: SortedLines) -> None:
        self._lines = lines
        self.find = lru_cache(_CACHED)(self._find)
        """Return the values of a key, () when there is none."""

    @classmethod
    def of(cls, values: Mapping[str, Sequence[Any]]) -> LookupTable:
        """Make the table of these values."""
        return cls(SortedLines(_content(values).encode()))

    def __contains__(self, key: str) -> bool:
        return self._lines.has_key(f"{key}\t")

    def __iter__(self) -> Iterator[str]:
        """Yield the keys in the order of their bytes."""
        return (line[: line.index("\t")] for line in self._lines)

    def _find(self, key: str) -> Sequence[Any]:
        for line in self._lines.of_key(f"{key}\t"):
            values: list[Any] = json.loads(line[len(key) + 1 :])
            return values
        return ()


def lookup_table(
    name: str, sources: Sequence[str], make: Callable[[], Mapping[str, Sequence[Any]]]
) -> LookupTable:
    """Return the table of a file, or what `make` makes, if it was made of other sources.

    Of the sources in index/data one that ends in `/` is a folder.
    """
    file = package_data() / FOLDER / name
    if file.is_file():
        text = mapped(file)
        begin = after_heading(text)
        if text[:begin] == _heading(sources):
            return LookupTable(SortedLines(text, begin, key_places(f"{FOLDER}/{name}")))
    return LookupTable.of(make())


def key_places(name: str) -> KeyPlaces | None:
    """Return the places of the keys of a file in index/data; None where they are not known."""
    file = package_data() / places_file(name)
    if not (is_readable_here() and file.is_file()):
        return None
    content = mapped(file)
    begin = after_heading(content)
    return KeyPlaces(memoryview(content)[begin:]) if content[:begin] == _heading((name,)) else None


def places_file(name: str) -> str:
    """Return the name of the file with the places of another's keys."""
    return f"{FOLDER}/{name.rpartition('/')[2].partition('.')[0]}.places"


def places_content(name: str, text: bytes, separator: bytes) -> bytes:
    """Return the file with the places of the keys of a file with this text."""
    heading = f"{name.rpartition('/')[2]}:{_sum_of(name, text)}\n".encode()
    return heading + slots_of(text, after_heading(text), separator)


def lookup_file(sources: Sequence[str], values: Mapping[str, Sequence[Any]]) -> bytes:
    """Return the file of a table."""
    return _heading(sources) + _content(values).encode()


def _content(values: Mapping[str, Sequence[Any]]) -> str:
    lines = (f"{key}\t{json.dumps(each, ensure_ascii=False)}\n" for key, each in values.items())
    return "".join(sorted(lines, key=lambda line: line.partition("\t")[0].encode() + b"\t"))


def _heading(sources: Sequence[str]) -> bytes:
    """Return a line that tells these sources from others."""
    data = package_data()
    found = []
    for source in sources:
        if source.endswith("/"):
            inside = sorted((data / source[:-1]).iterdir(), key=lambda each: each.name)
            found += [file for file in inside if file.is_file()]
        else:
            found.append(data / source)
    return (" ".join(f"{file.name}:{_sum(file)}" for file in found) + "\n").encode()


def _sum(file: Any) -> str:
    return _sum_of(file.name, mapped(file))


def _sum_of(name: str, text: bytes | mmap.mmap) -> str:
    return str(len(text)) if name in _LARGE else f"{crc32(text):08x}"
