"""One open generation of the Whoosh engine, as search.engines.engine.IndexReader wants it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.indexing.engines.whoosh.statistics import FACTS, WORDS
from index.indexing.generations import detecting_removal
from index.model.entry import Entry
from search.engines.engine import Found, IndexFacts, Request
from search.engines.whoosh.columns import Columns
from search.engines.whoosh.evaluation import evaluate, matching, without
from search.engines.whoosh.filtering import apply_mask, combined_mask, count_facets, filter_masks
from search.engines.whoosh.index_reader import OpenIndex
from search.engines.whoosh.match_arrays import Entries, Numbers
from search.engines.whoosh.ranking import rank_entries
from search.plan.tree import Node, TagField
from search.query.query import FACETS
from search.results.holdings import Holdings


class OpenGeneration(OpenIndex):
    """An open generation: see search.engines.engine.IndexReader.

    Safe to share between threads. Raises GenerationRemovedError when the generation is removed
    while it is being opened; once it is open, its files may be removed.
    """

    def __init__(self, name: str, path: Path) -> None:
        self.name = name
        self.readers = 0
        self.retired = False
        with ExitStack() as stack:
            with detecting_removal(path):
                self.facts = _facts(name, json.loads((path / FACTS).read_text("utf-8")))
                # opened now but read when needed: the folder may be removed by then
                self._words_file = stack.enter_context((path / WORDS).open("rb"))
                super().__init__(path)
                stack.callback(super().close)
                self.columns = Columns(
                    {field: self.column(field) for field in FACETS}, self.starts, self.ends
                )
            stack.pop_all()

    def close(self) -> None:
        """Close the files."""
        super().close()
        self._words_file.close()

    # The seam

    def count(self, nodes: Sequence[Node]) -> list[int]:
        """Return how many entries each node matches."""
        return [len(matching(node, self)) for node in nodes]

    def run(self, request: Request) -> Found:
        """Count what the request matches, and read one page of it."""
        matched, scores = self._matched(request)
        masks = filter_masks(request.filters, matched, self.columns, self)
        mask = combined_mask(masks)
        page: tuple[tuple[Entry, int], ...] = ()
        if request.limit:
            passed = apply_mask(matched, mask)
            scores = scores if scores is None or mask is None else scores[mask]
            ranked = self._ranked(passed, scores, request, request.offset + request.limit)
            shown = ranked[request.offset :]
            numbers = passed[shown].tolist()
            worth = [0] * len(numbers) if scores is None else scores[shown].tolist()
            page = tuple(zip(map(self.entry_at, numbers), worth, strict=True))
        return Found(
            total=len(matched) if mask is None else int(np.count_nonzero(mask)),
            total_without_filters=len(matched),
            facets=count_facets(request.facets, matched, masks, self.columns),
            entries=page,
        )

    def scan(self, request: Request) -> Iterator[Entry]:
        """Yield all entries of the request in its order."""
        matched, scores = self._matched(request)
        mask = combined_mask(filter_masks(request.filters, matched, self.columns, self))
        passed = apply_mask(matched, mask)
        scores = scores if scores is None or mask is None else scores[mask]
        for number in passed[self._ranked(passed, scores, request, None)].tolist():
            yield self.entry_at(number)

    def entry(self, id: str) -> Entry | None:
        """Return the entry of this id or alias, or None."""
        for field in ("id", "alias"):
            found = self.term(field, id).entries
            if len(found):
                return self.entry_at(int(found[0]))
        return None

    def spellings(self) -> dict[str, tuple[str, int]]:
        """Return every folded word with its most frequent spelling and how many entries hold it."""
        with self._lock:
            self._words_file.seek(0)
            words: dict[str, list[Any]] = json.load(self._words_file)
        return {word: (text, count) for word, (text, count) in words.items()}

    def _matched(self, request: Request) -> tuple[Entries, Numbers | None]:
        """Return the entries that match, before any filter, and their scores if any."""
        if request.tree is None:
            return without(self.columns.everything, request.excluded, self), None
        matches = evaluate(request.tree, self)
        entries = without(matches.entries, request.excluded, self)
        if len(entries) == len(matches.entries):
            return matches.entries, matches.scores
        return entries, matches.scores[np.searchsorted(matches.entries, entries)]

    def _ranked(
        self, entries: Entries, scores: Numbers | None, request: Request, most: int | None
    ) -> NDArray[np.intp]:
        return rank_entries(entries, scores, request.order, lambda: self._oldest_first, most)

    # Postings: see search.engines.whoosh.evaluation

    def tag(self, field: TagField, value: str) -> Entries:
        """Return the entries that hold the value."""
        if field == "month" or field == "id" or field == "alias":  # no facets: there are no columns
            return self.term(field, value).entries
        return self.columns.facets[field].holders(value)

    def span(self, first: int, last: int) -> Entries:
        """Return the entries whose dates overlap these days."""
        return self.columns.overlapping(first, last)

    @cached_property
    def _oldest_first(self) -> NDArray[np.int64]:
        """The rank of each entry by start date, then id; undated entries are last."""
        order = np.lexsort((self.ranks("id"), self.starts, self.starts == 0))
        ranks = np.empty(self.entries(), np.int64)
        ranks[order] = np.arange(self.entries())
        return ranks


def _facts(name: str, facts: dict[str, Any]) -> IndexFacts:
    return IndexFacts(
        name=name,
        holdings=Holdings(
            generation=name,
            built=datetime.fromisoformat(facts["built"]),
            entries=facts["entries"],
            languages=facts["languages"],
            countries=facts["countries"],
            years=tuple(facts["years"]) if facts["years"] else None,
        ),
        withdrawn=frozenset(facts["withdrawn"]),
        places=facts["places"],
        people={id: (person, side) for id, (person, side) in facts["people"].items()},
    )
