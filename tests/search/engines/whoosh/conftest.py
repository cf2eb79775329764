"""The stock path: queries evaluated by Whoosh's reader alone, posting by posting."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from whoosh.index import open_dir
from whoosh.reading import TermNotFound

from index.indexing.fields import stored_entry, values_of
from index.indexing.generations import live_generation
from index.model.entry import Entry
from search.evaluate.evaluate import UNIT
from search.plan.plan import make_plan
from search.plan.tree import AllOf, AnyOf, Node, Phrase, Prefix, Span, Tag, Term, leaves_of
from search.query.date_bounds import days_of
from search.query.query import FACETS, Query


def overlaps(entry: Entry, first: int, last: int) -> bool:
    start, end = entry.dates.start, entry.dates.end
    return bool(start and end and start.toordinal() <= last and end.toordinal() >= first)


class Stock:
    """An index read by Whoosh alone, with entries numbered newest first, as in the product."""

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
        """Return the frequency of a leaf in each entry that holds it."""
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
    ) -> dict[int, int]:
        """Return the score of each entry that matches: a whole number, at least 1."""
        if isinstance(node, AllOf):
            found = [self.scores(part) for part in node.parts]
            common = set(found[0]).intersection(*found[1:]) if found else set()
            total = {n: sum(one[n] for one in found) for n in common}
            for part in node.bonus:
                for n, score in self.scores(part).items():
                    if n in total:
                        total[n] += score
            return total
        idf = self.idf(node) if idf is None else idf
        if isinstance(node, AnyOf):
            best: dict[int, int] = {}
            for part in node.parts:
                for n, score in self.scores(part, idf, constant or node.constant).items():
                    best[n] = max(score, best.get(n, score))
            return best
        flat = constant or isinstance(node, Prefix | Tag | Span)
        worth = node.weight * idf
        return {
            n: max(1, round((worth if flat else worth * 2.2 * weight / (weight + 1.2)) * UNIT))
            for n, weight in self.weights(node).items()
        }

    def stopped_by(self, number: int, query: Query) -> set[str]:
        """Return the filters that the entry does not pass."""
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

    def matched(self, query: Query, lexicon) -> tuple[dict[int, int], bool]:
        """Return the entries that match the words, and whether they match only most of them."""
        plan = make_plan(query, lexicon)
        left_out = {n for node in plan.excluded for n in self.scores(node)}
        if not plan.clauses:
            return {n: 0 for n in range(len(self.kept)) if n not in left_out}, False
        clauses = list(plan.clauses)
        found = [
            self.scores(clause.node) or (self.scores(clause.fallback) if clause.fallback else {})
            for clause in clauses
        ]
        common = set.intersection(*map(set, found)) - left_out
        partial = not common
        if partial and any(clause.parts for clause in clauses):
            apart = [
                (part, self.scores(part.node) if clause.parts else scores)
                for clause, scores in zip(clauses, found, strict=True)
                for part in clause.parts or (clause,)
            ]
            found = [scores for _, scores in apart]
        if partial and len(found) > 1:
            counts = Counter(n for scores in found for n in scores if n not in left_out)
            common = {n for n, count in counts.items() if count == max(counts.values())}
        scores = {n: sum(one.get(n, 0) for one in found) for n in common}
        for node in plan.bonus:
            for n, score in self.scores(node).items():
                if n in scores:
                    scores[n] += score
        return scores, partial and bool(scores)

    def ordered(self, scores: dict[int, int], query: Query) -> list[int]:
        passing = [n for n in sorted(scores) if not self.stopped_by(n, query)]
        if query.sort == "oldest":
            starts = [entry.dates.start or date.max for entry in self.kept]
            return sorted(passing, key=lambda n: (starts[n], self.kept[n].id))
        if query.sort == "relevance":
            passing.sort(key=lambda n: -scores[n])
        return passing


@pytest.fixture(scope="session")
def stock_path():
    """Open the stock path to the index of a location."""
    return Stock
