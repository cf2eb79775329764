"""The term list: wordings of this archive, and names of organisations, in three languages."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import product
from typing import Literal, get_args

from index.model.entry import KINDS, Kind
from index.model.package_data import package_data
from index.text.analysis import fold_word, stop_words, tokenize
from index.text.lexicon import lexicons, split_pair
from index.text.lookup_table import LookupTable, lookup_table

TermClass = Literal["topic", "role", "soft"]
"""What the wordings of a pair are: what an entry is about; an office or a kind of entry; or a word
of which every entry has something, such as "visit" or "city"."""
_CLASSES: tuple[TermClass, ...] = get_args(TermClass)
LANGUAGES = ("it", "en", "fr")
"""The languages of the list, in the order in which words are read."""
_ONLY_IN_CAPITALS = "!"
"""Behind an acronym that is another word in small letters."""
_ROW = "#"
"""Before a number: the key of a row."""
LONGEST_WORDING = 8
"""Words of the longest wording that is looked up; chosen by hand."""


@dataclass(frozen=True, slots=True)
class TermRow:
    """One line of the list. The first wording of a side is shown, variants follow.

    A wording with a capital is a name, which texts of all languages have.
    """

    it: tuple[str, ...]
    en: tuple[str, ...]
    fr: tuple[str, ...] = ()
    kind: Kind | None = None
    """The kind of entry that the wordings name, None when they name none."""
    word_class: TermClass = "topic"

    def side(self, language: str) -> tuple[str, ...]:
        """Return the wordings in that language, perhaps none in French."""
        return {"it": self.it, "en": self.en}.get(language, self.fr)


@dataclass(frozen=True, slots=True)
class TermSense:
    """A pair of the list, its number, and the language of the wording that was found."""

    pair: TermRow
    language: str
    number: int


class TermList:
    """The list, searched by wording in any language, singular or plural."""

    def __init__(self, table: LookupTable, rows: Callable[[], tuple[TermRow, ...]] = tuple) -> None:
        self._table = table
        self._rows = rows
        self._known: dict[int, TermRow] = {}

    @classmethod
    def of(cls, pairs: tuple[TermRow, ...]) -> TermList:
        """Make the list of these rows."""
        return cls(LookupTable.of(values_of(pairs)), lambda: pairs)

    @cached_property
    def pairs(self) -> tuple[TermRow, ...]:
        """The rows of terms, then those of organisations."""
        return self._rows()

    def senses(self, words: tuple[str, ...]) -> tuple[TermSense, ...]:
        """Return the senses of folded words, read as Italian, English, then French; () for none.

        Of a row that has the wording in several languages, the first counts.
        """
        found: dict[int, str] = {}
        for language in LANGUAGES:
            wording = " ".join(_content(words, language))
            for number in self._table.find(f"{language} {wording}"):
                found.setdefault(number, language)
        return tuple(TermSense(self.row(number), found[number], number) for number in found)

    def row(self, number: int) -> TermRow:
        """Return the row of a number."""
        row = self._known.get(number)
        if row is None:
            it, en, fr, kind, word_class = self._table.find(f"{_ROW}{number}")
            row = TermRow(tuple(it), tuple(en), tuple(fr), kind, word_class)
            self._known[number] = row
        return row

    def has(self, words: tuple[str, ...], language: str) -> bool:
        """Return whether folded words are a wording in a language."""
        return f"{language} {' '.join(_content(words, language))}" in self._wordings

    @cached_property
    def _wordings(self) -> frozenset[str]:
        """The keys of the table: a text is searched for many that are none."""
        return frozenset(self._table)

    @cached_property
    def beginnings(self) -> Mapping[str, frozenset[str]]:
        """The first words of all wordings by language, without stop words before them.

        A text is searched for wordings where one of them stands.
        """
        found: defaultdict[str, set[str]] = defaultdict(set)
        for key in self._wordings:
            language, _, wording = key.partition(" ")
            if wording:
                found[language].add(wording.partition(" ")[0])
        return {language: frozenset(words) for language, words in found.items()}

    def senses_in_capitals(self, word: str) -> tuple[TermSense, ...]:
        """Return the sense of a word that has it only in capitals, as UN and WHO; () for none."""
        first = self._table.find(f"{_ONLY_IN_CAPITALS} {word}")[:1]
        return tuple(TermSense(self.row(number), language, number) for number, language in first)


NO_TERMS = TermList(LookupTable.of({}))
"""An empty list, which expands no query."""


@cache
def load_terms() -> TermList:
    """Return the list of the package. Raises ValueError for a kind that does not exist."""
    table = lookup_table(TABLE, SOURCES, lambda: values_of(package_rows()))
    return TermList(table, package_rows)


TABLE = "terms.tsv"
"""The lookup table of the package's list."""
SOURCES = ("terms.csv", "organisations.csv", "languages/")
"""What it is made of."""


def values_of(pairs: tuple[TermRow, ...]) -> Mapping[str, Sequence[object]]:
    """Return what a lookup table holds: the numbers of the rows by wording, and the rows."""
    rows = {
        f"{_ROW}{number}": [pair.it, pair.en, pair.fr, pair.kind, pair.word_class]
        for number, pair in enumerate(pairs)
    }
    return {**_wordings_of(pairs), **rows}


def _wordings_of(pairs: tuple[TermRow, ...]) -> Mapping[str, list[object]]:
    """Return the numbers of the rows by language and wording, singular and plural: `it sindaci`.

    Behind `!` are the wordings that count only in capitals, each with number and language.
    """
    found: defaultdict[str, list[object]] = defaultdict(list)
    for number, pair in enumerate(pairs):
        for language in LANGUAGES:
            for wording in pair.side(language):
                if wording in words_in_capitals():
                    found[f"{_ONLY_IN_CAPITALS} {wording}"].append((number, language))
                    continue
                for words in _spellings(wording, language):
                    numbers = found[f"{language} {' '.join(words)}"]
                    if number not in numbers:
                        numbers.append(number)
    return found


def _spellings(wording: str, language: str) -> Iterator[tuple[str, ...]]:
    words = tuple(fold_word(token.text) for token in tokenize(wording))
    return product(*(_forms(word, language) for word in _content(words, language)))


@cache
def package_rows() -> tuple[TermRow, ...]:
    """Return the rows of the package. Raises ValueError for a kind that does not exist."""
    rows = (*rows_of("terms.csv"), *rows_of("organisations.csv"))
    return tuple(_pair(row) for row in rows)


@cache
def words_in_capitals() -> frozenset[str]:
    """Return the acronyms of organisations that are other words in small letters: UN, WHO, OIL."""
    return frozenset(
        wording.removesuffix(_ONLY_IN_CAPITALS)
        for row in rows_of("organisations.csv")
        for side in LANGUAGES
        for wording in row[side].split("|")
        if wording.endswith(_ONLY_IN_CAPITALS)
    )


def rows_of(name: str) -> list[dict[str, str]]:
    """Return the rows of a table of the package by the names of its columns."""
    text = package_data().joinpath(name).read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


def _pair(row: dict[str, str]) -> TermRow:
    kind = row.get("kind") or None
    if kind is not None and kind not in KINDS:
        raise ValueError(f"terms.csv: no kind {kind!r}")
    named = row.get("word_class", "")
    word_class = next((one for one in _CLASSES if one == named), None)
    if named and word_class is None:
        raise ValueError(f"terms.csv: no word class {named!r}")
    it, en, fr = (
        tuple(one.strip().removesuffix(_ONLY_IN_CAPITALS) for one in row[side].split("|") if one)
        for side in LANGUAGES
    )
    return TermRow(it, en, fr, kind, word_class or "topic")


def _content(words: tuple[str, ...], language: str) -> tuple[str, ...]:
    """Return the words without stop words, or all when there are no others."""
    stopped = stop_words(language)
    if stopped.isdisjoint(words):
        return words
    return tuple(word for word in words if word not in stopped) or words


@cache
def _plurals(language: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return, by ending of a word, its endings in singular and plural; the first fit counts."""
    lines = (line for each in lexicons() if each.tag == language for line in each.stems.plurals)
    return tuple(
        (ending.removeprefix("-"), tuple(other.removeprefix("-") for other in endings))
        for ending, endings in map(split_pair, lines)
    )


def _forms(word: str, language: str) -> tuple[str, ...]:
    """Return the forms of a folded word in singular and plural, by its ending."""
    for ending, endings in _plurals(language):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            bare = word.removesuffix(ending)
            return tuple(bare + other for other in endings)
    return (word,)
