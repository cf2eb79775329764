"""The table of fields: what an entry becomes in an index. Every engine derives its schema from it.

Published words, people's translations and machines' stand in fields of their own, each with the
stems of its language (`it`, `en`) and with the folded words of any language (`exact`).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from index.analysis import GAP, STEMMED, Term, accented_among, terms_among, tokenize, words_among
from index.analysis.names import joined_names
from index.entry import Entry, Origin, Version
from index.entry_json import entry_json, entry_of

Sort = Literal["terms", "tags", "day", "stored"]
Positions = Mapping[str, tuple[int, ...]]
"""A term to its positions in a field, ascending."""

EXACT = "exact"
ORIGINS: tuple[Origin, ...] = ("published", "human", "machine")
PARTS = ("title", "body")
UNDATED = 0
"""What start and end hold when the date is unknown; otherwise proleptic ordinals."""
LONGEST_SPAN = 100
"""Years of a span that are counted; more is a slip of the pen."""


@dataclass(frozen=True, slots=True)
class Field:
    """A named part of an entry: terms with positions, tags (whole values), a day, or stored."""

    name: str
    sort: Sort


@dataclass(frozen=True, slots=True)
class Values:
    """An entry's value of every field, by the field's name; a field without value is left out."""

    terms: Mapping[str, Positions]
    tags: Mapping[str, tuple[str, ...]]
    days: Mapping[str, int]
    stored: str


def text_field(part: str, analysis: str, origin: Origin) -> str:
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
        gathered.add("people_names", joined_names(person.name))
    languages = {version.language for version in entry.versions if version.origin == "published"}
    for place in entry.places:
        names = {place.as_written, *(place.names.get(tag, "") for tag in languages)}
        for name in sorted(names - {""}):
            gathered.add("place_names", joined_names(name))
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
        terms=gathered.fields(),
        tags={name: values for name, values in tags.items() if values},
        days={
            "start": start.toordinal() if start else UNDATED,
            "end": end.toordinal() if end else UNDATED,
        },
        stored=stored_text(entry),
    )


def stored_text(entry: Entry) -> str:
    """The entry as it is kept in an index."""
    return json.dumps(entry_json(entry), ensure_ascii=False, separators=(",", ":"))


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
        self._positions: defaultdict[str, defaultdict[str, list[int]]] = defaultdict(
            lambda: defaultdict(list)
        )
        self._next: defaultdict[str, int] = defaultdict(int)

    def add(self, field: str, terms: Iterable[Term]) -> None:
        shift = self._next[field]
        last = -1
        for term in terms:
            positions = self._positions[field][term.text]
            if not positions or positions[-1] != shift + term.position:
                positions.append(shift + term.position)
            last = max(last, term.position)
        self._next[field] = shift + last + GAP

    def fields(self) -> dict[str, dict[str, tuple[int, ...]]]:
        return {
            field: {term: tuple(sorted(positions)) for term, positions in terms.items()}
            for field, terms in self._positions.items()
            if terms
        }


def _add_version(gathered: _Gathered, version: Version) -> None:
    for part, text in (("title", version.title), ("body", version.text)):
        if not text:
            continue
        tokens = tuple(tokenize(text))
        gathered.add(text_field(part, EXACT, version.origin), words_among(tokens))
        if version.language in STEMMED:
            terms = terms_among(tokens, version.language)
            gathered.add(text_field(part, version.language, version.origin), terms)
        if version.origin == "published":
            gathered.add(f"{part}_accents", accented_among(tokens))
