"""Protected spans: parts of a text that a machine must not translate, with their translation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache
from typing import Literal

from babel.numbers import get_decimal_symbol, get_group_symbol

from index.gazetteer import Gazetteer, Sense
from index.gazetteer.mentions import PlaceMention, find_place_mentions
from index.model.entry import Entry
from index.reading.people.person_mentions import find_person_mentions
from index.text.current_profile import current_profile
from index.text.folding import fold
from index.text.home_names import home_names
from index.text.lexicon import union
from index.text.lexicon.regexes import alternation
from index.text.tokens import Text
from index.translation.agreement import ordinal_written
from index.translation.date_phrases import find_date_phrases
from index.translation.translators.translator import ServiceLimits

_ADDRESS = re.compile(r"https?://\S+[\w/]|www\.\S+[\w/]|(?<![\w.+-])[\w.+-]++@[\w-]++\.[\w.-]*\w")
"""The name before an @ is looked for from its start only, so that a long word is read once."""
_RUN = re.compile(r"\w+")
_ACRONYM = re.compile(
    r"(?<!\w)(?:(?:[A-Z]\.){2,}(?:[A-Z](?!\w))?|[A-Z]+\d+\w*|[A-Z]{2,}[a-z]?\b|[A-Z]{4,}\w+"
    r"|[A-Z]-[A-Z]{2,}|[A-Za-z]*[a-z][A-Z]{2,}\w*)"
)
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NUMBER_WORD = re.compile(
    rf"\d+(?:[.,]\d+)*(?:(?:{alternation(union(lambda words: words.calendar.ordinals))})\b|[°º])?"
)
_SWAPPED = str.maketrans(".,", ",.")
_SPECIAL = re.compile(r"[*#@^$~\\{}<>|\[\]]+")
"""Signs with a meaning to some translator."""


@dataclass(frozen=True, slots=True)
class EntryNames:
    """The people, places and countries that were found in an entry."""

    people: tuple[str, ...] = ()
    """Names as displayed."""
    places: frozenset[str] = frozenset()
    """Ids."""
    countries: frozenset[str] = frozenset()
    """ISO 3166-1 alpha-2 codes."""


def names_of(entry: Entry) -> EntryNames:
    """Return the names of an entry."""
    return EntryNames(
        people=tuple(person.name for person in entry.people),
        places=frozenset(place.id for place in entry.places),
        countries=frozenset(entry.countries),
    )


@dataclass(frozen=True, slots=True)
class ProtectedSpan:
    """Characters `start` to `end` (exclusive), and what replaces them in the translation."""

    start: int
    end: int
    written: str
    kind: Literal["person", "place", "other"] = "other"


def find_protected_spans(
    text: str,
    source: str,
    target: str,
    names: EntryNames,
    gazetteer: Gazetteer,
    limits: ServiceLimits,
    *,
    strict: bool,
) -> tuple[list[ProtectedSpan], frozenset[str]]:
    """Find addresses, dates, people, places, acronyms and numbers; no spans overlap.

    They are in the order of these kinds, not of the text; of two that overlap the kind found first
    wins. `strict` also finds countries and all numbers; otherwise the second value has the codes
    of the countries that the text names.
    """
    spans: list[ProtectedSpan] = []
    countries: set[str] = set()
    taken = bytearray(len(text))
    """1 for each character of a span."""

    def take(found: Iterable[ProtectedSpan]) -> None:
        for span in found:
            if taken.find(1, span.start, span.end) < 0:
                taken[span.start : span.end] = b"\x01" * (span.end - span.start)
                spans.append(span)

    take(ProtectedSpan(f.start(), f.end(), f[0]) for f in _ADDRESS.finditer(text))
    take(ProtectedSpan(f.start, f.end, f.written) for f in find_date_phrases(text, source, target))
    words = Text.of("", text)
    mentions = find_place_mentions(words, gazetteer)
    take(_people(words, mentions, source, names))
    take(_glossary_spans(text, source, target, limits))
    for span, country in _places(words, mentions, target, names, gazetteer):
        if country and not strict and not _is_short(text[span.start : span.end]):
            countries.add(country)
        else:
            take([span])
    if not _is_all_capitals(text):
        take(ProtectedSpan(f.start(), f.end(), f[0]) for f in _ACRONYM.finditer(text))
    if grouped := _swapped_numbers(source, target):
        take(
            ProtectedSpan(f.start(), f.end(), f[0].translate(_SWAPPED))
            for f in grouped.finditer(text)
        )
    if strict:
        take(
            ProtectedSpan(f.start(), f.end(), ordinal_written(f[0], target))
            for f in _NUMBER_WORD.finditer(text)
        )
    take(ProtectedSpan(f.start(), f.end(), f[0]) for f in _SPECIAL.finditer(text))
    return spans, frozenset(countries)


def _people(
    read: Text, places: Sequence[PlaceMention], language: str, names: EntryNames
) -> Iterator[ProtectedSpan]:
    text = read.whole
    known = {tuple(name.split()) for name in names.people}
    known |= {mention.words for mention in find_person_mentions(read, places, language)}
    # Whole names first, then their single words, as in "Mayor Chiamparino".
    alone = {(word,) for name in known for word in name if _is_name_word(word)}
    names_in_order = (*sorted(known, key=len, reverse=True), *sorted(alone))
    starts = _starts_of(text, {_runs(words) for words in names_in_order})
    for words in names_in_order:
        pattern = re.compile(
            r"\s+".join(re.escape(w).replace("’", "'").replace("'", "['’´]") for w in words)
            + r"(?!\w)"
        )
        for start in starts.get(_runs(words), ()):
            if found := pattern.match(text, start):
                yield ProtectedSpan(found.start(), found.end(), found[0], "person")


def _runs(words: Iterable[str]) -> tuple[str, ...]:
    """Return the letters and digits of a name, without the signs between them."""
    return tuple(run for word in words for run in _RUN.findall(word))


def _starts_of(text: str, names: Set[tuple[str, ...]]) -> dict[tuple[str, ...], list[int]]:
    """Return where the runs of each name follow each other in a text, whatever is between them.

    All names are looked up in one walk: a walk for each would take time with the square of the
    size of a list of names.
    """
    runs = [(found[0], found.start()) for found in _RUN.finditer(text)]
    starts: dict[tuple[str, ...], list[int]] = {}
    for length in {len(name) for name in names}:
        columns = [[run for run, _ in runs[n:]] for n in range(length)]
        for name, (_, start) in zip(zip(*columns, strict=False), runs, strict=False):
            if name in names:
                starts.setdefault(name, []).append(start)
    return starts


@cache
def _swapped_numbers(source: str, target: str) -> re.Pattern[str] | None:
    """Return what finds numbers with a sign for thousands or decimals, where one language has the
    point for the one and the comma for the other, and the other language the other way round.
    """
    signs = _number_signs(source)
    if {*signs} != {".", ","} or signs != _number_signs(target)[::-1]:
        return None
    group, point = map(re.escape, signs)
    return re.compile(
        rf"(?<![\d.,])\d{{1,3}}(?:{group}\d{{3}})+(?:{point}\d+)?(?![\d{group}])"
        rf"|(?<![\d.,])\d+{point}\d+(?![\d{point}])"
    )


def _number_signs(language: str) -> tuple[str, str]:
    """Return the signs for thousands and decimals in a language, from CLDR."""
    return get_group_symbol(language), get_decimal_symbol(language)


def _glossary_spans(
    text: str, source: str, target: str, limits: ServiceLimits
) -> Iterator[ProtectedSpan]:
    translations: dict[str, str] = {}
    for row in limits.glossary:
        if source in row and target in row:
            translations.setdefault(row[source].lower(), row[target])
    if not translations:
        return
    longest_first = "|".join(map(re.escape, sorted(translations, key=len, reverse=True)))
    for found in re.finditer(rf"(?<!\w)(?:{longest_first})(?!\w)", text, re.IGNORECASE):
        translation = translations[found[0].lower()]
        cased = translation if found[0][0].isupper() else translation.lower()
        yield ProtectedSpan(found.start(), found.end(), cased)


def _is_name_word(word: str) -> bool:
    return len(word) > 2 and word[0].isupper() and fold(word) not in home_names().endings


def _places(
    words: Text,
    mentions: Iterable[PlaceMention],
    target: str,
    names: EntryNames,
    gazetteer: Gazetteer,
) -> Iterator[tuple[ProtectedSpan, str]]:
    """Yield each place, region or country as a span, with the country's code or ""."""
    for mention in mentions:
        start, end = words.starts[mention.start], words.ends[mention.end - 1]
        written = words.written(mention.start, mention.end)
        if mention.phrase in home_names().cities:
            home = current_profile().home
            yield ProtectedSpan(start, end, home.name.get(target, written), "place"), ""
            continue
        sense = _sense(mention, names, gazetteer)
        if sense is None:
            continue
        yield (
            ProtectedSpan(start, end, _label(sense, written, target, gazetteer), "place"),
            (sense.country if sense.kind == "country" else ""),
        )


def _label(sense: Sense, written: str, target: str, gazetteer: Gazetteer) -> str:
    """Return the name in the other language; as written when it is not the place's usual name."""
    if sense.kind == "country":
        name = gazetteer.country_name(sense.country, target)
        return written if _is_short(written) else name
    place = gazetteer.place(sense.place) if sense.place else None
    if place is None:
        return written
    labels = {fold(name) for name in place.names.values()}
    return place.names.get(target, written) if fold(written) in labels else written


def _sense(mention: PlaceMention, names: EntryNames, gazetteer: Gazetteer) -> Sense | None:
    """Return what a name means here: a place of the entry, else one from the hand-made table.

    None when neither is known.
    """
    for sense in mention.senses:
        if sense.place in names.places:
            return sense
    if mention.has("demonym"):
        return None
    for sense in mention.senses:
        if sense.kind == "country":
            return sense
    for sense in mention.senses:
        if sense.kind == "region":
            return sense
        if sense.place and (gazetteer.is_curated(sense.place) or sense.country in names.countries):
            return sense
        is_at_home = sense.country == current_profile().home.country
        if is_at_home and gazetteer.guard(mention.phrase) is None:
            return sense
    return None


def _is_short(written: str) -> bool:
    """Return whether it is an abbreviation such as U.S.A. or UK, the same in both languages."""
    letters = written.replace(".", "")
    return len(letters) <= 4 and letters.isupper()


def _is_all_capitals(text: str) -> bool:
    """Return whether a text is in capitals, so that acronyms cannot be recognised."""
    words: list[str] = re.findall(r"[^\W\d_]{2,}(?![\w-])", text)
    loud = sum(word.isupper() for word in words)
    return loud > 2 and loud > len(words) / 2
