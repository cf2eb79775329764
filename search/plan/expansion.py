"""Widening: what else a word of the query means, in the other language or among the entries' facts.

Each addition can be seen and taken back; see `Query.expand` and `Query.drop`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from index.gazetteer import Gazetteer, Sense
from index.model.entry import READING_LANGUAGES
from index.text.analysis import Token, fold_word, is_stop, stems_of, tokenize
from index.text.bilingual_terms import LONGEST, Terms, TermSense
from index.text.folding import fold
from search.plan.tree import PageState, Phrase, Span, Tag, Term
from search.plan.weights import DATE, EXPANSION, FOLDED_WEIGHTS, STEM_WEIGHTS, TAGGED
from search.query.date_phrases import DateWords, date_words
from search.query.home_country import HOME
from search.results.results import ExpansionNote

_MOST_PHRASES = 4
"""Readings of a wording of several words whose endings read two ways."""


_SHORTEST = 3
"""Letters of a name worth looking for in texts: "US" is also a pronoun."""
_LOOSE = frozenset({"america"})
"""Names of a country that mostly mean something larger."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Words to mark where an addition matched: stems of a language, or folded words if None."""

    text: str
    language: str | None


@dataclass(frozen=True, slots=True)
class QueryExpansion:
    """One addition to a run of words: what is looked for, and the words to mark for it."""

    expansion_note: ExpansionNote
    leaves: tuple[PageState, ...]
    wordings: tuple[Wording, ...] = ()


@dataclass(frozen=True, slots=True)
class ExpandedSpan:
    """Consecutive words of a query, [start, stop), that mean one thing together."""

    start: int
    stop: int
    expansions: tuple[QueryExpansion, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What a query can be widened by: the term list, the gazetteer, and the archive's own names."""

    terms: Terms
    gazetteer: Gazetteer
    places: frozenset[str]
    """The places that some entry concerns; others are not worth looking for."""
    people: frozenset[tuple[str, ...]]
    """People's names, whole and in part, as folded words."""


def expand_words(
    tokens: Sequence[Token], lexicon: Lexicon, longest: int = LONGEST
) -> tuple[ExpandedSpan, ...]:
    """The runs of words that mean something, longest first wins, in order and apart.

    Two words or more that stand in somebody's name are left as they are: Lo Russo is nobody from
    Russia.
    """
    words = tuple(fold_word(token.text) for token in tokens)
    spans: list[ExpandedSpan] = []
    start = 0
    while start < len(words):
        for stop in range(min(len(words), start + longest), start, -1):
            if stop - start > 1 and words[start:stop] in lexicon.people:
                start = stop
                break
            found = tuple(_expansions(tokens[start:stop], words[start:stop], lexicon))
            if found:
                spans.append(ExpandedSpan(start, stop, found))
                start = stop
                break
        else:
            start += 1
    return tuple(spans)


def without_dropped(
    expansions: Iterable[QueryExpansion], drop: Iterable[str]
) -> tuple[QueryExpansion, ...]:
    """The widenings without those that the reader took back."""
    folded = {fold(term) for term in drop}
    return tuple(w for w in expansions if fold(w.expansion_note.term) not in folded)


def _expansions(
    tokens: Sequence[Token], words: tuple[str, ...], lexicon: Lexicon
) -> Iterator[QueryExpansion]:
    typed = " ".join(token.text for token in tokens)
    dated = date_words(words)
    if dated:
        yield _of_date(typed, dated)
    if len(words) == 1 and _means_nothing(tokens[0].text, words[0]):
        return
    seen = set()
    for sense in lexicon.gazetteer.senses(" ".join(words)):
        meant = (sense.country, sense.place)
        if sense.kind == "demonym" and sense.country == HOME:
            continue
        known = sense.kind != "region" and (sense.place is None or sense.place in lexicon.places)
        if known and meant not in seen:
            seen.add(meant)
            yield _of_name(typed, words, sense, lexicon.gazetteer)
    if is_stop(words[0]) or is_stop(words[-1]):
        return
    for term in lexicon.terms.senses(words):
        yield from _of_term(typed, words, term)


def _means_nothing(typed: str, word: str) -> bool:
    """Whether a single word is a stop word, or a code of two letters typed in small ones."""
    if len(word) < 3 and not typed.isupper():
        return True
    return is_stop(word)


def _of_date(typed: str, dated: DateWords) -> QueryExpansion:
    leaf: PageState
    if dated.first and dated.last:
        leaf = Span(dated.first.toordinal(), dated.last.toordinal(), DATE)
    else:
        leaf = Tag("month", f"{dated.month:02}", TAGGED)
    return QueryExpansion(ExpansionNote(typed, dated.text, "und", "date"), (leaf,))


def _of_name(
    typed: str, words: tuple[str, ...], sense: Sense, gazetteer: Gazetteer
) -> QueryExpansion:
    """A country or place by its tag, and by its other names wherever they stand."""
    if sense.place is None:
        tag = Tag("country", sense.country, TAGGED)
        names = gazetteer.names(country=sense.country)
    else:
        tag = Tag("places", sense.place, TAGGED)
        names = gazetteer.names(place=sense.place)
    own = " ".join(words)
    others = tuple(
        dict.fromkeys(
            folded
            for name in names
            if name.why != "demonym"
            and (folded := " ".join(_words(name.text))) not in ("", own)
            and _is_telling(folded, sense, gazetteer)
        )
    )
    leaves: list[PageState] = [tag]
    for other in others:
        leaves += _exact_leaves(tuple(other.split()))
    term, language = _shown_name(sense, own, gazetteer)
    why = "demonym" if sense.kind == "demonym" else sense.kind
    return QueryExpansion(
        ExpansionNote(typed, term, language, why),
        tuple(leaves),
        tuple(Wording(other, None) for other in others),
    )


def _is_telling(name: str, sense: Sense, gazetteer: Gazetteer) -> bool:
    """Whether a name in a text means this country or place, before any other."""
    if len(name) < _SHORTEST or name in _LOOSE:
        return False
    first = next(iter(gazetteer.senses(name)), None)
    return first is not None and (first.country, first.place) == (sense.country, sense.place)


def _shown_name(sense: Sense, own: str, gazetteer: Gazetteer) -> tuple[str, str]:
    """The name to show for an addition, and its language: one that was not typed, if there is."""
    labels = {}
    for language in READING_LANGUAGES:
        if sense.place is None:
            labels[language] = gazetteer.country_name(sense.country, language)
        else:
            place = gazetteer.place(sense.place)
            labels[language] = place.names.get(language, sense.name) if place else sense.name
    first, second = ("en", "it") if sense.language == "it" else ("it", "en")
    for language in (first, second):
        if " ".join(_words(labels[language])) != own:
            return labels[language], language
    return labels[first], first


def _of_term(typed: str, words: tuple[str, ...], sense: TermSense) -> Iterator[QueryExpansion]:
    """The other language's wordings, with the kind they name; then the same language's others."""
    other = "en" if sense.language == "it" else "it"
    own = " ".join(words)
    for language in (other, sense.language):
        wordings = [w for w in sense.pair.side(language) if " ".join(_words(w)) != own]
        leaves = [leaf for wording in wordings for leaf in _wording_leaves(wording, language)]
        if sense.pair.kind and language == other:
            leaves.append(Tag("kind", sense.pair.kind, TAGGED))
        if wordings:
            why = "kind" if sense.pair.kind and language == other else "term"
            yield QueryExpansion(
                ExpansionNote(typed, wordings[0], language, why),
                tuple(dict.fromkeys(leaves)),
                tuple(Wording(w, None if _is_name(w) else language) for w in wordings),
            )


def _is_name(wording: str) -> bool:
    """Whether a wording of the term list is a name: it reads the same in a text of any language."""
    return wording[:1].isupper()


@lru_cache(maxsize=2_048)
def _wording_leaves(wording: str, language: str) -> tuple[PageState, ...]:
    if _is_name(wording):
        return tuple(_exact_leaves(_words(wording)))
    return _stem_leaves(wording, language)


def _exact_leaves(words: tuple[str, ...]) -> Iterator[PageState]:
    offsets = tuple((word, offset) for offset, word in enumerate(words))
    for field, weight in FOLDED_WEIGHTS.items():
        if len(words) == 1:
            yield Term(field, words[0], weight * EXPANSION)
        else:
            yield Phrase(field, offsets, weight * EXPANSION)


def _stem_leaves(wording: str, language: str) -> tuple[PageState, ...]:
    places = [
        [(stem, offset) for stem in stems]
        for offset, token in enumerate(tokenize(wording))
        if (stems := stems_of(token.text, language))
    ]
    if not places:
        return ()
    first = places[0][0][1]
    readings = list(product(*places))[:_MOST_PHRASES]
    leaves: list[PageState] = []
    for field, weight in STEM_WEIGHTS[language].items():
        for reading in readings:
            if len(reading) == 1:
                leaves.append(Term(field, reading[0][0], weight * EXPANSION))
            else:
                words = tuple((stem, offset - first) for stem, offset in reading)
                leaves.append(Phrase(field, words, weight * EXPANSION))
    return tuple(leaves)


@lru_cache(maxsize=2_048)
def _words(text: str) -> tuple[str, ...]:
    return tuple(fold_word(token.text) for token in tokenize(text))
