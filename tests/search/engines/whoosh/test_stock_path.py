"""Arrays answer as Whoosh's own matchers do: the same entries, order, scores and counts.

The stock path (see conftest.py) goes posting by posting through Whoosh's reader, over an index of
several segments with deleted entries.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from whoosh.index import open_dir

from index.indexing.generations import live_generation
from index.indexing.open_engine import open_writer
from index.model.entry import KINDS, UNDATED, DateSpan, Entry, Person, Place, Source, Version
from search.engines.whoosh.engine import WhooshEngine
from search.query.query import Query
from search.searcher import Searcher

QUERIES, PARTS = 1_000, 20
ENTRIES = 170
CODES = ("FR", "CN", "DE", "IT", "JP")
PLACES = [
    Place("lyon-fr", "FR", {"it": "Lione", "en": "Lyon"}, "Lyon", 45.7, 4.8),
    Place("beijing-cn", "CN", {"it": "Pechino", "en": "Beijing"}, "Beijing", 39.9, 116.4),
]
NAMES = ("Anna Rossi", "Jean Dupont", "Li Wei", "Dell'Utri Marco")
ENGLISH = (
    "the mayor of city met delegation mayors museum museums water school in Lyon french Rossi "
    "training ambassador visit university universe park"
)
ITALIAN = (
    "il sindaco della città ha incontrato delegazione sindaci museo musei acqua scuola a Lione "
    "francese Rossi perché ambasciatore visita università parco"
)
WORDS = {"en": ENGLISH.split(), "it": ITALIAN.split()}


def made(chance: Random, number: int, mark: str = "") -> Entry:
    day = date(2005, 1, 1) + timedelta(days=chance.randrange(900))
    end = day + timedelta(days=chance.choice((0, 0, 0, 2, 400)))
    dates = DateSpan(day, end, "day", day.isoformat()) if chance.random() < 0.9 else UNDATED
    language = chance.choice(("it", "en"))

    def text(most: int) -> str:
        return " ".join(chance.choices(WORDS[language], k=chance.randint(1, most))) + mark

    url = f"http://example.org/{number}"
    versions = [Version(language, text(6), text(40), "published", url)]
    if chance.random() < 0.3:
        origin = chance.choice(("human", "machine", "published"))
        language = "en" if language == "it" else "it"
        versions.append(Version(language, text(6), text(30), origin, url))
    people = tuple(
        Person(name.lower().replace(" ", "-"), name, "", chance.choice(("visitor", "city")))
        for name in chance.sample(NAMES, chance.randrange(3))
    )
    return Entry(
        id=f"{chance.randrange(10**6):06}-{number:04}",
        dates=dates,
        kind=chance.choice(KINDS),
        countries=tuple(sorted(chance.sample(CODES, chance.randrange(4)))),
        places=tuple(chance.sample(PLACES, chance.randrange(3))),
        people=people,
        versions=tuple(versions),
        doubts=(),
        aliases=(),
        sources=(Source(url, datetime(2026, 11, 22, tzinfo=UTC)),),
    )


@pytest.fixture(scope="module")
def location(tmp_path_factory) -> str:
    """An index of three segments, some entries of each deleted."""
    location = str(tmp_path_factory.mktemp("stock") / "index")
    chance = Random(11)
    entries = [made(chance, number) for number in range(ENTRIES)]
    with open_writer(location) as writer:
        writer.add(entries[:130])
    for start in (130, 150):
        with open_writer(location, amend=True) as writer:
            writer.remove([entry.id for entry in entries[start - 125 : start - 119]])
            changed = made(chance, start - 110, " again")
            writer.add([*entries[start : start + 20], changed])
    return location


def asked(chance: Random) -> Query:
    words = [*WORDS["en"], *WORDS["it"], "Lyon", "Pechino", "again", "nothing"]

    def some(most: int) -> str:
        return " ".join(chance.choices(words, k=chance.randint(1, most)))

    text = some(3)
    if chance.random() < 0.2:
        text += f' "{some(3)}"'
    if chance.random() < 0.2:
        text += f" -{chance.choice(words)}"
    if chance.random() < 0.2:
        text += f" {chance.choice(words)[:3]}*"
    if chance.random() < 0.1:
        text = ""
    return Query(
        text=text,
        person=chance.choice(NAMES) if chance.random() < 0.1 else "",
        place=chance.choice(("Lyon", "Pechino", "France")) if chance.random() < 0.1 else "",
        phrase=some(2) if chance.random() < 0.1 else "",
        year=tuple(chance.sample(range(2004, 2009), chance.choice((0, 0, 1, 2)))),
        since=chance.choice(("", "", "2005-06", "2006")),
        until=chance.choice(("", "", "2007", "2006-12-15")),
        country=tuple(chance.sample(CODES, chance.choice((0, 0, 1, 2)))),
        not_country=tuple(chance.sample(CODES, chance.choice((0, 0, 0, 1)))),
        kind=tuple(chance.sample(KINDS, chance.choice((0, 0, 0, 3)))),
        written=chance.choice(((), (), ("it",))),
        people=chance.choice(((), (), (), ("anna-rossi",))),
        places=chance.choice(((), (), (), ("lyon-fr",))),
        expand=chance.random() < 0.7,
        sort=chance.choice(("relevance", "relevance", "newest", "oldest")),
        limit=100,
        brief=True,
    )


@pytest.fixture(scope="module")
def both(location, stock_path):
    """The product's searcher, and one over what Whoosh's own reader reads."""
    ours, stock = Searcher(WhooshEngine(location), cache_results=False), stock_path(location)
    yield ours, stock
    ours.close()
    stock.close()


@pytest.mark.slow
@pytest.mark.parametrize(
    "part", [*range(3), *(pytest.param(part, marks=pytest.mark.soak) for part in range(3, PARTS))]
)
def test_random_queries_are_answered_as_by_whoosh_itself(part, both):
    ours, stock = both
    chance = Random(part)
    found = 0
    for _ in range(QUERIES // PARTS):
        query = asked(chance)
        expected = replace(stock.search(query), generation="")
        assert replace(ours.search(query), generation="") == expected, query
        found += expected.total > 0
    assert found > QUERIES / PARTS / 4


def test_the_index_of_this_test_has_segments_and_deletions(location):
    index = open_dir(live_generation(Path(location)).path)
    with closing(index), closing(index.reader()) as reader:
        assert len(list(reader.leaf_readers())) > 1
        assert reader.has_deletions()
