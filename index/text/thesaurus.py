"""The thesaurus: which usual words of three languages mean about the same.

It is made once from word vectors (`index/data/make_thesaurus.py`) and read from disk where it is
needed. Words of one stem are a family, which has a number. A generation notes which families its
words belong to, so that a search looks up only what the archive has.
"""

from __future__ import annotations

import mmap
import re
import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from index.model.package_data import package_data
from index.text.sorted_lines import mapped

_NUMBER = 4
_SHORT = 2
"""Bytes of a number, and of the number of a family, in related.bin: little-endian."""
_FEW = 8_000
"""Words that are looked up one by one; with more, reading all rows at once is faster. Measured."""


@dataclass(frozen=True, slots=True)
class Family:
    """Words of one stem, by the most frequent of them."""

    number: int
    head: str
    """The word as it is written, in small letters."""
    language: str


@dataclass(frozen=True, slots=True)
class FamilySet:
    """The numbers of some families, a bit for each."""

    bits: bytes = b""

    def __contains__(self, number: int) -> bool:
        """Return whether the family of this number is one of them."""
        byte = number >> 3
        return byte < len(self.bits) and bool(self.bits[byte] >> (number & 7) & 1)


NO_FAMILIES = FamilySet()


class Thesaurus:
    """The usual words, their families, and the families related to each.

    `words` has a row for each folded word, ascending by its bytes: the word, the number of its
    family and, if it is the head, how it is written and its language. `related` has how many
    families there are, where the row of each head begins, where its related families begin, and
    then their numbers.
    """

    def __init__(
        self, words: bytes | mmap.mmap | bytes, related: bytes | mmap.mmap | bytes
    ) -> None:
        self._words = words
        self._related = related
        self.size = int.from_bytes(related[:_NUMBER], "little")
        """The number of families."""

    @cached_property
    def checksum(self) -> str:
        """A text that differs when families have other numbers."""
        return f"{zlib.crc32(self._words):08x}"

    def family(self, word: str) -> int | None:
        """Return the number of the family of a folded word; None when the word is not usual."""
        row = self._row_of(word)
        return int(row[1]) if row else None

    def head(self, number: int) -> Family:
        """Return a family by its number."""
        _, _, head, language = self._row_at(self._number(1 + number))
        return Family(number, head, language)

    def related(self, number: int) -> Iterator[int]:
        """Yield the families that mean about the same as one, the nearest first."""
        first = 1 + self.size + number
        numbers = _NUMBER * (2 + 2 * self.size)
        for place in range(self._number(first), self._number(first + 1)):
            at = numbers + _SHORT * place
            yield int.from_bytes(self._related[at : at + _SHORT], "little")

    def families_of(self, words: Iterable[str]) -> FamilySet:
        """Return the families that some folded words belong to."""
        wanted = frozenset(words)
        if len(wanted) <= _FEW:
            found = map(self.family, wanted)
        else:
            rows = (row.split(",", 2) for row in bytes(self._words).decode().splitlines())
            found = map({row[0]: int(row[1]) for row in rows}.get, wanted)
        bits = bytearray((self.size + 7) // 8)
        for number in found:
            if number is not None:
                bits[number >> 3] |= 1 << (number & 7)
        return FamilySet(bytes(bits))

    def words_of(self, number: int) -> Iterator[str]:
        """Yield the folded words of a family. It reads all words."""
        for row in re.finditer(rb",%d(?=[,\n])" % number, self._words):
            start = self._words.rfind(b"\n", 0, row.start()) + 1
            yield self._words[start : row.start()].decode()

    def _number(self, place: int) -> int:
        return int.from_bytes(self._related[_NUMBER * place : _NUMBER * (place + 1)], "little")

    def _row_of(self, word: str) -> list[str] | None:
        """Return the row of a word, found by bisection in the bytes of the file."""
        key = f"{word},".encode("utf-8", "replace")
        low, high = 0, len(self._words)
        while low < high:
            start = self._words.rfind(b"\n", 0, (low + high) // 2) + 1
            if self._words[start : start + len(key)] < key:
                low = self._end(start) + 1
            else:
                high = start
        return self._row_at(low) if self._words[low : low + len(key)] == key else None

    def _row_at(self, start: int) -> list[str]:
        return self._words[start : self._end(start)].decode().split(",")

    def _end(self, start: int) -> int:
        end = self._words.find(b"\n", start)
        return end if end >= 0 else len(self._words)


@cache
def load_thesaurus() -> Thesaurus:
    """Return the thesaurus of the package; its files stay mapped."""
    folder = package_data() / "thesaurus"
    return Thesaurus(*(mapped(folder / name) for name in ("words.csv", "related.bin")))


def noted_families(words: Iterable[str]) -> str:
    """Return what a generation notes of its folded words, for `read_families`."""
    thesaurus = load_thesaurus()
    held = b64encode(thesaurus.families_of(words).bits).decode()
    return f"{thesaurus.checksum} {held}"


def amended_families(
    noted: str, added: Iterable[str], gone: Iterable[str], holds: Callable[[str], bool]
) -> str:
    """Return what a generation notes when it has so many words more, and some no longer.

    `noted` is what it noted before, by the same thesaurus; `holds` tells whether a word is there.
    """
    thesaurus = load_thesaurus()
    checksum, _, held = noted.partition(" ")
    bits = bytearray(b64decode(held))
    for word in added:
        number = thesaurus.family(word)
        if number is not None:
            bits[number >> 3] |= 1 << (number & 7)
    for number in {thesaurus.family(word) for word in gone} - {None}:
        if number is not None and not any(map(holds, thesaurus.words_of(number))):
            bits[number >> 3] &= ~(1 << (number & 7))
    return f"{checksum} {b64encode(bits).decode()}"


def read_families(noted: str) -> FamilySet:
    """Return the families that a generation noted; none when they are of another thesaurus."""
    checksum, _, held = noted.partition(" ")
    return (
        FamilySet(b64decode(held))
        if held and checksum == load_thesaurus().checksum
        else NO_FAMILIES
    )
