"""Folding letter by letter, so that offsets in the folded text are those of the text."""

from __future__ import annotations

from index.text.folding import fold


class _Letters(dict[int, str]):
    """The folding of each letter, made on first use; letters that fold to several are kept."""

    def __missing__(self, letter: int) -> str:
        folded = fold(chr(letter))
        self[letter] = folded if len(folded) == 1 else chr(letter)
        return self[letter]


_LETTERS = _Letters()


def fold_letters(text: str) -> str:
    """Return a text folded letter by letter, of the same length."""
    return text.lower() if text.isascii() else text.translate(_LETTERS)
