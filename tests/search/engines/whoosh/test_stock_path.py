"""Arrays give the same as Whoosh's own matchers: entries, order, scores and counts.

The stock path (see conftest.py) goes posting by posting through Whoosh's reader and counts facets
by hand from the stored entries, over an index of several segments with deleted entries.
"""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from index.indexing.open_writer import open_writer
from index.model.entry import KINDS, UNDATED, DateSpan, Entry, Person, Place, Source, Version
from search.evaluate.evaluate import UNIT
from search.open_searcher import open_searcher
from search.query.errors import QueryError
from search.query.query import Query

PARTS = 20
QUERIES_A_PART = 50
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


@pytest.fixture(scope="session")
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


@pytest.fixture(scope="session")
def searcher(location):
    with closing(open_searcher(location)) as searcher:
        yield searcher


@pytest.fixture(scope="session")
def stock(location, stock_path):
    with closing(stock_path(location)) as stock:
        yield stock


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


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(PARTS))
def test_random_queries_are_answered_as_by_whoosh_itself(seed, searcher, stock):
    chance = Random(seed)
    answered = 0
    for _ in range(QUERIES_A_PART):
        query = asked(chance)
        try:
            results = searcher.search(query)
        except QueryError:
            continue
        with searcher._generation() as generation:
            scores, partial = stock.matched(query, generation.lexicon)
        order = stock.ordered(scores, query)
        assert results.total == len(order), query
        assert results.partial == partial, query
        assert [hit.id for hit in results.hits] == [stock.kept[n].id for n in order[:100]], query
        assert [hit.score for hit in results.hits] == [scores[n] / UNIT for n in order[:100]]
        stopped = {n: stock.stopped_by(n, query) for n in scores}
        for field, facet in results.facets.items():
            reach = [n for n in scores if stopped[n] <= {field}]
            counts = Counter(value for n in reach for value in stock.tags[n].get(field, ()))
            shown = {value.value: value.count for value in facet.values if value.count}
            hidden = counts.keys() - shown.keys()
            assert shown == {v: n for v, n in counts.items() if v not in hidden}, (query, field)
            assert field in ("people", "country") or not hidden, (query, field)
        answered += results.total > 0
    assert answered > QUERIES_A_PART / 3


def test_the_index_of_this_test_has_segments_and_deletions(stock):
    assert len(list(stock.reader.leaf_readers())) > 1
    assert stock.reader.has_deletions()
