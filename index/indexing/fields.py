"""The table of fields, from which every engine derives its schema, and an entry's values in them.

Published words, people's translations and machines' have fields of their own, so that they can be
weighted differently; each exists with the stems of a language (`it`, `en`) and with the folded
words of any language (`exact`).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import repeat
from typing import Literal, get_args

from index.model.entry import READING_LANGUAGES, Entry, Origin, Version
from index.model.entry_json import entry_from_json, traced_entry_to_json
from index.text.analysis import (
    POSITION_GAP,
    STEMMED,
    accented_word,
    fold_word,
    hyphened_words,
    split_words,
    stems_in_any_language,
    stems_of,
)
from index.text.analysis.initials import initials_in
from index.text.analysis.name_keys import joined_names, name_words
from index.text.term_list import words_in_capitals
from index.text.tokens import WordSpans, word_spans

FieldKind = Literal["terms", "tags", "day", "stored"]
TextPart = Literal["title", "body"]
Positions = Mapping[str, tuple[int, ...]]
"""The positions of each term in a field, ascending and unique."""

EXACT = "exact"
ORIGINS: tuple[Origin, ...] = get_args(Origin)
PARTS: tuple[TextPart, ...] = get_args(TextPart)
UNDATED = 0
"""The value of the fields start and end when the date is unknown; otherwise day ordinals as of
`datetime.date.toordinal`."""
LONGEST_SPAN = 100
"""Years of a span that are indexed; a longer one is a misprint."""

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Field:
    """A named part of an entry: terms with positions, tags (whole values), a day or stored text."""

    name: str
    kind: FieldKind


@dataclass(frozen=True, slots=True)
class Occurrences:
    """The terms of one field in text order, and the position of each; no pair occurs twice."""

    terms: list[str]
    positions: list[int]


@dataclass(frozen=True, slots=True)
class ShownVersion:
    """The texts of a version as a list of hits shows them, cut into words.

    A snippet's text has no blanks but single spaces.
    """

    language: str
    title: WordSpans
    text: WordSpans


@dataclass(frozen=True, slots=True)
class Values:
    """An entry's values by field name; a field of terms or tags without values is left out."""

    occurrences: Mapping[str, Occurrences]
    """For the fields of terms."""
    tags: Mapping[str, tuple[str, ...]]
    days: Mapping[str, int]
    """Day ordinals, or UNDATED."""
    stored: str
    spelt: Mapping[str, str]
    """Every published word, folded, with the spelling of its first occurrence."""
    shown: tuple[ShownVersion, ...] = ()
    """In the order of the versions."""

    @property
    def terms(self) -> dict[str, Positions]:
        """The positions of each term, by field."""
        fields: dict[str, Positions] = {}
        for field, found in self.occurrences.items():
            positions: dict[str, list[int]] = {}
            for term, position in zip(found.terms, found.positions, strict=True):
                positions.setdefault(term, []).append(position)
            fields[field] = {term: tuple(sorted(each)) for term, each in positions.items()}
        return fields


def text_field(part: TextPart, analysis: str, origin: Origin) -> str:
    """Return the name of a text field. `analysis` is a language, for its stems, or "exact"."""
    return f"{part}_{analysis}" if origin == "published" else f"{origin}_{part}_{analysis}"


def stemmed_languages(origin: Origin) -> tuple[str, ...]:
    """Return the languages in which texts of an origin are stemmed: translations have fewer."""
    return STEMMED if origin == "published" else READING_LANGUAGES


TEXT_FIELDS = tuple(
    text_field(part, analysis, origin)
    for origin in ORIGINS
    for part in PARTS
    for analysis in (*stemmed_languages(origin), EXACT)
)
ROLES = "people_roles"
"""The field of the words and stems of visitors' roles, in any language."""
INITIALS = "initials"
"""The field of the initials of names in texts: wdc for World Design Capital."""
NAME_FIELDS = ("people_names", "place_names")
ACCENT_FIELDS = ("title_accents", "body_accents")
TAG_FIELDS = (
    "id",
    "alias",
    "page",
    "year",
    "month",
    "country",
    "kind",
    "written",
    "people",
    "places",
    "by_people",
)
DAY_FIELDS = ("start", "end")

FIELDS: tuple[Field, ...] = (
    *(
        Field(name, "terms")
        for name in (*TEXT_FIELDS, *NAME_FIELDS, *ACCENT_FIELDS, INITIALS, ROLES)
    ),
    *(Field(name, "tags") for name in TAG_FIELDS),
    *(Field(name, "day") for name in DAY_FIELDS),
    Field("entry", "stored"),
)


def values_of(entry: Entry) -> Values:
    """Return everything that an engine indexes of an entry."""
    collected = _TermCollector()
    names = _names_in(entry)
    shown = tuple(_add_version(collected, version, names) for version in entry.versions)
    for person in entry.people:
        collected.add_name("people_names", person.name)
        if person.side == "visitor":
            collected.add_role(person.role)
    languages = {version.language for version in entry.versions if version.origin == "published"}
    for place in entry.places:
        written = {place.as_written, *(place.names.get(tag, "") for tag in languages)}
        for name in sorted(written - {""}):
            collected.add_name("place_names", name)
    start, end = entry.dates.start, entry.dates.end
    tags = {
        "id": (entry.id,),
        "alias": entry.aliases,
        "page": entry.read_from,
        "year": tuple(str(year) for year in years_of(entry)),
        "month": months_of(entry),
        "country": entry.countries,
        "kind": (entry.kind,),
        "written": (entry.original.language,),
        "people": tuple(dict.fromkeys(person.id for person in entry.people)),
        "places": tuple(dict.fromkeys(place.id for place in entry.places)),
        "by_people": tuple(v.language for v in entry.versions if v.origin != "machine"),
    }
    return Values(
        occurrences=collected.occurrences(),
        tags={name: values for name, values in tags.items() if values},
        days={
            "start": start.toordinal() if start else UNDATED,
            "end": end.toordinal() if end else UNDATED,
        },
        stored=stored_text(entry),
        spelt=collected.spelt,
        shown=shown,
    )


def stored_text(entry: Entry) -> str:
    """Return the entry as an index stores it; `stored_entry` reads it back."""
    return _encode(traced_entry_to_json(entry))


def stored_entry(text: str) -> Entry:
    """Return the entry that `stored_text` wrote."""
    return entry_from_json(json.loads(text))


def years_of(entry: Entry) -> tuple[int, ...]:
    """Return every year that the entry's dates touch, ascending; none when it is undated."""
    start, end = entry.dates.start, entry.dates.end
    if start is None or end is None:
        return ()
    return tuple(range(start.year, min(end.year, start.year + LONGEST_SPAN) + 1))


def months_of(entry: Entry) -> tuple[str, ...]:
    """Return every month ("05") that the dates touch, ascending; none when no month is known."""
    start, end = entry.dates.start, entry.dates.end
    if start is None or end is None or entry.dates.precision not in ("day", "month"):
        return ()
    first, last = _month_number(start), _month_number(end)
    return tuple(sorted({f"{n % 12 + 1:02}" for n in range(first, min(last, first + 11) + 1)}))


def _month_number(day: date) -> int:
    return day.year * 12 + day.month - 1


class _TermCollector:
    """Collects the terms of one entry by field.

    A gap in the positions separates texts of one field, so that no phrase matches across them.
    """

    def __init__(self) -> None:
        self._fields: dict[str, Occurrences] = {}
        self._next: defaultdict[str, int] = defaultdict(int)
        self.spelt: dict[str, str] = {}

    def add(self, field: str, terms: list[str], positions: Sequence[int]) -> None:
        shift = self._next[field]
        self._next[field] = shift + max(positions, default=-1) + POSITION_GAP
        found = self._fields.setdefault(field, Occurrences([], []))
        found.terms.extend(terms)
        found.positions.extend([shift + position for position in positions] if shift else positions)

    def add_name(self, field: str, name: str) -> None:
        """Add the words of a name, and those that its apostrophes and hyphens join."""
        found = dict.fromkeys((term.text, term.position) for term in joined_names(name))
        self.add(field, [term for term, _ in found], [position for _, position in found])

    def add_role(self, role: str) -> None:
        """Add the words of a role and their stems in every language, for its own is not known."""
        found = {
            (term, position): None
            for position, word in enumerate(split_words(role)[0])
            for term in (fold_word(word), *stems_in_any_language(word))
            if term
        }
        self.add(ROLES, [term for term, _ in found], [position for _, position in found])

    def spell(self, folded: list[str], words: list[str]) -> None:
        """Note the spelling of words that have not occurred before."""
        spelt = dict(zip(reversed(folded), reversed(words), strict=True))
        self.spelt = spelt | self.spelt
        self.spelt.pop("", None)

    def occurrences(self) -> dict[str, Occurrences]:
        return {field: found for field, found in self._fields.items() if found.terms}


def _names_in(entry: Entry) -> frozenset[str]:
    """Return the folded words of the names of the entry's people and places."""
    places = (name for place in entry.places for name in (place.as_written, *place.names.values()))
    return name_words((*(person.name for person in entry.people), *places))


def _add_version(
    collected: _TermCollector, version: Version, names: frozenset[str]
) -> ShownVersion:
    """Add the terms of a version, and return its words as they are shown.

    A word of `names` with a capital has no stems: Sali, Guido.
    """
    title, body = word_spans(version.title), word_spans(version.text)
    texts: dict[TextPart, tuple[str, WordSpans]] = {
        "title": (version.title, title),
        "body": (version.text, body),
    }
    for part, (text, cut) in texts.items():
        if not text:
            continue
        words, after_apostrophe = cut.words, cut.after_apostrophe
        folded = list(map(fold_word, words))
        exact = text_field(part, EXACT, version.origin)
        hyphened = hyphened_words(text)
        capitals = () if text.isupper() else tuple(_in_capitals(words))
        if after_apostrophe or hyphened or capitals or "" in folded:
            found = _with_joined(words, folded, after_apostrophe, hyphened, capitals)
            collected.add(exact, *found)
        else:
            collected.add(exact, folded, range(len(folded)))
        if version.language in stemmed_languages(version.origin):
            each = list(map(stems_of, words, repeat(version.language)))
            if not names.isdisjoint(folded):
                for position, (word, one) in enumerate(zip(words, folded, strict=True)):
                    if one in names and word[0].isupper():
                        each[position] = ()
            stems = [stem for found in each for stem in found]
            positions = [position for position, found in enumerate(each) for _ in found]
            collected.add(text_field(part, version.language, version.origin), stems, positions)
        if version.origin == "published":
            accents = [(accented_word(w), n) for n, w in enumerate(words) if not w.isascii()]
            accented = [one for one in accents if one[0]]
            collected.add(f"{part}_accents", [a for a, _ in accented], [n for _, n in accented])
            collected.spell(folded, words)
            initials = sorted(initials_in(text, cut))
            collected.add(INITIALS, initials, range(len(initials)))
    shown = " ".join(version.text.split())
    return ShownVersion(
        version.language, title, body if shown == version.text else word_spans(shown)
    )


def _in_capitals(words: Sequence[str]) -> Iterator[int]:
    """Yield the positions of acronyms that are other words in small letters."""
    for position, word in enumerate(words):
        if word.isupper() and word in words_in_capitals():
            yield position


def _with_joined(
    words: list[str],
    folded: list[str],
    after_apostrophe: tuple[int, ...],
    hyphened: tuple[tuple[int, int], ...],
    capitals: Iterable[int],
) -> tuple[list[str], list[int]]:
    """Return the folded words and their positions; of names with an apostrophe, also the two words
    joined into one, and so of words with hyphens between; of some, the capitals as written."""
    found = {(word, position): None for position, word in enumerate(folded) if word}
    for position in after_apostrophe:
        if words[position - 1][0].isupper() and words[position][0].isupper():
            joined = folded[position - 1] + folded[position]
            if joined:
                found[joined, position - 1] = None
    for position in capitals:
        found[words[position], position] = None
    for start, stop in hyphened:
        found["".join(folded[start:stop]), start] = None
    return [term for term, _ in found], [position for _, position in found]
