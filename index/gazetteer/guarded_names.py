"""Guarded names, a place only where the context says so: Nice, Reading, Victoria, Leon."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from index.text.folding import fold

Guard = Literal["word", "person"]
"""What else a name is: an ordinary word, or a given name or surname."""


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
        else:
            names[word.replace("_", " ")] = guard
    given = frozenset(
        fold(word)
        for line in given_names.splitlines()
        if not line.startswith(("#", "place:"))
        for word in line.split()[1:]
    )
    return GuardedNames(names, given)


def _words(text: str) -> list[str]:
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return [word for line in lines for word in line.split()]
