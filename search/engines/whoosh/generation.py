"""One open generation of the Whoosh engine: its index, its columns in memory, its names."""

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
from search.plan.plan import Plan, Words, plan_of, words_of
from search.query.home_country import HOME
from search.query.query import FACETS, Query, Read
from search.results.holdings import Holdings
from search.results.labels import Labels, label_of
from search.results.results import Hit, Results

_ANSWERS = 64
"""Answers that are kept."""
_PLANS = 64
"""Plans that are kept."""
_BRIEF_HITS = 1_000
"""Lean hits that are kept in each reading language."""


class OpenGeneration(OpenIndex):
    """Reads one generation; see search.evaluate.index_reader.Archive.

    Safe to share between threads.

    Raises GenerationRemovedError when the generation is removed while it is opened; once it is open, its files
    may go.
    """

    def __init__(self, name: str, path: Path) -> None:
        self.name = name
        self.readers = 0
        self.retired = False
        self._labels: dict[tuple[str, str], Labels] = {}
        self._answers: SizedLRUCache[Query, Results] = SizedLRUCache(_ANSWERS, lambda _: 1)
        self._plans: SizedLRUCache[Words, Plan] = SizedLRUCache(_PLANS, lambda _: 1)
        self._cards: dict[Read, dict[int, Hit]] = {"orig": {}, "it": {}, "en": {}}
        with ExitStack() as stack:
            with detecting_removal(path):
                self._load_statistics(json.loads((path / FACTS).read_text("utf-8")))
                # read when asked for: the folder may be gone by then
                self._words = stack.enter_context((path / WORDS).open("rb"))
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
        """What the query's words ask for, kept from before or made now."""
        return self._plans.get(words_of(query), lambda: plan_of(query, self.lexicon))

    def close(self) -> None:
        """Let go of the files."""
        super().close()
        self._words.close()

    def tag(self, field: str, value: str) -> Entries:
        """The entries that hold the value."""
        column = self.columns.facets.get(field)
        return column.holders(value) if column else self.term(field, value).entries

    def span(self, first: int, last: int) -> Entries:
        """The entries whose dates overlap."""
        return self.columns.overlapping(first, last)

    def number_of(self, id: str) -> int | None:
        """The number of the entry of this id or alias."""
        for field in ("id", "alias"):
            found = self.tag(field, id)
            if len(found):
                return int(found[0])
        return None

    @cached_property
    def oldest_first(self) -> NDArray[np.int64]:
        """Of each entry, its place in the order by start date; undated ones come last."""
        order = np.lexsort((self.ranks("id"), self.starts, self.starts == 0))
        places = np.empty(self.entries(), np.int64)
        places[order] = np.arange(self.entries())
        return places

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """What it knows by name, and all its words."""
        with self._lock:
            self._words.seek(0)
            words: dict[str, list[Any]] = json.load(self._words)
        spellings = {word: Spelling(text, count) for word, (text, count) in words.items()}
        return vocabulary_of(
            self.columns, spellings, self.label, self.lexicon.gazetteer, self.lexicon.terms
        )

    def brief_hits(self, numbers: Iterable[int], read: Read) -> list[Hit]:
        """The entries of these numbers as lean hits, their scores 0; see `Query.brief`."""
        kept = self._cards[read]
        return [kept.get(number) or self._brief_hit(number, read) for number in numbers]

    def _brief_hit(self, number: int, read: Read) -> Hit:
        kept = self._cards[read]
        if len(kept) >= _BRIEF_HITS:
            kept.clear()
        entry, _ = self._read_entry(number)  # not kept besides its card
        card = kept[number] = brief_hit_of(entry, read, 0.0)
        return card

    def label(self, field: str, value: str) -> Labels:
        """What a facet's value is called."""
        labels = self._labels.get((field, value))
        if labels is None:
            labels = self._labels[field, value] = self._label(field, value)
        return labels

    def _label(self, field: str, value: str) -> Labels:
        if field == "people" and value in self._person_names:
            return dict.fromkeys(("it", "en"), self._person_names[value][0])
        if field == "places" and value in self._place_names:
            return self._place_names[value]
        return label_of(field, value)

    def kept_answer(self, query: Query, make: Callable[[], Results]) -> Results:
        """The answer to a query: the one kept from before, or made now."""
        return self._answers.get(query, make)
