"""Names that are a place only where the text says so: Nice, Reading, Victoria, Leon."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from index.text.folding import fold

Guard = Literal["word", "person"]
"""What else the name is: a word of the language, or a given name or surname."""


@dataclass(frozen=True, slots=True)
class GuardedNames:
    """Phrases with their guard, and the given names that tell a person's name; all folded."""

    names: dict[str, Guard]
    given_names: frozenset[str]


def read_guarded_names(guarded: str, given_names: str) -> GuardedNames:
    """Read guarded_names.txt (the words of a phrase joined by `_`) and given_names.txt."""
    names: dict[str, Guard] = {}
    guard: Guard = "word"
    for word in _words(guarded):
        if word == "word:":
            guard = "word"
        elif word == "person:":
            guard = "person"
        else:
            names[word.replace("_", " ")] = guard
    given = frozenset(fold(word) for word in _words(given_names) if not word.endswith(":"))
    return GuardedNames(names, given)


def _words(text: str) -> list[str]:
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return [word for line in lines for word in line.split()]
