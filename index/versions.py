"""Joining: one event that the archive published in two languages becomes one entry."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeVar
from urllib.parse import urlsplit

from babel import Locale

from index.entry import UNDETERMINED, DateSpan, Entry, Person, Version
from index.folding import fold

_Thing = TypeVar("_Thing")

_CROWD = 40
"""Evidence that more entries than this share on the same days is no evidence."""

_TITLE_OF_THE_UNTITLED = 160
"""Characters of text that stand for the title where the layout lost it."""

_WORD = re.compile(r"[^\W_]+(?:[-'’&+][^\W_]+)*")
_LANGUAGE_FOLDER = re.compile(r"/(?:inglese|francese|italiano|english|french|en|fr|it)(?=/)")
_NUMBER = re.compile(r"\d+(?:st|nd|rd|th)?")

_ORDINARY_WORDS = """
    torino turin city town cities europe europa european euro expo forum festival workshop summit
    meeting tour club video design award show master project progetto international welcome
    mission delegation consul console ambassador visit italia italy italian eu ue un onu usa
    international index page news archive archivio the and for from with del della dei delle
    january february march april may june july august september october november december
    gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
    janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
    gennaiofebbraio marzoaprile maggiogiugno giugnomaggio luglioagosto settembreottobre
    novembredicembre missione delegazione visita incontro evento eventi missioni delegazioni
    agreement accordo gemellaggio twinning programme program conference regione region
    mayor sindaco maire deputy assessore vice president presidente general
"""
_ORDINARY = frozenset(_ORDINARY_WORDS.split())
"""Words that agree by chance: the office's own, months, cognates of both languages."""

_ONE_OF_A_KIND = frozenset({"mission", "ambassador", "consul"})
"""Kinds that cannot happen twice on the same days with the same place."""


@dataclass(frozen=True, slots=True)
class _Clues:
    """What an entry can be recognised by in another language."""

    order: int
    entry: Entry
    languages: frozenset[str]
    cities: frozenset[str]
    countries: frozenset[str]
    visitors: frozenset[str]
    """Ids of visitors."""
    surnames: frozenset[str]
    """Surnames of visitors."""
    hosts: frozenset[str]
    """Ids of the City's people but for its mayor, who is everywhere."""
    marks: frozenset[str]
    """The title's acronyms and words with figures, folded."""
    words: frozenset[str]
    """The title's other capitalised words and its numbers, folded, places left out."""
    places: frozenset[str]
    """The title's words that name the entry's places, folded."""
    slug: frozenset[str]
    """The words of the page's own name, places included."""
    page: str
    """The page's path without its language folder."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two entries that may be one, and how much speaks for it."""

    score: float
    first: int
    second: int


def join_versions(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Join the entries that publish one event in different languages; keep the input's order.

    Two are joined only when their dates agree, their places agree, and a visitor, the slug or
    the title's own words agree too; where two candidates are equally good none is taken. The
    joined entry stands where the first of them stood, keeps its id, kind and original, and has
    the other's id among its aliases. Time grows in proportion to the number of entries.
    """
    given = tuple(entries)
    clues = [_clues_of(order, entry) for order, entry in enumerate(given)]
    groups = _grouped(clues, _chosen(_pairs(clues), clues))
    joined: list[Entry] = []
    for order, entry in enumerate(given):
        group = groups.get(order, (order,))
        if group[0] == order:
            joined.append(_united([given[n] for n in group]) if len(group) > 1 else entry)
    return tuple(joined)


# What speaks for it


def _clues_of(order: int, entry: Entry) -> _Clues:
    published = [v for v in entry.versions if v.origin == "published"]
    visitors = [p for p in entry.people if p.side == "visitor"]
    hosts = [p for p in entry.people if p.side == "city"]
    unsaid = _ORDINARY | {word for p in hosts for word in p.id.split("-")}
    names = _place_words(entry)
    marks: set[str] = set()
    words: set[str] = set()
    places: set[str] = set()
    for word in (w for v in published for w in _WORD.findall(_title_of(v))):
        folded = fold(word)
        if folded in names:
            places.add(folded)
        elif folded in unsaid or folded in _countries_said():
            continue
        elif _is_mark(word):
            marks.add(folded)
        elif _tells(word):
            words.add(folded)
    url = next((v.url for v in published if v.url), "") or ""
    path = urlsplit(url).path
    return _Clues(
        order,
        entry,
        frozenset(v.language for v in published),
        frozenset(p.id for p in entry.places),
        frozenset(entry.countries),
        frozenset(p.id for p in visitors),
        frozenset(p.id.split("-")[-1] for p in visitors if len(p.id.split("-")[-1]) > 2),
        frozenset(p.id for p in hosts if not _is_mayor(p)),
        frozenset(marks),
        frozenset(words),
        frozenset(places),
        _slug_words(path),
        _LANGUAGE_FOLDER.sub("", path),
    )


def _title_of(version: Version) -> str:
    return version.title or version.text[:_TITLE_OF_THE_UNTITLED]


def _is_mark(word: str) -> bool:
    capitals = sum(c.isupper() for c in word)
    letters = sum(c.isalpha() for c in word)
    figures = sum(c.isdigit() for c in word)
    return letters >= 2 and ((capitals >= 2 and len(word) >= 3) or (figures > 0 and capitals > 0))


def _tells(word: str) -> bool:
    """Whether a word is a name, or a number that is neither a day nor a year."""
    if _NUMBER.fullmatch(word):
        number = int(re.sub(r"\D", "", word))
        return number > 31 and not 1950 <= number <= 2050 and word.isdigit()
    return len(word) > 3 and word[0].isupper()


def _is_mayor(person: Person) -> bool:
    return fold(person.role).split(" ")[0] in {"", "mayor", "sindaco", "sindaca", "maire"}


def _place_words(entry: Entry) -> frozenset[str]:
    said = [p.as_written for p in entry.places]
    said += [name for p in entry.places for name in p.names.values()]
    said += [name for code in entry.countries for name in _country_names(code)]
    return frozenset(fold(w) for name in said for w in _WORD.findall(name))


@lru_cache(maxsize=512)
def _country_names(code: str) -> tuple[str, ...]:
    labels = (Locale(tag).territories.get(code) for tag in ("it", "en", "fr"))
    return tuple(label for label in labels if label)


@lru_cache(maxsize=1)
def _countries_said() -> frozenset[str]:
    """Every country's name in one word, folded: never a title's own word."""
    return frozenset(
        fold(label)
        for tag in ("it", "en", "fr")
        for code, label in Locale(tag).territories.items()
        if code.isalpha()
    )


def _slug_words(path: str) -> frozenset[str]:
    name = path.rstrip("/").rpartition("/")[2].rpartition(".")[0]
    words = re.split(r"[^a-z]+", fold(name))
    return frozenset(w for w in words if len(w) > 3 and w not in _ORDINARY)


def _evidence(a: _Clues, b: _Clues) -> float:
    """How much speaks for one event, dates and places apart; 0 when nothing does."""
    shared = a.visitors & b.visitors
    strong = 4.0 * len(shared) + 3.0 * len((a.surnames & b.surnames) - _surnames(shared))
    strong += 3.0 * len(a.marks & b.marks) + 1.0 * len(a.words & b.words)
    slug = (a.slug & b.slug) - a.places - b.places
    strong += 2.0 * len(slug) + (2.0 if a.slug and a.slug == b.slug else 0.0)
    if len(a.hosts & b.hosts) > 1:
        strong += len(a.hosts & b.hosts)
    if strong:
        return strong + (0.5 if a.page == b.page else 0.0)
    if _contradict(a, b):
        return 0.0
    if a.page and a.page == b.page and a.cities and a.cities == b.cities:
        return 1.0
    if a.entry.kind == b.entry.kind and a.entry.kind in _ONE_OF_A_KIND and a.places & b.places:
        return 1.0
    return 0.0


def _surnames(ids: Iterable[str]) -> frozenset[str]:
    return frozenset(each.split("-")[-1] for each in ids)


def _contradict(a: _Clues, b: _Clues) -> bool:
    """Whether each names guests, or has words of its own, that the other lacks."""
    return bool(a.visitors and b.visitors) or bool(a.marks | a.words and b.marks | b.words)


def _is_strong(a: _Clues, b: _Clues) -> bool:
    """Whether the evidence holds though one of the two dates is only a window."""
    named = len(a.surnames & b.surnames)
    slug = len((a.slug & b.slug) - a.places - b.places)
    return named + len(a.marks & b.marks) + len(a.words & b.words) + slug > 1


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


def _places_agree(a: _Clues, b: _Clues) -> bool:
    if a.countries != b.countries:
        return False
    return a.cities == b.cities or bool(a.cities & b.cities)


def _may_be_one(a: _Clues, b: _Clues) -> bool:
    if a.languages & b.languages or UNDETERMINED in a.languages | b.languages:
        return False
    return _dates_agree(a.entry.dates, b.entry.dates) and _places_agree(a, b)


# Who with whom


def _pairs(clues: Sequence[_Clues]) -> Iterator[_Pair]:
    """Every pair that may be one event, each once."""
    by_key: dict[tuple[object, ...], list[_Clues]] = defaultdict(list)
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


def _keys(each: _Clues) -> Iterator[tuple[object, ...]]:
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
    yield (*span, where, each.page, each.cities)
    if each.entry.kind in _ONE_OF_A_KIND:
        for place in each.places:
            yield (*span, where, each.entry.kind, place)


def _score(a: _Clues, b: _Clues) -> float:
    same_days = (a.entry.dates.start, a.entry.dates.end) == (b.entry.dates.start, b.entry.dates.end)
    if not same_days and not _is_strong(a, b):
        return 0.0
    evidence = _evidence(a, b)
    if not evidence:
        return 0.0
    together = len(a.cities | b.cities)
    likeness = len(a.cities & b.cities) / together if together else 1.0
    return evidence + likeness + same_days + 0.5 * (a.entry.kind == b.entry.kind)


def _chosen(pairs: Iterable[_Pair], clues: Sequence[_Clues]) -> list[_Pair]:
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


def _grouped(clues: Sequence[_Clues], pairs: Iterable[_Pair]) -> dict[int, tuple[int, ...]]:
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
