"""The words and names of a generation from the files that were made with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from index.indexing.engines.whoosh.vocabulary_table import VocabularyTable
from index.indexing.statistics.keyed_json import KeyedJsonLines


class MappedWordTable:
    """See search.engines.engine.WordTable. It must not be asked any more once it is closed."""

    def __init__(self, tables: Sequence[VocabularyTable], words: KeyedJsonLines) -> None:
        """What any of the tables has is told; `words` has spelling and number of entries of each
        word."""
        self._tables = tuple(tables)
        self._words = words

    def close(self) -> None:
        """Drop what is mapped, which closes the files even while something refers to the table."""
        self._tables, self._words = (), KeyedJsonLines()

    def spelling(self, word: str) -> tuple[str, int] | None:
        """Return the most frequent spelling of a word in the entries, and how many hold it."""
        found = self._words.get(word)
        return (found[0], found[1]) if found else None

    def sounding_like(self, sound: str) -> Iterator[tuple[str, str]]:
        """Return the words that may have a sound at most one edit away, each after its sound."""
        return chain.from_iterable(table.sounding_like(sound) for table in self._open)

    def names_like(self, word: str, edits: int) -> Iterator[str]:
        """Return the words of names that may be so many edits away from a word."""
        return chain.from_iterable(table.names_like(word, edits) for table in self._open)

    def named(self, word: str) -> Iterator[tuple[str, str]]:
        """Return the field and value of what may have the word in its name."""
        return chain.from_iterable(table.named(word) for table in self._open)

    def glued(self, word: str) -> Iterator[tuple[str, str]]:
        """Return the field and value of what may be called so, written as one word."""
        return chain.from_iterable(table.glued(word) for table in self._open)

    @property
    def _open(self) -> tuple[VocabularyTable, ...]:
        if not self._tables:
            raise ValueError("this table of words is closed")
        return self._tables
