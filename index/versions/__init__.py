"""Joining: one event that the archive published in two languages becomes one entry."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from index.entry import UNDETERMINED, DateSpan, Entry, Person
from index.versions.clues import Clues, clues_of, evidence_of, is_strong

_Thing = TypeVar("_Thing")

_CROWD = 40
"""Evidence that more entries than this share on the same days is no evidence."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two entries that may be one, and how much speaks for it."""

    score: float
    first: int
    second: int


class Entries(Protocol):
    """Protocol: entries by number, each read anew when it is asked for; a tuple will do."""

    def __len__(self) -> int: ...

    def __getitem__(self, number: int, /) -> Entry: ...

    def __iter__(self) -> Iterator[Entry]: ...


def join_versions(entries: Entries) -> Iterator[Entry]:
    """Join the entries that publish one event in different languages; keep the input's order.

    Two are joined only when their dates agree, their places agree, and a visitor, the slug or
    the title's own words agree too; where two candidates are equally good none is taken. The
    joined entry stands where the first of them stood, keeps its id, kind and original, and has
    the other's id among its aliases. Time grows in proportion to the number of entries; one
    year's entries are in memory at a time, since only such can be one.
    """
    years: dict[int, array[int]] = defaultdict(lambda: array("L"))
    for number, entry in enumerate(entries):
        if entry.dates.start:
            years[entry.dates.start.year].append(number)
    groups: dict[int, tuple[int, ...]] = {}
    for numbers in years.values():
        clues = {number: clues_of(number, entries[number]) for number in numbers}
        groups |= _grouped(clues, _chosen(_pairs(clues.values()), clues))
    for number, entry in enumerate(entries):
        group = groups.get(number, (number,))
        if group[0] == number:
            yield _united([entries[n] for n in group]) if len(group) > 1 else entry


# When and where


def _dates_agree(a: DateSpan, b: DateSpan) -> bool:
    """Whether both say the same days, or one is a window that holds the other."""
    if None in (a.start, a.end, b.start, b.end):
        return False
    if (a.start, a.end) == (b.start, b.end):
        return True
    return _holds(a, b) or _holds(b, a)


def _holds(window: DateSpan, span: DateSpan) -> bool:
    if window.precision not in ("month", "year") or not (window.start and window.end):
        return False
    if not (span.start and span.end):
        return False
    return window.start <= span.start and span.end <= window.end


def _places_agree(a: Clues, b: Clues) -> bool:
    if a.countries != b.countries:
        return False
    return a.cities == b.cities or bool(a.cities & b.cities)


def _may_be_one(a: Clues, b: Clues) -> bool:
    if a.languages & b.languages or UNDETERMINED in a.languages | b.languages:
        return False
    return _dates_agree(a.entry.dates, b.entry.dates) and _places_agree(a, b)


# Who with whom


def _pairs(clues: Iterable[Clues]) -> Iterator[_Pair]:
    """Every pair that may be one event, each once."""
    by_key: dict[tuple[object, ...], list[Clues]] = defaultdict(list)
    for each in clues:
        for key in _keys(each):
            by_key[key].append(each)
    seen: set[tuple[int, int]] = set()
    for sharing in by_key.values():
        if len(sharing) > _CROWD:
            continue
        for n, a in enumerate(sharing):
            for b in sharing[n + 1 :]:
                if (a.order, b.order) in seen or not _may_be_one(a, b):
                    continue
                seen.add((a.order, b.order))
                score = _score(a, b)
                if score:
                    yield _Pair(score, a.order, b.order)


def _keys(each: Clues) -> Iterator[tuple[object, ...]]:
    """Under which an entry meets those it may be one with."""
    dates = each.entry.dates
    if dates.start is None:
        return
    span = (dates.start, dates.end)
    where = tuple(sorted(each.countries))
    told = each.surnames | each.marks | each.words | each.slug | each.hosts
    for clue in told:
        yield (*span, where, clue)
        yield (dates.start.year, where, clue)
    if where:
        yield (*span, where, each.page)
        yield (*span, where, each.cities, each.entry.kind)


def _score(a: Clues, b: Clues) -> float:
    same_days = (a.entry.dates.start, a.entry.dates.end) == (b.entry.dates.start, b.entry.dates.end)
    if not (same_days and (_is_to_the_day(a, b) or a.page == b.page)) and not is_strong(a, b):
        return 0.0
    evidence = evidence_of(a, b)
    if not evidence:
        return 0.0
    together = len(a.cities | b.cities)
    likeness = len(a.cities & b.cities) / together if together else 1.0
    return evidence + likeness + 8.0 * same_days + 0.5 * (a.entry.kind == b.entry.kind)


def _is_to_the_day(a: Clues, b: Clues) -> bool:
    return a.entry.dates.precision == b.entry.dates.precision == "day"


def _chosen(pairs: Iterable[_Pair], clues: Mapping[int, Clues]) -> list[_Pair]:
    """The pairs in which each is the other's strictly best in its language, best first."""
    offers: dict[tuple[int, frozenset[str]], list[_Pair]] = defaultdict(list)
    for pair in pairs:
        offers[pair.first, clues[pair.second].languages].append(pair)
        offers[pair.second, clues[pair.first].languages].append(pair)
    wins: dict[_Pair, int] = defaultdict(int)
    for rivals in offers.values():
        best = max(pair.score for pair in rivals)
        at_best = [pair for pair in rivals if pair.score == best]
        if len(at_best) == 1:
            wins[at_best[0]] += 1
    mutual = [pair for pair, won in wins.items() if won == 2]
    return sorted(mutual, key=lambda pair: (-pair.score, pair.first, pair.second))


def _grouped(clues: Mapping[int, Clues], pairs: Iterable[_Pair]) -> dict[int, tuple[int, ...]]:
    """The group of each entry that has one, in the input's order."""
    groups: dict[int, tuple[int, ...]] = {}
    for pair in pairs:
        one = groups.get(pair.first, (pair.first,))
        other = groups.get(pair.second, (pair.second,))
        if one == other or not all(_may_be_one(clues[a], clues[b]) for a in one for b in other):
            continue
        group = tuple(sorted((*one, *other)))
        groups.update(dict.fromkeys(group, group))
    return groups


# Making one of them


def _united(entries: Sequence[Entry]) -> Entry:
    first, *others = entries
    published = [v for e in entries for v in e.versions if v.origin == "published"]
    languages = {v.language for v in published}
    translated = [v for e in entries for v in e.versions if v.language not in languages]
    return replace(
        first,
        dates=min((e.dates for e in entries), key=_width),
        countries=_once(code for e in entries for code in e.countries),
        places=tuple({p.id: p for e in reversed(entries) for p in reversed(e.places)}.values())[
            ::-1
        ],
        people=_people_of_all(entries),
        versions=(*published, *{v.language: v for v in reversed(translated)}.values()),
        doubts=_once(doubt for e in entries for doubt in e.doubts),
        aliases=_once([*first.aliases, *(i for e in others for i in (e.id, *e.aliases))]),
        sources=tuple({s.url: s for e in reversed(entries) for s in reversed(e.sources)}.values())[
            ::-1
        ],
    )


def _width(dates: DateSpan) -> int:
    return (dates.end - dates.start).days if dates.start and dates.end else 10**6


def _once(things: Iterable[_Thing]) -> tuple[_Thing, ...]:
    return tuple(dict.fromkeys(things))


def _people_of_all(entries: Sequence[Entry]) -> tuple[Person, ...]:
    """Each person once, with the first role that any of the entries gives."""
    people: dict[str, Person] = {}
    for person in (p for e in entries for p in e.people):
        known = people.get(person.id)
        if known is None or (person.role and not known.role):
            people[person.id] = person
    return tuple(people.values())
