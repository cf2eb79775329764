"""Arrays answer as Whoosh's own matchers do: the same entries, order, scores and counts.

The stock path below goes posting by posting through Whoosh's reader and counts facets by hand
from the stored entries, over an index of several segments with deleted entries.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import numpy as np
import pytest
from whoosh.index import open_dir
from whoosh.reading import TermNotFound

from index.entry import (
    KINDS,
    UNDATED,
    DateSpan,
    Entry,
    Person,
    Place,
    Source,
    Version,
)
from index.fields import stored_entry, values_of
from index.generations import live_generation
from index.writer import open_writer
from search.dates import days_of
from search.errors import QueryError
from search.plan import plan_of
from search.query import FACETS, Query
from search.searcher import open_searcher
from search.tree import AllOf, AnyOf, Node, Phrase, Prefix, Span, Tag, Term, leaves_of

QUERIES = 1_000
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
SCORES = 4
"""Decimals that decide the order."""


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


class Stock:
    """The index read by Whoosh alone. Entries are numbered newest first, as in the product."""

    def __init__(self, location: str) -> None:
        self._index = open_dir(live_generation(Path(location)).path)
        self.reader = self._index.reader()
        alive = [
            (number, stored_entry(fields["entry"])) for number, fields in self.reader.iter_docs()
        ]
        alive.sort(
            key=lambda one: (-(one[1].dates.end.toordinal() if one[1].dates.end else 0), one[1].id)
        )
        self.kept = [entry for _, entry in alive]
        self._number = {document: number for number, (document, _) in enumerate(alive)}
        self.tags = [values_of(entry).tags for entry in self.kept]
        self._weights: dict[Node, dict[int, float]] = {}
        self._holders: dict[Node, int] = {}

    def close(self) -> None:
        self.reader.close()
        self._index.close()

    def postings(self, field: str, text: str) -> Iterator[tuple[int, float, list[int]]]:
        try:
            matcher = self.reader.postings(field, text)
        except TermNotFound:
            return
        has_places = self.reader.schema[field].format.supports("positions")
        while matcher.is_active():
            places = matcher.value_as("positions") if has_places else []
            yield self._number[matcher.id()], matcher.weight(), places
            matcher.next()

    def weights(self, leaf: Node) -> dict[int, float]:
        """How often a leaf stands in each entry that holds it."""
        if leaf not in self._weights:
            self._weights[leaf] = self._read_weights(leaf)
        return self._weights[leaf]

    def _read_weights(self, leaf: Node) -> dict[int, float]:
        match leaf:
            case Term(field, text):
                return {number: weight for number, weight, _ in self.postings(field, text)}
            case Phrase(field, words):
                standing = [
                    {
                        n: {place - offset for place in places}
                        for n, _, places in self.postings(field, text)
                    }
                    for text, offset in words
                ]
                common = set(standing[0]).intersection(*standing[1:])
                starts = {n: set.intersection(*(one[n] for one in standing)) for n in common}
                return {n: float(len(found)) for n, found in starts.items() if found}
            case Prefix(field, text):
                found: dict[int, float] = {}
                for term in self.reader.expand_prefix(field, text):
                    found |= dict.fromkeys((n for n, _, _ in self.postings(field, term)), 1.0)
                return found
            case Tag(field, value):
                return {n: 1.0 for n, tags in enumerate(self.tags) if value in tags.get(field, ())}
            case Span(first, last):
                return {n: 1.0 for n, entry in enumerate(self.kept) if overlaps(entry, first, last)}
        raise TypeError(leaf)

    def holders(self, leaf: Node) -> int:
        if leaf not in self._holders:
            self._holders[leaf] = self._read_holders(leaf)
        return self._holders[leaf]

    def _read_holders(self, leaf: Node) -> int:
        match leaf:
            case Phrase(field, words):
                return min(len(self.weights(Term(field, text, 1))) for text, _ in words)
            case _:
                return len(self.weights(leaf))

    def idf(self, node: Node) -> float:
        holders = max((self.holders(leaf) for leaf in leaves_of(node)), default=0)
        return math.log(1 + (len(self.kept) - holders + 0.5) / (holders + 0.5))

    def scores(
        self, node: Node, idf: float | None = None, constant: bool = False
    ) -> dict[int, float]:
        if isinstance(node, AllOf):
            found = [self.scores(part) for part in node.parts]
            common = set(found[0]).intersection(*found[1:]) if found else set()
            total = {n: sum(one[n] for one in found) for n in common}
            for part in node.bonus:
                for n, score in self.scores(part).items():
                    if n in total:
                        total[n] += score
            return total
        idf_given = idf is not None
        idf = self.idf(node) if idf is None else idf
        if isinstance(node, AnyOf):
            best: dict[int, float] = {}
            for part in node.parts:
                for n, score in self.scores(part, idf, constant or node.constant).items():
                    best[n] = max(score, best.get(n, score))
            return best if idf_given else {n: float(np.float32(s)) for n, s in best.items()}
        flat = constant or isinstance(node, Prefix | Tag | Span)
        worth = node.weight * idf
        return {
            n: worth if flat else worth * 2.2 * weight / (weight + 1.2)
            for n, weight in self.weights(node).items()
        }

    def stopped_by(self, number: int, query: Query) -> set[str]:
        """The filters that the entry does not pass."""
        tags = self.tags[number]
        stopped = {
            field
            for field in FACETS
            if (chosen := getattr(query, field))
            and {str(value) for value in chosen}.isdisjoint(tags.get(field, ()))
        }
        if not set(query.not_country).isdisjoint(tags.get("country", ())):
            stopped.add("not_country")
        days = days_of(query.since, query.until) if query.since or query.until else None
        if days and not overlaps(self.kept[number], *days):
            stopped.add("dates")
        return stopped


def overlaps(entry: Entry, first: int, last: int) -> bool:
    start, end = entry.dates.start, entry.dates.end
    return bool(start and end and start.toordinal() <= last and end.toordinal() >= first)


def matched(stock: Stock, query: Query, lexicon) -> tuple[dict[int, float], bool]:
    """What answers the query's words, and whether only most of them."""
    plan = plan_of(query, lexicon)
    left_out = {n for node in plan.excluded for n in stock.scores(node)}
    if not plan.clauses:
        return {n: 0.0 for n in range(len(stock.kept)) if n not in left_out}, False
    clauses = list(plan.clauses)
    found = [
        stock.scores(clause.node) or (stock.scores(clause.otherwise) if clause.otherwise else {})
        for clause in clauses
    ]
    common = set.intersection(*map(set, found)) - left_out
    partial = not common
    if partial and any(clause.parts for clause in clauses):
        apart = [
            (part, stock.scores(part.node) if clause.parts else scores)
            for clause, scores in zip(clauses, found, strict=True)
            for part in clause.parts or (clause,)
        ]
        found = [scores for _, scores in apart]
    if partial and len(found) > 1:
        counts = Counter(n for scores in found for n in scores if n not in left_out)
        common = {n for n, count in counts.items() if count == max(counts.values())}
    scores = {n: sum(one.get(n, 0.0) for one in found) for n in common}
    for node in plan.bonus:
        for n, score in stock.scores(node).items():
            if n in scores:
                scores[n] += score
    return scores, partial and bool(scores)


def ordered(stock: Stock, scores: dict[int, float], query: Query) -> list[int]:
    passing = [n for n in sorted(scores) if not stock.stopped_by(n, query)]
    if query.sort == "oldest":
        starts = [entry.dates.start or date.max for entry in stock.kept]
        return sorted(passing, key=lambda n: (starts[n], stock.kept[n].id))
    if query.sort == "relevance":
        passing.sort(key=lambda n: -round(scores[n] * 10**SCORES))
    return passing


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


def test_random_queries_are_answered_as_by_whoosh_itself(location):
    searcher = open_searcher(location)
    stock = Stock(location)
    chance = Random(5)
    answered = 0
    for _ in range(QUERIES):
        query = asked(chance)
        try:
            results = searcher.search(query)
        except QueryError:
            continue
        with searcher._generation() as generation:
            scores, partial = matched(stock, query, generation.lexicon)
        order = ordered(stock, scores, query)
        assert results.total == len(order), query
        assert results.partial == partial, query
        assert [hit.id for hit in results.hits] == [stock.kept[n].id for n in order[:100]], query
        assert [hit.score for hit in results.hits] == pytest.approx(
            [scores[n] for n in order[:100]]
        )
        stopped = {n: stock.stopped_by(n, query) for n in scores}
        for field, facet in results.facets.items():
            reach = [n for n in scores if stopped[n] <= {field}]
            counts = Counter(value for n in reach for value in stock.tags[n].get(field, ()))
            shown = {value.value: value.count for value in facet.values if value.count}
            hidden = counts.keys() - shown.keys()
            assert shown == {v: n for v, n in counts.items() if v not in hidden}, (query, field)
            assert field in ("people", "country") or not hidden, (query, field)
        answered += results.total > 0
    stock.close()
    searcher.close()
    assert answered > QUERIES / 3


def test_the_index_of_this_test_has_segments_and_deletions(location):
    stock = Stock(location)

    assert len(list(stock.reader.leaf_readers())) > 1
    assert stock.reader.has_deletions()
    stock.close()
