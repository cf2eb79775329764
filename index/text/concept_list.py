"""The concepts: subjects that readers search for, their names in three languages, and what each
holds: words that tell of it, and narrower concepts.

A search for the name of a concept also finds the entries that hold what is in it; a search for a
word of it does not find the others. Reading and joining pages do not use it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from index.text.lookup_table import LookupTable, lookup_table
from index.text.term_list import LANGUAGES, TermList, TermRow, TermSense, rows_of, values_of

NAMES_TABLE, WORDS_TABLE = "concepts.tsv", "concept_words.tsv"
"""The lookup tables: the names of the concepts with what is narrower, and the words in them."""
SOURCES = ("concepts.csv", "languages/")
"""What they are made of."""
_NARROWER, _BROADER = "<", ">"
"""Before a number: the keys of the numbers of narrower and of broader concepts."""
_BEGINS = "^"
"""Before a folded word: a key when some name or word of a concept begins with it."""
_WORDS_BEHIND = ";"
"""Stands between the names of a concept and the words in it."""


@dataclass(frozen=True, slots=True)
class Concepts:
    """The concepts by their names and by their words; a number is the same concept in both."""

    names: TermList
    words: TermList
    links: LookupTable

    def narrower(self, number: int) -> Iterator[int]:
        """Yield the concepts in one, at any depth, the nearest first."""
        yield from self.links.find(f"{_NARROWER}{number}")

    def broader(self, number: int) -> Iterator[int]:
        """Yield the concepts that one is directly in."""
        yield from self.links.find(f"{_BROADER}{number}")

    def may_begin(self, word: str) -> bool:
        """Return whether some name or word of a concept begins with a folded word, which is no stop
        word."""
        return bool(self.links.find(f"{_BEGINS}{word}"))

    def senses(self, words: tuple[str, ...]) -> tuple[TermSense, ...]:
        """Return the concepts of which folded words are a name."""
        return self.names.senses(words)

    def holders(self, words: tuple[str, ...]) -> tuple[TermSense, ...]:
        """Return the concepts of which folded words are a word, but no name."""
        return self.words.senses(words)


NO_CONCEPTS = Concepts(
    TermList(LookupTable.of({})), TermList(LookupTable.of({})), LookupTable.of({})
)
"""No concepts, which expand no query."""


@cache
def load_concepts() -> Concepts:
    """Return the concepts of the package. Raises ValueError for a broader one that is none."""
    names = lookup_table(NAMES_TABLE, SOURCES, lambda: package_values()[NAMES_TABLE])
    words = lookup_table(WORDS_TABLE, SOURCES, lambda: package_values()[WORDS_TABLE])
    return Concepts(TermList(names), TermList(words), names)


def package_values() -> Mapping[str, Mapping[str, Sequence[object]]]:
    """Return what the lookup tables of the package hold."""
    return concept_values(rows_of("concepts.csv"))


def concept_values(
    rows: Sequence[Mapping[str, str]],
) -> Mapping[str, Mapping[str, Sequence[object]]]:
    """Return what the lookup tables of these rows hold, by the names of the tables."""
    names = [_row_of(row, 0) for row in rows]
    words = [_row_of(row, 1) for row in rows]
    numbers = {row.it[0]: number for number, row in enumerate(names)}
    broader = [_numbers(row["broader"], numbers) for row in rows]
    below: list[list[int]] = [[] for _ in rows]
    for number, above in enumerate(broader):
        for other in above:
            below[other].append(number)
    links: dict[str, Sequence[object]] = {}
    for number in range(len(rows)):
        if broader[number]:
            links[f"{_BROADER}{number}"] = broader[number]
        if below[number]:
            links[f"{_NARROWER}{number}"] = _at_any_depth(number, below)
    tables = {NAMES_TABLE: values_of(tuple(names)), WORDS_TABLE: values_of(tuple(words))}
    for key in (key for values in tables.values() for key in values):
        language, _, wording = key.partition(" ")
        if wording and language in LANGUAGES:
            links[f"{_BEGINS}{wording.partition(' ')[0]}"] = [1]
    return {**tables, NAMES_TABLE: {**tables[NAMES_TABLE], **links}}


def _row_of(row: Mapping[str, str], place: int) -> TermRow:
    it, en, fr = (
        tuple(filter(None, f"{row[side]}{_WORDS_BEHIND}".split(_WORDS_BEHIND)[place].split("|")))
        for side in LANGUAGES
    )
    return TermRow(it, en, fr)


def _numbers(cell: str, numbers: Mapping[str, int]) -> list[int]:
    names = list(filter(None, cell.split("|")))
    if unknown := [name for name in names if name not in numbers]:
        raise ValueError(f"concepts.csv: no concept {unknown[0]!r}")
    return [numbers[name] for name in names]


def _at_any_depth(number: int, below: Sequence[Sequence[int]]) -> list[int]:
    found: dict[int, None] = {}
    waiting = deque(below[number])
    while waiting:
        other = waiting.popleft()
        if other != number and other not in found:
            found[other] = None
            waiting += below[other]
    return list(found)
