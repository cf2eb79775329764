"""The initials of names in a text, by which people ask for them: WDC for World Design Capital."""

from __future__ import annotations

from collections.abc import Iterator

from index.text.analysis import all_stop_words, fold_word
from index.text.tokens import WordSpans

INITIALS_LENGTHS = range(3, 7)
"""Words of a name that has initials; little words between them do not count."""


def initials_in(text: str, cut: WordSpans) -> frozenset[str]:
    """Return the folded initials of three to six words with capitals, side by side.

    `cut` are the words of the text.
    """
    found: set[str] = set()
    for row in _rows(text, cut):
        for start in range(len(row) - INITIALS_LENGTHS[0] + 1):
            for length in INITIALS_LENGTHS:
                if start + length <= len(row):
                    found.add("".join(row[start : start + length]))
    return frozenset(found)


def _rows(text: str, cut: WordSpans) -> Iterator[list[str]]:
    """Yield the first letters of words with capitals that stand side by side.

    From one such word to the next only little words may stand between, and all of them close.
    """
    words, starts, ends, _ = cut
    little = all_stop_words()
    row: list[str] = []
    before = -1
    for number, word in enumerate(words):
        if not (word[:1].isupper() and word[1:2].islower()):
            continue
        folded = fold_word(word)
        if folded in little:
            continue
        if not all(
            text[ends[n - 1] : starts[n]].strip("-‐‑'’ ") == ""
            and (n == number or fold_word(words[n]) in little)
            for n in range(number, before, -1)
            if n
        ):
            yield row
            row = []
        row.append(folded[0])
        before = number
    yield row
