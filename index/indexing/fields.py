"""The table of fields: what an entry becomes in an index. Every engine derives its schema from it.

Published words, people's translations and machines' stand in fields of their own, each with the
stems of its language (`it`, `en`) and with the folded words of any language (`exact`).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from index.model.entry import Entry, Origin, Version
from index.model.entry_json import entry_json, entry_of
from index.text.analysis import GAP, STEMMED, accented_word, fold_word, spelt_words, stems_of
from index.text.analysis.name_keys import joined_names

FieldKind = Literal["terms", "tags", "day", "stored"]
Part = Literal["title", "body"]
Positions = Mapping[str, tuple[int, ...]]
"""A term to its positions in a field, ascending."""

EXACT = "exact"
ORIGINS: tuple[Origin, ...] = get_args(Origin)
PARTS: tuple[Part, ...] = get_args(Part)
UNDATED = 0
"""What start and end hold when the date is unknown; otherwise proleptic ordinals."""
LONGEST_SPAN = 100
"""Years of a span that are counted; more is a slip of the pen."""

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Field:
    """A named part of an entry: terms with positions, tags (whole values), a day, or stored."""

    name: str
    kind: FieldKind


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Terms of one field in the order they were read, and where each stands; none twice there."""

    terms: list[str]
    places: list[int]


@dataclass(frozen=True, slots=True)
class Values:
    """An entry's value of every field, by the field's name; a field without value is left out."""

    occurrences: Mapping[str, Occurrences]
    """Of the fields of terms."""
    tags: Mapping[str, tuple[str, ...]]
    days: Mapping[str, int]
    stored: str
    spelt: Mapping[str, str]
    """Every published word: folded, to how it is spelt where it stands first."""

    @property
    def terms(self) -> dict[str, Positions]:
        """The occurrences, term by term."""
        fields: dict[str, Positions] = {}
        for field, found in self.occurrences.items():
            places: dict[str, list[int]] = {}
            for term, place in zip(found.terms, found.places, strict=True):
                places.setdefault(term, []).append(place)
            fields[field] = {term: tuple(sorted(each)) for term, each in places.items()}
        return fields


def text_field(part: Part, analysis: str, origin: Origin) -> str:
    """The field of a part ("title", "body") in a language's stems or "exact", by origin."""
    return f"{part}_{analysis}" if origin == "published" else f"{origin}_{part}_{analysis}"


TEXT_FIELDS = tuple(
    text_field(part, analysis, origin)
    for origin in ORIGINS
    for part in PARTS
    for analysis in (*STEMMED, EXACT)
)
NAME_FIELDS = ("people_names", "place_names")
ACCENT_FIELDS = ("title_accents", "body_accents")
TAG_FIELDS = ("id", "alias", "year", "month", "country", "kind", "written", "people", "places")
DAY_FIELDS = ("start", "end")

FIELDS: tuple[Field, ...] = (
    *(Field(name, "terms") for name in (*TEXT_FIELDS, *NAME_FIELDS, *ACCENT_FIELDS)),
    *(Field(name, "tags") for name in TAG_FIELDS),
    *(Field(name, "day") for name in DAY_FIELDS),
    Field("entry", "stored"),
)


def values_of(entry: Entry) -> Values:
    """Everything an engine indexes of an entry."""
    gathered = _Gathered()
    for version in entry.versions:
        _add_version(gathered, version)
    for person in entry.people:
        gathered.add_name("people_names", person.name)
    languages = {version.language for version in entry.versions if version.origin == "published"}
    for place in entry.places:
        names = {place.as_written, *(place.names.get(tag, "") for tag in languages)}
        for name in sorted(names - {""}):
            gathered.add_name("place_names", name)
    start, end = entry.dates.start, entry.dates.end
    tags = {
        "id": (entry.id,),
        "alias": entry.aliases,
        "year": tuple(str(year) for year in years_of(entry)),
        "month": months_of(entry),
        "country": entry.countries,
        "kind": (entry.kind,),
        "written": (entry.original.language,),
        "people": tuple(dict.fromkeys(person.id for person in entry.people)),
        "places": tuple(dict.fromkeys(place.id for place in entry.places)),
    }
    return Values(
        occurrences=gathered.occurrences(),
        tags={name: values for name, values in tags.items() if values},
        days={
            "start": start.toordinal() if start else UNDATED,
            "end": end.toordinal() if end else UNDATED,
        },
        stored=stored_text(entry),
        spelt=gathered.spelt,
    )


def stored_text(entry: Entry) -> str:
    """The entry as it is kept in an index."""
    return _encode(entry_json(entry))


def stored_entry(text: str) -> Entry:
    """The entry that `stored_text` wrote."""
    return entry_of(json.loads(text))


def years_of(entry: Entry) -> tuple[int, ...]:
    """Every year the entry's span touches, ascending; none when it is undated."""
    start, end = entry.dates.start, entry.dates.end
    if start is None or end is None:
        return ()
    return tuple(range(start.year, min(end.year, start.year + LONGEST_SPAN) + 1))


def months_of(entry: Entry) -> tuple[str, ...]:
    """Every month ("05") the span touches, ascending; none when no month is known."""
    start, end = entry.dates.start, entry.dates.end
    if start is None or end is None or entry.dates.precision not in ("day", "month"):
        return ()
    first, last = _month_number(start), _month_number(end)
    return tuple(sorted({f"{n % 12 + 1:02}" for n in range(first, min(last, first + 11) + 1)}))


def _month_number(day: date) -> int:
    return day.year * 12 + day.month - 1


class _Gathered:
    """Terms of the fields of one entry, each text a gap behind the one before."""

    def __init__(self) -> None:
        self._fields: dict[str, Occurrences] = {}
        self._next: defaultdict[str, int] = defaultdict(int)
        self.spelt: dict[str, str] = {}

    def add(self, field: str, terms: list[str], places: Sequence[int]) -> None:
        shift = self._next[field]
        self._next[field] = shift + max(places, default=-1) + GAP
        found = self._fields.setdefault(field, Occurrences([], []))
        found.terms.extend(terms)
        found.places.extend([shift + place for place in places] if shift else places)

    def add_name(self, field: str, name: str) -> None:
        """Add the words of a name, joined ones too."""
        found = dict.fromkeys((term.text, term.position) for term in joined_names(name))
        self.add(field, [term for term, _ in found], [place for _, place in found])

    def spell(self, folded: list[str], words: list[str]) -> None:
        """Note how words are spelt that have not been met before."""
        spelt = dict(zip(reversed(folded), reversed(words), strict=True))
        self.spelt = spelt | self.spelt
        self.spelt.pop("", None)

    def occurrences(self) -> dict[str, Occurrences]:
        return {field: found for field, found in self._fields.items() if found.terms}


def _add_version(gathered: _Gathered, version: Version) -> None:
    texts: dict[Part, str] = {"title": version.title, "body": version.text}
    for part, text in texts.items():
        if not text:
            continue
        words, glued = spelt_words(text)
        folded = list(map(fold_word, words))
        exact = text_field(part, EXACT, version.origin)
        if glued or "" in folded:
            gathered.add(exact, *_with_joined(words, folded, glued))
        else:
            gathered.add(exact, folded, range(len(folded)))
        if version.language in STEMMED:
            each = [stems_of(word, version.language) for word in words]
            stems = [stem for found in each for stem in found]
            places = [place for place, found in enumerate(each) for _ in found]
            gathered.add(text_field(part, version.language, version.origin), stems, places)
        if version.origin == "published":
            found = [(accented_word(w), n) for n, w in enumerate(words) if not w.isascii()]
            accented = [one for one in found if one[0]]
            gathered.add(f"{part}_accents", [a for a, _ in accented], [n for _, n in accented])
            gathered.spell(folded, words)


def _with_joined(
    words: list[str], folded: list[str], glued: tuple[int, ...]
) -> tuple[list[str], list[int]]:
    """The folded words and where they stand; names with an apostrophe joined as well."""
    found = {(word, place): None for place, word in enumerate(folded) if word}
    for place in glued:
        if words[place - 1][0].isupper() and words[place][0].isupper():
            joined = folded[place - 1] + folded[place]
            if joined:
                found[joined, place - 1] = None
    return [term for term, _ in found], [place for _, place in found]
