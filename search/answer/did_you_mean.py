"""Spelling correction ("did you mean") by the words and names of the archive.

A correction of a word that no entry has is searched at once when it is near enough. Others are only
offered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice, product

from index.text.analysis import STEMMED, Token, fold_word, stems_of
from index.text.sounds import phonetic_key
from search.answer.live_index import LiveIndex
from search.answer.vocabulary import MIN_WORD_LENGTH, Spelling
from search.plan.plan import Clause, Plan
from search.plan.related_words import related_words
from search.query.query import MAX_CHARACTERS, TEXT_FIELDS, Query
from search.query.spelling import distance
from search.results.understood import QueryCorrection

_MAX_CORRECTIONS = 4
"""Corrected texts that are tried."""
_MAX_SPELLINGS = 3
"""Spellings considered for a word."""
_MAX_RARE = 2
"""Entries that hold a word which may still be a misspelling."""
_TIMES_COMMONER = 5
"""How much commoner the correction of such a word must be. Chosen by hand, as those above."""
_NAMES = frozenset({"country", "demonym", "region"})
"""What makes a word a known name, as the kind of a sense."""


_LARGE_PLACE = 100_000
"""People of a place whose name is no misspelling of another."""
_SURE_LENGTHS = (5, 8)
"""Letters of the shortest words in which one edit, and two edits, leave no doubt."""


def corrected_queries(
    query: Query, plan: Plan, unmatched: Iterable[Clause], index: LiveIndex
) -> Iterator[QueryCorrection]:
    """Yield corrections that leave little doubt of words that no entry has, the likeliest first.

    Their totals are not known.
    """
    known = known_names(plan.clauses, index)
    tokens = [(clause.box, token) for clause in unmatched for token in clause.tokens]
    for box in TEXT_FIELDS:
        here = [token for where, token in tokens if where == box and token not in known]
        for text in corrected_texts(str(getattr(query, box)), here, (), index, only_sure=True):
            if len(text) <= MAX_CHARACTERS:
                yield QueryCorrection(text, 0, box)


def corrected_texts(
    text: str,
    unmatched: Iterable[Token],
    matched: Iterable[Token],
    index: LiveIndex,
    *,
    only_sure: bool = False,
) -> Iterator[str]:
    """Yield at most _MAX_CORRECTIONS corrected texts, the likeliest first.

    With `only_sure`, words are left as they are whose correction leaves doubt.

    `unmatched` words are in no entry and may become any similar word. `matched` ones are in some,
    and are corrected only when they are rare and look like a misspelling of a much commoner word.
    """
    choices = [(t, tuple(_correct_unmatched(t, index, only_sure=only_sure))) for t in unmatched]
    choices += [(token, tuple(_correct_matched(token, index))) for token in matched]
    choices = [(token, words) for token, words in choices if words]
    if not choices:
        return
    choices.sort(key=lambda choice: choice[0].start)
    for chosen in islice(product(*(words for _, words in choices)), _MAX_CORRECTIONS):
        corrected = text
        for (token, _), word in reversed(list(zip(choices, chosen, strict=True))):
            corrected = corrected[: token.start] + word + corrected[token.end :]
        yield corrected


def known_names(clauses: Iterable[Clause], index: LiveIndex) -> frozenset[Token]:
    """Return the words that mean something, or name a country or a large place: none is misspelt.

    Also when the archive has nothing about them: Africa is not a misspelt America.
    """
    return frozenset(
        token
        for clause in clauses
        for token in clause.tokens
        if any(not one.is_related for one in clause.expansions) or _is_name(token.text, index)
    )


def _is_name(typed: str, index: LiveIndex) -> bool:
    word, gazetteer = fold_word(typed), index.sources.gazetteer
    senses = gazetteer.senses(word)
    is_large = any(s.place and gazetteer.population(s.place) >= _LARGE_PLACE for s in senses)
    is_known = is_large or any(sense.kind in _NAMES for sense in senses)
    return is_known or bool(index.sources.regions.find(word))


def _correct_unmatched(token: Token, index: LiveIndex, *, only_sure: bool) -> Iterator[str]:
    word = fold_word(token.text)
    if len(word) >= MIN_WORD_LENGTH and not word.isdigit():
        glued = index.vocabulary.glued(word)
        if glued:
            yield glued
        meant = {fold_word(one.note.term) for one in related_words(word, index.sources.families)}
        for spelling in index.vocabulary.spellings.nearest(word, _MAX_SPELLINGS):
            if meant and fold_word(spelling.text) not in meant:
                continue  # a usual word, well spelt, of which the archive has others of its meaning
            if not only_sure or _is_sure(word, spelling):
                yield spelling.text


def _is_sure(word: str, spelling: Spelling) -> bool:
    """Return whether a word that no entry has is most likely the other one, misspelt."""
    other = fold_word(spelling.text)
    one, two = _SURE_LENGTHS
    edits = distance(word, other, 3)
    if _sound(word) == _sound(other):
        return edits <= 3
    is_short = spelling.is_name and word[0] == other[0] and len(other) == one > len(word)
    return (edits == 1 and (len(word) >= one or is_short)) or (edits == 2 and len(word) >= two)


def _sound(word: str) -> str:
    """Return a phonetic key in which s and z are one."""
    return phonetic_key(word).replace("z", "s")


def _correct_matched(token: Token, index: LiveIndex) -> Iterator[str]:
    word = fold_word(token.text)
    spellings = index.vocabulary.spellings
    if spellings.is_common(word, _MAX_RARE):
        return
    known = spellings.get(word)
    if known and not known.is_name and known.count <= _MAX_RARE:
        least = max(_TIMES_COMMONER, _TIMES_COMMONER * known.count)
        for spelling in spellings.nearest(word, 1, least=least):
            if _is_misspelling(word, spelling):
                yield spelling.text


def _is_misspelling(word: str, other: Spelling) -> bool:
    """Return whether a rare word may be a misspelt common one, and not a form or cognate of it."""
    better = fold_word(other.text)
    common = next((n for n, (a, b) in enumerate(zip(word, better, strict=False)) if a != b), None)
    return (
        len(word) > MIN_WORD_LENGTH
        and common is not None
        and common < min(len(word), len(better)) - 2
        and not any(
            set(stems_of(word, language)) & set(stems_of(better, language)) for language in STEMMED
        )
    )
