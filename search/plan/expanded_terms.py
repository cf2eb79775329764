"""Terms of the bilingual list that words of a query are, in all their wordings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from index.text.term_list import LANGUAGES, TermSense, words_in_capitals
from search.plan.expansion import QueryExpansion, Wording
from search.plan.tree import Leaf, Tag
from search.plan.weights import TAGGED
from search.plan.wordings import folded_words, is_name, wording_leaves
from search.results.understood import ExpansionNote, ExpansionReason


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
            tuple(Wording(w, None if is_name(w) else language) for w in told),
            word_class=sense.pair.word_class,
        )
