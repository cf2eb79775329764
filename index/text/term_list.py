"""The term list: wordings of this archive, and names of organisations, in three languages."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Literal, get_args

from index.model.entry import KINDS, Kind
from index.text.analysis import fold_word, stop_words, tokenize
from index.text.lexicon import lexicons, split_pair

TermClass = Literal["topic", "role", "soft"]
"""What the wordings of a pair are: what an entry is about; an office or a kind of entry; or a word
of which every entry has something, such as "visit" or "city"."""
LANGUAGES = ("it", "en", "fr")
"""The languages of the list, in the order in which words are read."""
_ONLY_IN_CAPITALS = "!"
"""Behind an acronym that is another word in small letters."""
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
    """A pair of the list, and the language of the wording that was found."""

    pair: TermRow
    language: str


class TermList:
    """The list, searched by wording in any language, singular or plural."""

    def __init__(self, pairs: tuple[TermRow, ...]) -> None:
        self.pairs = pairs
        """The rows of terms, then those of organisations."""
        self._senses: defaultdict[tuple[str, ...], list[TermSense]] = defaultdict(list)
        self._in_capitals: defaultdict[str, list[TermSense]] = defaultdict(list)
        for pair in pairs:
            for language in LANGUAGES:
                for wording in pair.side(language):
                    if wording in words_in_capitals():
                        self._in_capitals[wording].append(TermSense(pair, language))
                    else:
                        self._add(TermSense(pair, language), wording)

    def senses(self, words: tuple[str, ...]) -> tuple[TermSense, ...]:
        """Return the senses of folded words, read as Italian, English, then French; () for none.

        Of a row that has the wording in several languages, the first counts.
        """
        found: list[TermSense] = []
        for language in LANGUAGES:
            for sense in self._senses.get((language, *_content(words, language)), ()):
                if all(sense.pair is not other.pair for other in found):
                    found.append(sense)
        return tuple(found)

    def senses_in_capitals(self, word: str) -> tuple[TermSense, ...]:
        """Return the sense of a word that has it only in capitals, as UN and WHO; () for none."""
        return tuple(self._in_capitals.get(word, ())[:1])

    def _add(self, sense: TermSense, wording: str) -> None:
        words = tuple(fold_word(token.text) for token in tokenize(wording))
        forms = [_forms(word, sense.language) for word in _content(words, sense.language)]
        for row in product(*forms):
            senses = self._senses[(sense.language, *row)]
            if sense not in senses:
                senses.append(sense)


NO_TERMS = TermList(())
"""An empty list, which expands no query."""


@cache
def load_terms() -> TermList:
    """Return the list of the package. Raises ValueError for a kind that does not exist."""
    rows = (*_rows("terms.csv"), *_rows("organisations.csv"))
    return TermList(tuple(_pair(row) for row in rows))


@cache
def words_in_capitals() -> frozenset[str]:
    """Return the acronyms of organisations that are other words in small letters: UN, WHO, OIL."""
    return frozenset(
        wording.removesuffix(_ONLY_IN_CAPITALS)
        for row in _rows("organisations.csv")
        for side in LANGUAGES
        for wording in row[side].split("|")
        if wording.endswith(_ONLY_IN_CAPITALS)
    )


def _rows(name: str) -> list[dict[str, str]]:
    text = files("index").joinpath("data", name).read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


def _pair(row: dict[str, str]) -> TermRow:
    kind = row.get("kind") or None
    if kind is not None and kind not in KINDS:
        raise ValueError(f"terms.csv: no kind {kind!r}")
    named = row.get("word_class", "")
    word_class = next((one for one in get_args(TermClass) if one == named), None)
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
