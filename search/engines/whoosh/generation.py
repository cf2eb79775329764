"""One open generation of the Whoosh engine: its index, its columns and its names."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.gazetteer import load_gazetteer
from index.indexing.engines.whoosh.statistics import FACTS, WORDS
from index.indexing.generations import detecting_removal
from index.text.analysis.name_keys import name_keys
from index.text.bilingual_terms import load_terms
from search.engines.whoosh.index_reader import OpenIndex
from search.evaluate.columns import Columns
from search.evaluate.lru_cache import SizedLRUCache
from search.evaluate.match_arrays import Entries
from search.evaluate.vocabulary import Spelling, Vocabulary, vocabulary_of
from search.highlight.hits import brief_hit_of
from search.plan.expansion import Lexicon
from search.plan.plan import Plan, PlanKey, make_plan, plan_key_of
from search.plan.tree import TagField
from search.query.home_country import HOME
from search.query.query import FACETS, FacetField, Query, Read
from search.results.holdings import Holdings
from search.results.labels import Labels, label_of
from search.results.results import Hit, Results

_MAX_RESULTS = 64
"""Results in the cache."""
_MAX_PLANS = 64
"""Plans in the cache."""
_MAX_BRIEF_HITS = 1_000
"""Brief hits in the cache of each reading language."""


class OpenGeneration(OpenIndex):
    """An open generation; see search.evaluate.index_reader.IndexReader.

    Safe to share between threads. Raises GenerationRemovedError when the generation is removed
    while it is being opened; once it is open, its files may be removed.
    """

    def __init__(self, name: str, path: Path) -> None:
        self.name = name
        self.readers = 0
        self.retired = False
        self._labels: dict[tuple[FacetField, str], Labels] = {}
        self._results: SizedLRUCache[Query, Results] = SizedLRUCache(_MAX_RESULTS, lambda _: 1)
        self._plans: SizedLRUCache[PlanKey, Plan] = SizedLRUCache(_MAX_PLANS, lambda _: 1)
        self._brief_hits: dict[Read, dict[int, Hit]] = {"orig": {}, "it": {}, "en": {}}
        with ExitStack() as stack:
            with detecting_removal(path):
                self._load_statistics(json.loads((path / FACTS).read_text("utf-8")))
                # opened now but read when needed: the folder may be removed by then
                self._words_file = stack.enter_context((path / WORDS).open("rb"))
                super().__init__(path)
                stack.callback(super().close)
                self.columns = self._read_columns()
            stack.pop_all()
        self.lexicon = Lexicon(
            terms=load_terms(),
            gazetteer=load_gazetteer(),
            places=frozenset(self._place_names),
            people=frozenset(
                key for name, _ in self._person_names.values() for key in name_keys(name)
            ),
        )

    def _load_statistics(self, facts: dict[str, Any]) -> None:
        self._place_names: dict[str, dict[str, str]] = facts["places"]
        self._person_names: dict[str, list[str]] = facts["people"]
        self.withdrawn: frozenset[str] = frozenset(facts["withdrawn"])
        self.holdings = Holdings(
            generation=self.name,
            built=datetime.fromisoformat(facts["built"]),
            entries=facts["entries"],
            languages=facts["languages"],
            countries=facts["countries"],
            years=tuple(facts["years"]) if facts["years"] else None,
        )

    def _read_columns(self) -> Columns:
        city = frozenset(id for id, (_, side) in self._person_names.items() if side == "city")
        return Columns(
            facets={field: self.column(field, partial(self.label, field)) for field in FACETS},
            starts=self.starts,
            ends=self.ends,
            unlisted={"people": city, "country": frozenset({HOME})},
        )

    def plan(self, query: Query) -> Plan:
        """Return the plan of a query, perhaps from the cache."""
        return self._plans.get(plan_key_of(query), lambda: make_plan(query, self.lexicon))

    def close(self) -> None:
        """Close the files."""
        super().close()
        self._words_file.close()

    def tag(self, field: TagField, value: str) -> Entries:
        """Return the entries that hold the value."""
        if field == "month":  # not a facet, so there is no column
            return self.term(field, value).entries
        return self.columns.facets[field].holders(value)

    def span(self, first: int, last: int) -> Entries:
        """Return the entries whose dates overlap these days."""
        return self.columns.overlapping(first, last)

    def number_of(self, id: str) -> int | None:
        """Return the number of the entry of this id or alias, or None."""
        for field in ("id", "alias"):
            found = self.term(field, id).entries
            if len(found):
                return int(found[0])
        return None

    @cached_property
    def oldest_first(self) -> NDArray[np.int64]:
        """The rank of each entry by start date, then id; undated entries are last."""
        order = np.lexsort((self.ranks("id"), self.starts, self.starts == 0))
        ranks = np.empty(self.entries(), np.int64)
        ranks[order] = np.arange(self.entries())
        return ranks

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """All names and words, for autocomplete and spelling correction."""
        with self._lock:
            self._words_file.seek(0)
            words: dict[str, list[Any]] = json.load(self._words_file)
        spellings = {word: Spelling(text, count) for word, (text, count) in words.items()}
        return vocabulary_of(
            self.columns, spellings, self.label, self.lexicon.gazetteer, self.lexicon.terms
        )

    def brief_hits(self, numbers: Iterable[int], read: Read) -> list[Hit]:
        """Return the entries of these numbers as brief hits with score 0; see `Query.brief`."""
        cached = self._brief_hits[read]
        return [cached.get(number) or self._brief_hit(number, read) for number in numbers]

    def _brief_hit(self, number: int, read: Read) -> Hit:
        cached = self._brief_hits[read]
        if len(cached) >= _MAX_BRIEF_HITS:
            cached.clear()
        entry, _ = self._read_entry(number)  # the entry need not be cached besides its hit
        hit = cached[number] = brief_hit_of(entry, read, 0.0)
        return hit

    def label(self, field: FacetField, value: str) -> Labels:
        """Return the labels of a facet value."""
        labels = self._labels.get((field, value))
        if labels is None:
            labels = self._labels[field, value] = self._label(field, value)
        return labels

    def _label(self, field: FacetField, value: str) -> Labels:
        if field == "people" and value in self._person_names:
            return dict.fromkeys(("it", "en"), self._person_names[value][0])
        if field == "places" and value in self._place_names:
            return self._place_names[value]
        return label_of(field, value)

    def cached_results(self, query: Query, make: Callable[[], Results]) -> Results:
        """Return the results of a query from the cache, or those that `make` returns."""
        return self._results.get(query, make)
