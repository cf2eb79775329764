"""Names that are a place only where the text says so: Nice, Reading, Victoria, Leon."""

from __future__ import annotations

from typing import Literal

Guard = Literal["word", "person"]
"""What else the name is: a word of the language, or a given name or surname."""


def read_guarded(text: str) -> dict[str, Guard]:
    """Read guarded_names.txt: phrases, the words of each joined by `_`, under their guard."""
    guarded: dict[str, Guard] = {}
    guard: Guard = "word"
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        for word in line.split():
            if word == "word:":
                guard = "word"
            elif word == "person:":
                guard = "person"
            else:
                guarded[word.replace("_", " ")] = guard
    return guarded
