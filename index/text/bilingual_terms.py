"""The bilingual term list: what this archive calls things in Italian and in English."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product

from index.model.entry import KINDS, Kind
from index.text.analysis import fold_word, stop_words, tokenize

LONGEST_WORDING = 6
"""Words of the longest wording that is looked up."""


@dataclass(frozen=True, slots=True)
class TermPair:
    """One line of the list. The first wording of a side is the one to show, variants follow.

    A wording with a capital is a name, which stands in texts of either language.
    """

    it: tuple[str, ...]
    en: tuple[str, ...]
    kind: Kind | None = None
    """The kind of entry that both sides name, if they name one."""

    def side(self, language: str) -> tuple[str, ...]:
        """Return the wordings in that language."""
        return self.it if language == "it" else self.en


@dataclass(frozen=True, slots=True)
class TermSense:
    """A wording found in the list, and on which side."""

    pair: TermPair
    language: str


class BilingualTerms:
    """The list, looked up by wording in either language, singular or plural."""

    def __init__(self, pairs: tuple[TermPair, ...]) -> None:
        self.pairs = pairs
        self._senses: defaultdict[tuple[str, ...], list[TermSense]] = defaultdict(list)
        for pair in pairs:
            for language in ("it", "en"):
                for wording in pair.side(language):
                    self._learn(TermSense(pair, language), wording)

    def senses(self, words: tuple[str, ...]) -> tuple[TermSense, ...]:
        """Return what these folded words name, read as Italian and as English; () when nothing."""
        found: list[TermSense] = []
        for language in ("it", "en"):
            found += self._senses.get((language, *_content(words, language)), ())
        return tuple(found)

    def _learn(self, sense: TermSense, wording: str) -> None:
        words = tuple(fold_word(token.text) for token in tokenize(wording))
        forms = [_forms(word, sense.language) for word in _content(words, sense.language)]
        for row in product(*forms):
            senses = self._senses[(sense.language, *row)]
            if sense not in senses:
                senses.append(sense)


NO_TERMS = BilingualTerms(())
"""An empty list: nothing is widened by it."""


@cache
def load_terms() -> BilingualTerms:
    """Return the list that comes with the package."""
    text = files("index").joinpath("data/terms.csv").read_text("utf-8")
    return BilingualTerms(tuple(_pair(row) for row in csv.DictReader(text.splitlines())))


def _pair(row: dict[str, str]) -> TermPair:
    kind = row["kind"] or None
    if kind is not None and kind not in KINDS:
        raise ValueError(f"terms.csv: no kind {kind!r}")
    it, en = (tuple(wording.strip() for wording in row[side].split("|")) for side in ("it", "en"))
    return TermPair(it, en, kind)


def _content(words: tuple[str, ...], language: str) -> tuple[str, ...]:
    """Return the words without the little ones among them, unless there are no others."""
    little = stop_words(language)
    return tuple(word for word in words if word not in little) or words


_PLURALS: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "it": (
        ("ista", ("ista", "isti", "iste")),
        ("ca", ("ca", "che")),
        ("ga", ("ga", "ghe")),
        ("cia", ("cia", "ce", "cie")),
        ("gia", ("gia", "ge", "gie")),
        ("co", ("co", "ci", "chi")),
        ("go", ("go", "gi", "ghi")),
        ("io", ("io", "i", "ii")),
        ("a", ("a", "e")),
        ("o", ("o", "i")),
        ("e", ("e", "i")),
    ),
    "en": (
        ("ay", ("ay", "ays")),
        ("ey", ("ey", "eys")),
        ("y", ("y", "ies")),
        ("ss", ("ss", "sses")),
        ("ch", ("ch", "ches")),
        ("sh", ("sh", "shes")),
        ("s", ("s",)),
        ("", ("", "s")),
    ),
}
"""Endings to the endings of singular and plural; the first that fits is taken."""


def _forms(word: str, language: str) -> tuple[str, ...]:
    """Return the folded word and its plural, as far as its ending tells."""
    for ending, endings in _PLURALS[language]:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            bare = word.removesuffix(ending)
            return tuple(bare + other for other in endings)
    return (word,)
