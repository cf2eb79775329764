"""Which words of a text are one word of a name: O’Neil, Jean-Luc, but not l’Orient."""

from __future__ import annotations

from collections.abc import Iterator, Set

from index.text.tokens import APOSTROPHES, HYPHENS, Text

_ELIDED = frozenset(
    (
        *("L", "l", "All", "all", "Nell", "nell", "Sull", "sull", "Un", "un", "Coll", "coll"),
        *("Quell", "quell", "Quest", "quest", "c", "j", "s", "m", "Qu", "qu", "dell", "dall"),
    )
)
"""What an apostrophe parts from the word after it, which is then a token of its own."""
_ELIDED_BEFORE_SMALL = frozenset(("Dell", "Dall"))
"""The same before a small letter only: before a capital it begins a surname (Dell’Utri)."""
_JOINED = frozenset((*APOSTROPHES, *HYPHENS))
"""What may be within one word of a name."""


def name_words(words: Text, places: Set[int]) -> Iterator[tuple[int, int, int]]:
    """Yield first word, stop and last character of the words that are one word of a name.

    `places` are the first words of well-known places and of those of several words, which are
    parted from a "d’" before them.
    """
    gaps, count = words.gaps, len(words)
    at = 0
    while at < count:
        stop, end = at + 1, words.ends[at]
        if stop < count and gaps[stop] in _JOINED:
            if _is_elided(words, at) or (words.words[at] in "dD" and stop in places):
                end += 1
            else:
                while stop < count and gaps[stop] in _JOINED:
                    stop += 1
                end = words.ends[stop - 1]
        yield at, stop, end
        at = stop


def _is_elided(words: Text, at: int) -> bool:
    """Return whether a word is an article or the like, elided before the word after it."""
    after = words.words[at + 1][0]
    if words.gaps[at + 1] not in APOSTROPHES or not after.isalpha():
        return False
    word = words.words[at]
    return word in _ELIDED or (word in _ELIDED_BEFORE_SMALL and after.islower())
