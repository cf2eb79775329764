"""Terms of names, which are found without accents, apostrophes or spaces after particles."""

from __future__ import annotations

from collections.abc import Iterable

from index.text.analysis import IndexTerm, fold_word, split_words, tokenize
from index.text.name_words import tagged_words

PARTICLES = frozenset(tagged_words("joined"))
"""Folded words that belong to the name after them: De Anna is also Deanna."""

SHORTEST_NAME = 3
"""Letters of the shortest word of a name that is looked for alone."""


def joined_names(name: str) -> tuple[IndexTerm, ...]:
    """Return the folded words of a name, and each particle joined with the word after it.

    Words with a hyphen or an apostrophe between are joined too, at the position of the first.

    Lo Russo is lo, russo and lorusso; Oh Se-hoon is oh, se, hoon and sehoon.
    """
    tokens = list(tokenize(name))
    terms = []
    for position, token in enumerate(tokens):
        word = fold_word(token.text)
        terms.append(IndexTerm(word, position, token.start, token.end))
        if position + 1 < len(tokens):
            after = tokens[position + 1]
            hyphened = name[token.end : after.start] in ("-", "‐", "‑")
            if after.after_apostrophe or hyphened or word in PARTICLES:
                joined = word + fold_word(after.text)
                terms.append(IndexTerm(joined, position, token.start, after.end))
    return tuple(term for term in terms if term.text)


def name_words(names: Iterable[str]) -> frozenset[str]:
    """Return the folded words by which people may be asked for alone: no particles, no initials."""
    return frozenset(
        term.text
        for name in names
        for term in joined_names(name)
        if len(term.text) >= SHORTEST_NAME and term.text not in PARTICLES
    )


def name_keys(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the runs of two or more folded words that begin or end a name, the whole included."""
    words = tuple(filter(None, map(fold_word, split_words(name)[0])))
    count = len(words)
    return tuple(
        words[start:stop]
        for start in range(count - 1)
        for stop in range(start + 2, count + 1)
        if start == 0 or stop == count
    )
