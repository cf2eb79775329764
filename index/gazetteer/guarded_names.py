"""Guarded names, a place only where the context says so: Nice, Reading, Victoria, Leon."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from index.text.folding import fold

Guard = Literal["word", "person", "head"]
"""What else a name is: an ordinary word, a given name or surname, or an ordinary word for which a
capital within a sentence is enough of a sign, so that it is doubtful at the head only."""


@dataclass(frozen=True, slots=True)
class GuardedNames:
    """Phrases with their guard, and the given names of people; all folded."""

    names: dict[str, Guard]
    given_names: frozenset[str]


def read_guarded_names(guarded: str, given_names: str) -> GuardedNames:
    """Return the guarded names, given the texts of guarded_names.txt and given_names.txt.

    In the first the words of a phrase are joined by `_`.
    """
    names: dict[str, Guard] = {}
    guard: Guard = "word"
    for word in _words(guarded):
        if word == "word:":
            guard = "word"
        elif word == "person:":
            guard = "person"
        elif word == "head:":
            guard = "head"
        else:
            names[word.replace("_", " ")] = guard
    given = frozenset(
        fold(word)
        for line in given_names.splitlines()
        if not line.startswith(("#", "place:", "both:"))
        for word in line.split()[1:]
    )
    return GuardedNames(names, given)


def _words(text: str) -> list[str]:
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return [word for line in lines for word in line.split()]
