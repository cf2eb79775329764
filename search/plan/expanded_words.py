"""The words of a query with their expansions, from the term list, the gazetteer and dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from index.text.analysis import Token, fold_word, in_stop_list
from index.text.lexicon import union
from index.text.term_list import LONGEST_WORDING
from search.plan.expanded_concepts import expand_concepts
from search.plan.expanded_dates import dated_spans
from search.plan.expanded_names import expand_name, senses_of
from search.plan.expanded_regions import expand_region
from search.plan.expanded_terms import expand_term
from search.plan.expansion import ExpandedSpan, QueryExpansion
from search.plan.expansion_sources import ExpansionSources
from search.query.date_words import DateWords

_MOST_MEANINGS = 1_024
"""Words and rows of words whose expansions are kept: those of some two hundred queries. Most have
none; the others take some 5 KB."""
_SHORT_WORDS = union(lambda words: words.search.short_words)


def expand_words(
    tokens: Sequence[Token],
    sources: ExpansionSources,
    longest: int = LONGEST_WORDING,
    dates: Iterable[DateWords] = (),
) -> tuple[ExpandedSpan, ...]:
    """Return the spans of words that have expansions, ascending and without overlaps.

    From each word on, the longest span wins, but one of `dates` before any other. Two or more words
    that are part of a person's name are not expanded: Lo Russo is not somebody from Russia.
    """
    words = tuple(fold_word(token.text) for token in tokens)
    dated = dict(dated_spans(tokens, dates, sources))
    spans: list[ExpandedSpan] = []
    start = 0
    while start < len(words):
        if start in dated:
            spans.append(dated[start])
            start = dated[start].stop
            continue
        for stop in range(min(len(words), start + longest), start, -1):
            if stop - start > 1 and sources.people.is_name_run(words[start:stop]):
                start = stop
                break
            found = _meaning(tokens[start:stop], words[start:stop], sources)
            if found:
                spans.append(ExpandedSpan(start, stop, found))
                start = stop
                break
        else:
            start += 1
    return tuple(spans)


def words_of_people(tokens: Sequence[Token], sources: ExpansionSources) -> frozenset[int]:
    """Return which words are, two or more side by side, part of a person's name."""
    words = tuple(fold_word(token.text) for token in tokens)
    found: set[int] = set()
    for start in range(len(words) - 1):
        for stop in range(min(len(words), start + LONGEST_WORDING), start + 1, -1):
            if sources.people.is_name_run(words[start:stop]):
                found.update(range(start, stop))
                break
    return frozenset(found)


def _meaning(
    tokens: Sequence[Token], words: tuple[str, ...], sources: ExpansionSources
) -> tuple[QueryExpansion, ...]:
    """Return the expansions of words, found once: queries share most of their words."""
    typed = " ".join([token.text for token in tokens])
    known = sources.meanings
    found = known.get((typed, words))
    if found is None:
        if len(known) >= _MOST_MEANINGS:
            known.clear()
        found = known[typed, words] = tuple(_expansions(typed, words, sources))
    return found


def _expansions(
    typed: str, words: tuple[str, ...], sources: ExpansionSources
) -> Iterator[QueryExpansion]:
    """Yield what words mean: countries and places, regions, terms."""
    shouted = len(words) == 1 and sources.terms.senses_in_capitals(typed)
    if len(words) == 1 and not shouted and _is_ignored(typed, words[0]):
        return
    is_short = len(words) == 1 and _is_short(typed, words[0])
    regions = sources.regions.find(" ".join(words))
    for sense in senses_of(words, regions, sources):
        if not is_short or sense.place is None:
            yield expand_name(typed, words, sense, sources.gazetteer)
    for region in regions:
        yield expand_region(typed, words, region, sources)
    if is_short:
        return
    if shouted:
        terms = shouted
    elif in_stop_list(words[0]) or in_stop_list(words[-1]):
        return
    else:
        terms = sources.terms.senses(words)
    for term in terms:
        yield from expand_term(typed, words, term)
    yield from expand_concepts(typed, words, sources.concepts)


def _is_ignored(typed: str, word: str) -> bool:
    """Return whether a word alone has no expansion: a stop word, or "us" but not "US" and "uk"."""
    return in_stop_list(word) or (_is_short(typed, word) and word in _SHORT_WORDS)


def _is_short(typed: str, word: str) -> bool:
    """Return whether a word of one or two small letters can only mean a country or a region."""
    return len(word) < 3 and not typed.isupper() and not word[-1:].isdigit()
