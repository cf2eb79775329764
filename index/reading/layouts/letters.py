"""Folding letter by letter, so that offsets in the folded text are those of the text."""

from __future__ import annotations

from index.text.folding import fold


class _Letters(dict[int, str]):
    """Each letter's folding, worked out the first time; letters that fold to several stay."""

    def __missing__(self, letter: int) -> str:
        folded = fold(chr(letter))
        self[letter] = folded if len(folded) == 1 else chr(letter)
        return self[letter]


_LETTERS = _Letters()


def fold_letters(text: str) -> str:
    """Fold a text, keeping every letter in its place."""
    return text.lower() if text.isascii() else text.translate(_LETTERS)
