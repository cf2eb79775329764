"""Did you mean: a query corrected by the archive's own words and names, never put in its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice, product

from index.text.analysis import STEMMED, Token, fold_word, stems_of
from search.evaluate.evaluate import evaluate
from search.evaluate.index_reader import IndexReader
from search.evaluate.vocabulary import SHORTEST, Spelling
from search.plan.tree import AnyOf, Phrase
from search.plan.weights import FOLDED_WEIGHTS

_TRIED = 4
"""Corrected queries that are counted before giving up."""
_CHOICES = 3
"""Spellings considered for a word."""
_RARE = 2
"""Entries that hold a word which may yet be a slip for a much commoner one."""
_COMMONER = 5


def corrected_texts(
    text: str, silent: Iterable[Token], heard: Iterable[Token], archive: IndexReader
) -> Iterator[str]:
    """Yield the query text with its doubtful words corrected, the likeliest first, a few at most.

    `silent` words found nothing at all and may be anything near; `heard` ones did, and are only
    corrected when they are rare and look like a slip for something much commoner.
    """
    choices = [(token, tuple(_for_silent(token, archive))) for token in silent]
    choices += [(token, tuple(_for_heard(token, archive))) for token in heard]
    choices = [(token, found) for token, found in choices if found]
    if not choices:
        return
    choices.sort(key=lambda choice: choice[0].start)
    for chosen in islice(product(*(found for _, found in choices)), _TRIED):
        corrected = text
        for (token, _), word in reversed(list(zip(choices, chosen, strict=True))):
            corrected = corrected[: token.start] + word + corrected[token.end :]
        yield corrected


def _for_silent(token: Token, archive: IndexReader) -> Iterator[str]:
    word = fold_word(token.text)
    if len(word) >= SHORTEST and not word.isdigit():
        yield from _split(word, archive)
        nearest = archive.vocabulary.spellings.nearest(word, _CHOICES)
        yield from (found.text for found in nearest)


def _for_heard(token: Token, archive: IndexReader) -> Iterator[str]:
    word = fold_word(token.text)
    spellings = archive.vocabulary.spellings
    known = spellings.get(word)
    if known and not known.is_name and known.count <= _RARE:
        for found in spellings.nearest(word, 1, least=max(_COMMONER, _COMMONER * known.count)):
            if _is_slip(word, found):
                yield found.text


def _is_slip(word: str, other: Spelling) -> bool:
    """Whether a rare word is rather a much commoner one, and not another form or its cognate."""
    better = fold_word(other.text)
    common = next((n for n, (a, b) in enumerate(zip(word, better, strict=False)) if a != b), None)
    return (
        len(word) > SHORTEST
        and common is not None
        and common < min(len(word), len(better)) - 2
        and not any(
            set(stems_of(word, language)) & set(stems_of(better, language)) for language in STEMMED
        )
    )


def _split(word: str, archive: IndexReader) -> Iterator[str]:
    """Two words that were run together, if they stand side by side somewhere: newyork."""
    spellings = archive.vocabulary.spellings
    for place in range(3, len(word) - 2):
        first, second = spellings.get(word[:place]), spellings.get(word[place:])
        if first and second:
            row = ((word[:place], 0), (word[place:], 1))
            side_by_side = AnyOf(tuple(Phrase(field, row, 1) for field in FOLDED_WEIGHTS))
            if len(evaluate(side_by_side, archive)):
                yield f"{first.text} {second.text}"
