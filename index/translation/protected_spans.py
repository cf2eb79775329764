"""What must survive a translation: where it stands in a text, and what the other language has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from index.gazetteer import Gazetteer, Sense
from index.model.entry import Entry
from index.reading.people.person_mentions import mentions_of
from index.reading.places.place_mentions import Mention, Words, find_mentions
from index.text.folding import fold
from index.translation.date_phrases import find_dates
from index.translation.translators.translator import ServiceLimits

_ADDRESS = re.compile(r"https?://\S+[\w/]|www\.\S+[\w/]|[\w.+-]+@[\w-]+\.[\w.-]*\w")
_ACRONYM = re.compile(
    r"(?<!\w)(?:(?:[A-Z]\.){2,}(?:[A-Z](?!\w))?|[A-Z]+\d+\w*|[A-Z]{2,}[a-z]?\b|[A-Z]{4,}\w+"
    r"|[A-Z]-[A-Z]{2,}|[A-Za-z]*[a-z][A-Z]{2,}\w*)"
)
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NUMBER_WORD = re.compile(r"\d+(?:[.,]\d+)*(?:st\b|nd\b|rd\b|th\b|[°º])?")
_GROUPED = {
    "en": re.compile(
        r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,])|(?<![\d.,])\d+\.\d+(?![\d.])"
    ),
    "it": re.compile(
        r"(?<![\d.,])\d{1,3}(?:\.\d{3})+(?:,\d+)?(?![\d.])|(?<![\d.,])\d+,\d+(?![\d,])"
    ),
}
"""Numbers with a mark for thousands or decimals, which the two languages write the other way."""
_SWAPPED = str.maketrans(".,", ",.")
_SPECIAL = re.compile(r"[*#@^$~\\{}<>|\[\]]+")
"""Signs that mean something to some translator."""
_TORINO = frozenset({"torino", "turin"})


@dataclass(frozen=True, slots=True)
class Names:
    """What an entry is known to name: people as they are called, places' ids, countries' codes."""

    people: tuple[str, ...] = ()
    places: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()


def names_of(entry: Entry) -> Names:
    """The names of an entry."""
    return Names(
        people=tuple(person.name for person in entry.people),
        places=frozenset(place.id for place in entry.places),
        countries=frozenset(entry.countries),
    )


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` (exclusive), and what stands for them in the translation."""

    start: int
    end: int
    written: str
    kind: Literal["person", "place", "other"] = "other"


def find_protected_spans(
    text: str,
    source: str,
    target: str,
    names: Names,
    gazetteer: Gazetteer,
    terms: ServiceLimits,
    *,
    strictly: bool,
) -> tuple[list[Span], frozenset[str]]:
    """Find addresses, dates, people, places, acronyms and numbers; none overlaps another.

    `strictly` takes countries and all numbers as well; else the second value has the countries
    that the text names.
    """
    spans: list[Span] = []
    countries: set[str] = set()

    def take(found: Iterable[Span]) -> None:
        for span in found:
            if not any(span.start < other.end and other.start < span.end for other in spans):
                spans.append(span)

    take(Span(f.start(), f.end(), f[0]) for f in _ADDRESS.finditer(text))
    take(Span(f.start, f.end, f.written) for f in find_dates(text, source, target))
    take(_people(text, source, names))
    take(_wordings(text, target, terms))
    for span, country in _places(text, target, names, gazetteer):
        if country and not strictly and not _is_short(text[span.start : span.end]):
            countries.add(country)
        else:
            take([span])
    if not _shouts(text):
        take(Span(f.start(), f.end(), f[0]) for f in _ACRONYM.finditer(text))
    grouped = _GROUPED.get(source)
    if grouped and {source, target} == {"it", "en"}:
        take(Span(f.start(), f.end(), f[0].translate(_SWAPPED)) for f in grouped.finditer(text))
    if strictly:
        take(Span(f.start(), f.end(), _ordinal(f[0], target)) for f in _NUMBER_WORD.finditer(text))
    take(Span(f.start(), f.end(), f[0]) for f in _SPECIAL.finditer(text))
    return spans, frozenset(countries)


def _people(text: str, language: str, names: Names) -> Iterator[Span]:
    known = {tuple(name.split()) for name in names.people}
    known |= {mention.words for mention in mentions_of(text, language)}
    # The whole name first, then its words alone: "Mayor Chiamparino".
    alone = {(word,) for name in known for word in name if _is_name_word(word)}
    for words in (*sorted(known, key=len, reverse=True), *sorted(alone)):
        pattern = r"\s+".join(
            re.escape(word).replace("’", "'").replace("'", "['’´]") for word in words
        )
        for found in re.finditer(rf"(?<!\w){pattern}(?!\w)", text):
            yield Span(found.start(), found.end(), found[0], "person")


def _wordings(text: str, target: str, terms: ServiceLimits) -> Iterator[Span]:
    pairs = terms.wordings if target == "en" else tuple((en, it) for it, en in terms.wordings)
    said: dict[str, str] = {}
    for wording, meant in pairs:
        said.setdefault(wording.lower(), meant)
    if target not in ("it", "en") or not said:
        return
    longest_first = "|".join(map(re.escape, sorted(said, key=len, reverse=True)))
    for found in re.finditer(rf"(?<!\w)(?:{longest_first})(?!\w)", text, re.IGNORECASE):
        meant = said[found[0].lower()]
        cased = meant if found[0][0].isupper() else meant.lower()
        yield Span(found.start(), found.end(), cased)


def _ordinal(number: str, target: str) -> str:
    bare = re.match(r"[\d.,]*\d", number)
    if bare is None or bare[0] == number or target != "it":
        return number
    return f"{bare[0]}º"


def _is_name_word(word: str) -> bool:
    return len(word) > 2 and word[0].isupper() and fold(word) not in _TORINO


def _places(
    text: str, target: str, names: Names, gazetteer: Gazetteer
) -> Iterator[tuple[Span, str]]:
    """Each place, region or country with its name in the other language; a country's code too."""
    words = Words.of("", text)
    for mention in find_mentions(words, gazetteer):
        start = sum(map(len, words.gaps[: mention.start + 1] + words.texts[: mention.start]))
        end = start + len(words.slice(mention.start, mention.end))
        written = text[start:end]
        if mention.phrase in _TORINO:
            yield Span(start, end, "Torino", "place"), ""
            continue
        sense = _sense(mention, names, gazetteer)
        if sense is None:
            continue
        yield (
            Span(start, end, _label(sense, written, target, gazetteer), "place"),
            (sense.country if sense.kind == "country" else ""),
        )


def _label(sense: Sense, written: str, target: str, gazetteer: Gazetteer) -> str:
    """What the other language calls it; as written, where that is no plain name of today."""
    if sense.kind == "country":
        name = gazetteer.country_name(sense.country, target)
        return written if _is_short(written) else name
    place = gazetteer.place(sense.place) if sense.place else None
    if place is None:
        return written
    labels = {fold(name) for name in place.names.values()}
    return place.names.get(target, written) if fold(written) in labels else written


def _sense(mention: Mention, names: Names, gazetteer: Gazetteer) -> Sense | None:
    """What a name means here: what the entry is about, else what stands in the hand-made table."""
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
        if sense.place and (gazetteer.is_chosen(sense.place) or sense.country in names.countries):
            return sense
        if sense.country == "IT" and gazetteer.guard(mention.phrase) is None:
            return sense
    return None


def _is_short(written: str) -> bool:
    """U.S.A. and UK are the same in both languages."""
    letters = written.replace(".", "")
    return len(letters) <= 4 and letters.isupper()


def _shouts(text: str) -> bool:
    """Say whether a text is all capitals, in which acronyms cannot be told."""
    words: list[str] = re.findall(r"[^\W\d_]{2,}(?![\w-])", text)
    loud = sum(word.isupper() for word in words)
    return loud > 2 and loud > len(words) / 2
