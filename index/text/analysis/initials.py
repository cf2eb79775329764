"""The initials of names in a text, by which people ask for them: WDC for World Design Capital."""

from __future__ import annotations

from collections.abc import Iterator

from index.text.analysis import Token, fold_word, in_stop_list, tokenize

INITIALS_LENGTHS = range(3, 7)
"""Words of a name that has initials; little words between them do not count."""


def initials_in(text: str) -> frozenset[str]:
    """Return the folded initials of three to six words with capitals, side by side."""
    found: set[str] = set()
    for row in _rows(text):
        for start in range(len(row) - INITIALS_LENGTHS[0] + 1):
            for length in INITIALS_LENGTHS:
                if start + length <= len(row):
                    found.add("".join(row[start : start + length]))
    return frozenset(found)


def _rows(text: str) -> Iterator[list[str]]:
    """Yield the first letters of words with capitals that stand side by side."""
    row: list[str] = []
    end = -1
    for token in tokenize(text):
        word = fold_word(token.text)
        is_close = end < 0 or text[end : token.start].strip("-‐‑'’ ") == ""
        if not is_close:
            yield row
            row = []
        if _has_capital(token) and not in_stop_list(word):
            row.append(word[0])
        elif not (word and in_stop_list(word)):
            yield row
            row = []
        end = token.end
    yield row


def _has_capital(token: Token) -> bool:
    return token.text[:1].isupper() and token.text[1:2].islower()
