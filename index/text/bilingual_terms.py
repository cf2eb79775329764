"""The bilingual term list: wordings of this archive in Italian and in English."""

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
LONGEST_WORDING = 6
"""Words of the longest wording that is looked up; chosen by hand."""


@dataclass(frozen=True, slots=True)
class TermPair:
    """One line of the list. The first wording of a side is shown, variants follow.

    A wording with a capital is a name, which texts of both languages have.
    """

    it: tuple[str, ...]
    en: tuple[str, ...]
    kind: Kind | None = None
    """The kind of entry that the wordings name, None when they name none."""
    word_class: TermClass = "topic"

    def side(self, language: str) -> tuple[str, ...]:
        """Return the wordings in that language."""
        return self.it if language == "it" else self.en


@dataclass(frozen=True, slots=True)
class TermSense:
    """A pair of the list, and the language of the wording that was found."""

    pair: TermPair
    language: str


class BilingualTerms:
    """The list, searched by wording in either language, singular or plural."""

    def __init__(self, pairs: tuple[TermPair, ...]) -> None:
        self.pairs = pairs
        self._senses: defaultdict[tuple[str, ...], list[TermSense]] = defaultdict(list)
        for pair in pairs:
            for language in ("it", "en"):
                for wording in pair.side(language):
                    self._add(TermSense(pair, language), wording)

    def senses(self, words: tuple[str, ...]) -> tuple[TermSense, ...]:
        """Return the senses of folded words, read as Italian, then as English; () for none."""
        found: list[TermSense] = []
        for language in ("it", "en"):
            found += self._senses.get((language, *_content(words, language)), ())
        return tuple(found)

    def _add(self, sense: TermSense, wording: str) -> None:
        words = tuple(fold_word(token.text) for token in tokenize(wording))
        forms = [_forms(word, sense.language) for word in _content(words, sense.language)]
        for row in product(*forms):
            senses = self._senses[(sense.language, *row)]
            if sense not in senses:
                senses.append(sense)


NO_TERMS = BilingualTerms(())
"""An empty list, which expands no query."""


@cache
def load_terms() -> BilingualTerms:
    """Return the list of the package. Raises ValueError for a kind that does not exist."""
    text = files("index").joinpath("data/terms.csv").read_text("utf-8")
    return BilingualTerms(tuple(_pair(row) for row in csv.DictReader(text.splitlines())))


def _pair(row: dict[str, str]) -> TermPair:
    kind = row["kind"] or None
    if kind is not None and kind not in KINDS:
        raise ValueError(f"terms.csv: no kind {kind!r}")
    word_class = next((one for one in get_args(TermClass) if one == row["word_class"]), None)
    if row["word_class"] and word_class is None:
        raise ValueError(f"terms.csv: no word_class {row['word_class']!r}")
    it, en = (tuple(wording.strip() for wording in row[side].split("|")) for side in ("it", "en"))
    return TermPair(it, en, kind, word_class or "topic")


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
