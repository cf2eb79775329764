"""Entries that publish events, and what becomes of them when they are joined."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from index.joining.blocking import blocking_features_of, candidate_pairs
from index.joining.clusters import cluster_pairs, merge_cluster, score_pairs
from index.model.entry import DateSpan, Doubt, Entry, Person, Place, Source, Version

ROOT = "http://comune.example/relint/"
FETCHED = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
CITIES = {
    "lyon-fr": ("Lione", "Lyon"),
    "chambery-fr": ("Chambéry", "Chambéry"),
    "bucharest-ro": ("Bucarest", "Bucharest"),
    "bacau-ro": ("Bacau", "Bacau"),
    "glasgow-gb": ("Glasgow", "Glasgow"),
    "cordoba-ar": ("Cordoba", "Cordoba"),
    "changchun-cn": ("Changchun", "Changchun"),
    "barcelona-es": ("Barcellona", "Barcelona"),
    "nagoya-jp": ("Nagoya", "Nagoya"),
    "tunis-tn": ("Tunisi", "Tunis"),
}


def days(start: str, end: str | None = None) -> DateSpan:
    return DateSpan(date.fromisoformat(start), date.fromisoformat(end or start), "day", start)


def months(start: str, end: str) -> DateSpan:
    return DateSpan(date.fromisoformat(start), date.fromisoformat(end), "month", "")


def year(number: int) -> DateSpan:
    return DateSpan(date(number, 1, 1), date(number, 12, 31), "year", str(number))


def visitor(name: str, role: str = "consul") -> Person:
    return Person(name.lower().replace(" ", "-"), name, role, "visitor")


def host(name: str, role: str = "Mayor of Torino") -> Person:
    return Person(name.lower().replace(" ", "-"), name, role, "city")


def place(id: str) -> Place:
    it, en = CITIES[id]
    return Place(id, id[-2:].upper(), {"it": it, "en": en}, en, None, None)


def entry(
    id: str,
    language: str,
    dates: DateSpan,
    title: str = "",
    *,
    text: str = "",
    kind: str = "delegation",
    cities: tuple[str, ...] = (),
    countries: tuple[str, ...] = (),
    people: tuple[Person, ...] = (),
    page: str = "",
    doubts: tuple[Doubt, ...] = (),
) -> Entry:
    folder = {"en": "inglese/", "it": "", "fr": "francese/"}.get(language, "")
    url = f"{ROOT}{folder}{page or f'archivio/2007/{id}/index.shtml'}"
    return Entry(
        id=id,
        dates=dates,
        kind=kind,
        countries=countries or tuple(dict.fromkeys(c[-2:].upper() for c in cities)),
        places=tuple(place(each) for each in cities),
        people=people,
        versions=(Version(language, title, text or title, "published", url),),
        doubts=doubts,
        aliases=(),
        sources=(Source(url, FETCHED),),
    )


def joined(entries):
    """Return the entries with each cluster merged, at the position of its first entry."""
    entries = tuple(entries)
    features = {
        n: features for n, entry in enumerate(entries) if (features := blocking_features_of(entry))
    }
    clusters = cluster_pairs(features, score_pairs(candidate_pairs(features), entries.__getitem__))
    return tuple(
        merge_cluster([entries[n] for n in clusters[number]]) if number in clusters else entry
        for number, entry in enumerate(entries)
        if clusters.get(number, (number,))[0] == number
    )


def ids_joined(*entries: Entry) -> list[set[str]]:
    """The ids of each joined entry, in order."""
    return [{e.id, *e.aliases} for e in joined(entries)]


def two_pages(**given) -> tuple[Entry, Entry]:
    """An English and an Italian page of one visit, equal in what is given."""
    common = {"dates": days("2007-06-09"), "cities": ("lyon-fr",), **given}
    en = entry("en", "en", title="City of Lyon - France", **common)
    it = entry("it", "it", title="Città di Lione - Francia", **common)
    return en, it


@pytest.fixture(scope="session")
def make():
    """Make entries and their parts."""
    return SimpleNamespace(
        entry=entry, days=days, months=months, year=year, visitor=visitor, host=host, pair=two_pages
    )


@pytest.fixture(scope="session")
def join_versions():
    """Join entries as a year's book does."""
    return joined


@pytest.fixture(scope="session")
def clusters():
    """The ids of each entry that is published of these, in order."""
    return ids_joined
