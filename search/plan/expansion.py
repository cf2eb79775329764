"""Query expansion: terms that mean the same as words of the query.

They come from the bilingual term list, the gazetteer and dates. Each added term is shown and can be
removed; see `Query.expand` and `Query.drop`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import product

from index.gazetteer import Gazetteer, Sense
from index.gazetteer.regions import Region, Regions
from index.model.entry import READING_LANGUAGES
from index.text.analysis import Token, fold_word, in_stop_list, stems_of, tokenize
from index.text.folding import fold
from index.text.term_list import (
    LANGUAGES,
    LONGEST_WORDING,
    TermClass,
    TermList,
    TermSense,
    words_in_capitals,
)
from search.plan.tree import Leaf, Phrase, Span, Tag, Term
from search.plan.weights import (
    DATE,
    DATE_WITHIN,
    EXACT_WEIGHTS,
    EXPANSION,
    FOLDED_WEIGHTS,
    PART_OF,
    STEM_WEIGHTS,
    TAGGED,
)
from search.query.date_points import DateWords, days_of_years
from search.results.results import ExpansionNote, ExpansionReason

_MAX_READINGS = 4
"""Combinations of stems that are searched for a wording whose words have several stems."""

_MIN_NAME_LENGTH = 3
"""Letters of the shortest name that is searched in texts: "US" is also a pronoun."""
_AMBIGUOUS_NAMES = frozenset({"america"})
"""Names of a country that mostly mean a larger region."""
_SHORT_NAMES = {"monaco": ("munich-de",), "rio": ("rio-de-janeiro-br",)}
"""Places by a short name that readers type, but that alone is no sign of the place on a page."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Words to highlight for an added term: by stems of the language, or folded if it is None."""

    text: str
    language: str | None


@dataclass(frozen=True, slots=True)
class QueryExpansion:
    """One term added to the words of a span: its leaves, and the words to highlight."""

    note: ExpansionNote
    leaves: tuple[Leaf, ...]
    wordings: tuple[Wording, ...] = ()
    replaces_words: bool = False
    """True when the words typed are not searched themselves: the days of "since 2010"."""
    word_class: TermClass = "topic"
    is_related: bool = False
    """True for a term that only means about the same: the entries that it finds are no hits, but
    may stand among the related ones."""


@dataclass(frozen=True, slots=True)
class ExpandedSpan:
    """Consecutive words of a query, [start, stop), that mean one thing, and its expansions."""

    start: int
    stop: int
    expansions: tuple[QueryExpansion, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The sources of query expansion: term list, gazetteer, and the names in the archive."""

    terms: TermList
    gazetteer: Gazetteer
    regions: Regions
    places: frozenset[str]
    """Ids of the places that some entry concerns; no other place is added."""
    people: frozenset[tuple[str, ...]]
    """Names of people, whole and in part, as folded words."""
    home_country: str
    """ISO 3166-1 code. Every entry concerns it, so that "Italian" is not expanded to it."""
    name_words: frozenset[str] = frozenset()
    """Folded words of people's names, without the short ones and stop words."""
    home_names: frozenset[str] = frozenset()
    """Folded names of the archive's own city and its people; every entry concerns it."""
    years: tuple[int, int] | None = None
    """The first and last year of the entries; None when none is dated."""


def expand_words(
    tokens: Sequence[Token],
    lexicon: Lexicon,
    longest: int = LONGEST_WORDING,
    dates: Iterable[DateWords] = (),
) -> tuple[ExpandedSpan, ...]:
    """Return the spans of words that have expansions, ascending and without overlaps.

    From each word on, the longest span wins, but one of `dates` before any other. Two or more words
    that are part of a person's name are not expanded: Lo Russo is not somebody from Russia.
    """
    words = tuple(fold_word(token.text) for token in tokens)
    dated = dict(_dated_spans(tokens, dates, lexicon))
    spans: list[ExpandedSpan] = []
    start = 0
    while start < len(words):
        if start in dated:
            spans.append(dated[start])
            start = dated[start].stop
            continue
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


def words_of_people(tokens: Sequence[Token], lexicon: Lexicon) -> frozenset[int]:
    """Return which words are, two or more side by side, part of a person's name."""
    words = tuple(fold_word(token.text) for token in tokens)
    found: set[int] = set()
    for start in range(len(words) - 1):
        for stop in range(min(len(words), start + LONGEST_WORDING), start + 1, -1):
            if words[start:stop] in lexicon.people:
                found.update(range(start, stop))
                break
    return frozenset(found)


def without_dropped(
    expansions: Iterable[QueryExpansion], drop: Iterable[str]
) -> tuple[QueryExpansion, ...]:
    """Return the expansions without those whose term is in `drop`."""
    folded = {fold(term) for term in drop}
    return tuple(w for w in expansions if fold(w.note.term) not in folded)


def _expansions(
    tokens: Sequence[Token], words: tuple[str, ...], lexicon: Lexicon
) -> Iterator[QueryExpansion]:
    """Yield what words mean: countries and places, regions, terms."""
    typed = " ".join(token.text for token in tokens)
    shouted = len(words) == 1 and lexicon.terms.senses_in_capitals(typed)
    if len(words) == 1 and not shouted and _is_ignored(typed, words[0]):
        return
    regions = lexicon.regions.find(" ".join(words))
    for sense in _senses(words, regions, lexicon):
        yield _expand_name(typed, words, sense, lexicon.gazetteer)
    for region in regions:
        yield _expand_region(typed, words, region, lexicon)
    if shouted:
        terms = shouted
    elif in_stop_list(words[0]) or in_stop_list(words[-1]):
        return
    else:
        terms = lexicon.terms.senses(words)
    for term in terms:
        yield from _expand_term(typed, words, term)


def _senses(
    words: tuple[str, ...], regions: Sequence[Region], lexicon: Lexicon
) -> tuple[Sense, ...]:
    """Return the countries and places that are meant, without those that regions stand for.

    A nation of the United Kingdom is not the whole of it, and Yugoslavia, of which several
    countries were part, is one region.
    """
    name = " ".join(words)
    senses: dict[tuple[str, str | None], Sense] = {}
    for sense in lexicon.gazetteer.senses(name):
        is_home = sense.kind == "demonym" and sense.country == lexicon.home_country
        is_known = sense.place is None or sense.place in lexicon.places
        if sense.kind != "region" and not is_home and is_known:
            senses.setdefault((sense.country, sense.place), sense)
    for place in _SHORT_NAMES.get(name, ()):
        known = lexicon.gazetteer.place(place)
        if known and place in lexicon.places:
            label = known.names["en"]
            senses.setdefault(
                (known.country, place), Sense("place", known.country, place, label, None)
            )
    inside: set[str] = set()
    for region in regions:
        within = {c for c, place in senses if place is None and c in region.countries}
        if region.division:
            inside.add(region.division[0])
        elif not region.countries:  # only a name, of no country
            inside |= {c for c, place in senses if place is None}
        elif len(within) > 1:
            inside |= within
    return tuple(s for (c, place), s in senses.items() if place is not None or c not in inside)


def _is_ignored(typed: str, word: str) -> bool:
    """Return whether a word alone has no expansion: a stop word, or "us" but not "US" and "g7"."""
    if len(word) < 3 and not typed.isupper() and not word[-1:].isdigit():
        return True
    return in_stop_list(word)


def _dated_spans(
    tokens: Sequence[Token], dates: Iterable[DateWords], lexicon: Lexicon
) -> Iterator[tuple[int, ExpandedSpan]]:
    """Yield the words of each date and where they begin."""
    words = tuple(fold_word(token.text) for token in tokens)
    for one in dates:
        inside = [n for n, t in enumerate(tokens) if one.start <= t.start and t.end <= one.end]
        if inside:
            start, stop = inside[0], inside[-1] + 1
            if words[start : stop + 1] in lexicon.people:  # May Smith
                continue
            typed = " ".join(token.text for token in tokens[start:stop])
            yield start, ExpandedSpan(start, stop, (_expand_date(typed, one, lexicon),))


def _expand_date(typed: str, one: DateWords, lexicon: Lexicon) -> QueryExpansion:
    leaves: tuple[Leaf, ...]
    if one.first and one.last:
        leaves = _days(one.first, one.last)
    elif one.days:
        leaves = tuple(leaf for days in days_of_years(one, lexicon.years) for leaf in _days(*days))
    else:
        leaves = tuple(Tag("month", f"{month:02}", TAGGED) for month in one.months)
    note = ExpansionNote(typed, one.text, "und", "date")
    return QueryExpansion(note, leaves, replaces_words=one.days_only)


def _days(first: date, last: date) -> tuple[Span, Span]:
    days = first.toordinal(), last.toordinal()
    return Span(*days, DATE), Span(*days, DATE_WITHIN, within=True)


def _expand_name(
    typed: str, words: tuple[str, ...], sense: Sense, gazetteer: Gazetteer
) -> QueryExpansion:
    """Return the expansion of a country or place: its tag, and its other names in any text."""
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
            if name.kind != "demonym"
            and (folded := " ".join(_folded_words(name.text))) not in ("", own)
            and _is_unambiguous(folded, sense, gazetteer)
        )
    )
    leaves: list[Leaf] = [tag]
    for other in others:
        leaves += _exact_leaves(tuple(other.split()))
    term, language = _shown_name(sense, own, gazetteer)
    why: ExpansionReason = "demonym" if sense.kind == "demonym" else sense.kind
    return QueryExpansion(
        ExpansionNote(typed, term, language, why),
        tuple(leaves),
        tuple(Wording(other, None) for other in others),
    )


def _expand_region(
    typed: str, words: tuple[str, ...], region: Region, lexicon: Lexicon
) -> QueryExpansion:
    """Return the expansion of a region: the tags of what is in it, and its other names in texts."""
    tags, gazetteer = region_tags(region, lexicon), lexicon.gazetteer
    own = " ".join(words)
    named = {" ".join(_folded_words(name.text)): name for name in reversed(region.names)}
    others = tuple(
        name
        for name in reversed(named)
        if name != own
        and len(name) >= _MIN_NAME_LENGTH
        and name not in _AMBIGUOUS_NAMES
        and lexicon.regions.find(name) == (region,)
        and not (region.division and gazetteer.is_part_of_another(name, region.division[0]))
        and not any(sense.kind in ("country", "place") for sense in _others(name, region, lexicon))
    )
    leaves: list[Leaf] = list(tags)
    for other in others:
        leaves += _exact_leaves(tuple(other.split()))
    is_italian = own in named and named[own].language == "it"
    languages = ("en", "it") if is_italian else ("it", "en")
    language = next(
        (tag for tag in languages if " ".join(_folded_words(region.labels[tag])) != own),
        languages[0],
    )
    size = len(tags) if region.division else len(region.countries)
    note = ExpansionNote(typed, region.labels[language], language, "region", region.id, size)
    return QueryExpansion(note, tuple(leaves), tuple(Wording(other, None) for other in others))


def region_tags(region: Region, lexicon: Lexicon) -> tuple[Tag, ...]:
    """Return the countries of a region, or the archive's places in a division, as tags.

    The country of the archive is left out: every entry concerns it.
    """
    if not region.division:
        home = lexicon.home_country
        return tuple([Tag("country", code, PART_OF) for code in region.countries if code != home])
    suffix = f"-{region.division[0].lower()}"
    return tuple(
        Tag("places", place, PART_OF)
        for place in sorted(place for place in lexicon.places if place.endswith(suffix))
        if lexicon.gazetteer.division(place) == region.division
    )


def _others(name: str, region: Region, lexicon: Lexicon) -> Iterator[Sense]:
    """Yield what a region's name means besides a part of its own countries."""
    own = {*region.countries, *(region.division or ())[:1]}
    for sense in lexicon.gazetteer.senses(name):
        if sense.country not in own and (sense.place is None or sense.place in lexicon.places):
            yield sense


def _is_unambiguous(name: str, sense: Sense, gazetteer: Gazetteer) -> bool:
    """Return whether a name means this country or place first, and is in no other's name."""
    if len(name) < _MIN_NAME_LENGTH or name in _AMBIGUOUS_NAMES:
        return False
    if sense.place is None and gazetteer.is_part_of_another(name, sense.country):
        return False
    first = next(iter(gazetteer.senses(name)), None)
    return first is not None and (first.country, first.place) == (sense.country, sense.place)


def _shown_name(sense: Sense, own: str, gazetteer: Gazetteer) -> tuple[str, str]:
    """Return the name to show for an expansion, if possible one that was not typed.

    The second value is the language of the name.
    """
    labels = {}
    for language in READING_LANGUAGES:
        if sense.place is None:
            labels[language] = gazetteer.country_name(sense.country, language)
        else:
            place = gazetteer.place(sense.place)
            labels[language] = place.names.get(language, sense.name) if place else sense.name
    first, second = ("en", "it") if sense.language == "it" else ("it", "en")
    for language in (first, second):
        if " ".join(_folded_words(labels[language])) != own:
            return labels[language], language
    return labels[first], first


def _expand_term(typed: str, words: tuple[str, ...], sense: TermSense) -> Iterator[QueryExpansion]:
    """Yield the wordings of the other languages, with the kind they name, then those of this one.

    A wording that two languages have is told with the first, and searched in both.
    """
    others = [language for language in LANGUAGES if language != sense.language]
    teller = {typed if typed in words_in_capitals() else " ".join(words): sense.language}
    wordings: defaultdict[str, list[str]] = defaultdict(list)
    leaves: defaultdict[str, list[Leaf]] = defaultdict(list)
    for language in (*others, sense.language):
        for wording in sense.pair.side(language):
            key = wording if wording in words_in_capitals() else " ".join(_folded_words(wording))
            if key not in teller:
                teller[key] = language
                wordings[language].append(wording)
            leaves[teller[key]] += _wording_leaves(wording, language)
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
def _wording_leaves(wording: str, language: str) -> tuple[Leaf, ...]:
    if wording in words_in_capitals():
        return tuple(Term(f, wording, w * EXPANSION) for f, w in EXACT_WEIGHTS.items())
    if _is_name(wording):
        return tuple(_exact_leaves(_folded_words(wording)))
    return _stem_leaves(wording, language)


def _exact_leaves(words: tuple[str, ...]) -> Iterator[Leaf]:
    offsets = tuple((word, offset) for offset, word in enumerate(words))
    for field, weight in FOLDED_WEIGHTS.items():
        if len(words) == 1:
            yield Term(field, words[0], weight * EXPANSION)
        else:
            yield Phrase(field, offsets, weight * EXPANSION)


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


@lru_cache(maxsize=2_048)
def _folded_words(text: str) -> tuple[str, ...]:
    return tuple(fold_word(token.text) for token in tokenize(text))
