"""Terms of the bilingual list that words of a query are, in all their wordings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from index.text.analysis import stems_of, tokenize
from index.text.term_list import LANGUAGES, TermSense, words_in_capitals
from search.plan.expanded_names import folded_words, name_leaves
from search.plan.expansion import QueryExpansion, Wording
from search.plan.tree import Leaf, Phrase, Tag, Term
from search.plan.weights import EXACT_WEIGHTS, EXPANSION, STEM_WEIGHTS, TAGGED
from search.results.results import ExpansionNote, ExpansionReason

_MAX_READINGS = 4
"""Combinations of stems that are searched for a wording whose words have several stems."""


def expand_term(typed: str, words: tuple[str, ...], sense: TermSense) -> Iterator[QueryExpansion]:
    """Yield the wordings of the other languages, with the kind they name, then those of this one.

    A wording that two languages have is told with the first, and searched in both.
    """
    others = [language for language in LANGUAGES if language != sense.language]
    teller = {typed if typed in words_in_capitals() else " ".join(words): sense.language}
    wordings: defaultdict[str, list[str]] = defaultdict(list)
    leaves: defaultdict[str, list[Leaf]] = defaultdict(list)
    for language in (*others, sense.language):
        for wording in sense.pair.side(language):
            key = wording if wording in words_in_capitals() else " ".join(folded_words(wording))
            if key not in teller:
                teller[key] = language
                wordings[language].append(wording)
            leaves[teller[key]] += wording_leaves(wording, language)
    if sense.pair.kind:
        leaves[others[0]].append(Tag("kind", sense.pair.kind, TAGGED))
    for language, told in wordings.items():
        why: ExpansionReason = "kind" if sense.pair.kind and language == others[0] else "term"
        yield QueryExpansion(
            ExpansionNote(typed, told[0], language, why),
            tuple(dict.fromkeys(leaves[language])),
            tuple(Wording(w, None if _is_name(w) else language) for w in told),
            word_class=sense.pair.word_class,
        )


def _is_name(wording: str) -> bool:
    """Return whether a wording of the term list is a name, which no language inflects."""
    return wording[:1].isupper()


@lru_cache(maxsize=2_048)
def wording_leaves(wording: str, language: str) -> tuple[Leaf, ...]:
    """Return the leaves of a wording: a name in any text, others by the stems of the language."""
    if wording in words_in_capitals():
        return tuple(Term(f, wording, w * EXPANSION) for f, w in EXACT_WEIGHTS.items())
    if _is_name(wording):
        return tuple(name_leaves(folded_words(wording)))
    return _stem_leaves(wording, language)


def _stem_leaves(wording: str, language: str) -> tuple[Leaf, ...]:
    places = [
        [(stem, offset) for stem in stems]
        for offset, token in enumerate(tokenize(wording))
        if (stems := stems_of(token.text, language))
    ]
    if not places:
        return ()
    first = places[0][0][1]
    readings = list(product(*places))[:_MAX_READINGS]
    leaves: list[Leaf] = []
    for field, weight in STEM_WEIGHTS[language].items():
        for reading in readings:
            if len(reading) == 1:
                leaves.append(Term(field, reading[0][0], weight * EXPANSION))
            else:
                words = tuple((stem, offset - first) for stem, offset in reading)
                leaves.append(Phrase(field, words, weight * EXPANSION))
    return tuple(leaves)
