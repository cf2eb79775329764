"""The bilingual term list: what this archive calls things in Italian and in English."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from index.analysis import fold_word, stop_words, tokenize
from index.entry import KINDS, Kind

LONGEST = 6
"""Words of the longest wording that is looked up."""


@dataclass(frozen=True, slots=True)
class TermPair:
    """One line of the list. The first wording of a side is the one to show, variants follow."""

    it: tuple[str, ...]
    en: tuple[str, ...]
    kind: Kind | None = None
    """The kind of entry that both sides name, if they name one."""

    def side(self, language: str) -> tuple[str, ...]:
        """The wordings in that language."""
        return self.it if language == "it" else self.en


@dataclass(frozen=True, slots=True)
class TermSense:
    """A wording found in the list, and on which side."""

    pair: TermPair
    language: str


class Terms:
    """The list, looked up by wording in either language, singular or plural."""

    def __init__(self, pairs: tuple[TermPair, ...]) -> None:
        self.pairs = pairs
        self._senses: defaultdict[tuple[str, ...], list[TermSense]] = defaultdict(list)
        for pair in pairs:
            for language in ("it", "en"):
                for wording in pair.side(language):
                    sense = TermSense(pair, language)
                    senses = self._senses[(language, *_key(_words(wording), language))]
                    if sense not in senses:
                        senses.append(sense)

    def senses(self, words: tuple[str, ...]) -> tuple[TermSense, ...]:
        """What these folded words name, read as Italian and as English; () when nothing."""
        found: list[TermSense] = []
        for language in ("it", "en"):
            found += self._senses.get((language, *_key(words, language)), ())
        return tuple(found)


@cache
def load_terms() -> Terms:
    """The list that comes with the package."""
    text = files("index").joinpath("data/terms.csv").read_text("utf-8")
    return Terms(tuple(_pair(row) for row in csv.DictReader(text.splitlines())))


def _pair(row: dict[str, str]) -> TermPair:
    kind = row["kind"] or None
    if kind is not None and kind not in KINDS:
        raise ValueError(f"terms.csv: no kind {kind!r}")
    it, en = (tuple(wording.strip() for wording in row[side].split("|")) for side in ("it", "en"))
    return TermPair(it, en, kind)


def _words(wording: str) -> tuple[str, ...]:
    return tuple(fold_word(token.text) for token in tokenize(wording))


def _key(words: tuple[str, ...], language: str) -> tuple[str, ...]:
    """The wording without number and gender, and without the little words inside it."""
    kept = [word for word in words if word not in stop_words(language)] or list(words)
    return tuple(_singular(word, language) for word in kept)


def _singular(word: str, language: str) -> str:
    if len(word) < 4:
        return word
    if language == "it":
        bare = re.sub("[aeio]{1,2}$", "", word)
        return re.sub("([cg])h$", r"\1", bare)
    if word.endswith("ies"):
        return word[:-3] + "y"
    if re.search("(?:ss|sh|ch|x)es$", word):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
