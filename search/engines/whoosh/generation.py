"""One open generation of the Whoosh engine, as search.engines.engine.IndexReader wants it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import cached_property
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from index.indexing.engines.whoosh.news import read_news
from index.indexing.engines.whoosh.provenance import read_provenance
from index.indexing.engines.whoosh.writer import format_fingerprint
from index.indexing.fields import values_of
from index.indexing.generations import detecting_removal
from index.indexing.statistics.index_statistics import (
    DENY_LIST_FORMAT,
    FACTS,
    WORDS,
    IndexStatistics,
)
from index.indexing.writer import Provenance
from index.model.change import Change
from index.model.entry import Entry
from index.model.errors import AmendError
from search.engines.engine import Found, IndexFacts, Request
from search.engines.index_facts import index_facts
from search.engines.whoosh.columns import Columns
from search.engines.whoosh.evaluation import evaluate, matching, without
from search.engines.whoosh.filtering import apply_mask, combined_mask, count_facets, filter_masks
from search.engines.whoosh.index_reader import OpenIndex
from search.engines.whoosh.match_arrays import NO_MATCHES, Entries, Numbers
from search.engines.whoosh.ranking import rank_entries
from search.plan.tree import Node, TagField
from search.query.query import FACETS


class OpenGeneration(OpenIndex):
    """An open generation: see search.engines.engine.IndexReader.

    Safe to share between threads. Raises GenerationRemovedError when the generation is removed
    while it is being opened; once it is open, its files may be removed.
    """

    def __init__(self, name: str, path: Path, denied: Collection[str] = ()) -> None:
        """Open the generation as if it had no entry that `denied` names; see `OpenIndex`."""
        self.name = name
        self.readers = 0
        self.retired = False
        with ExitStack() as stack:
            with detecting_removal(path):
                facts = json.loads((path / FACTS).read_text("utf-8"))
                self.has_deny_list: bool = facts["format"] >= DENY_LIST_FORMAT
                """Whether a deny-list lay beside this generation when it was made."""
                # opened now but read when needed: the folder may be removed by then
                self._words_file: IO[Any] = stack.enter_context((path / WORDS).open("rb"))
                super().__init__(path, denied, has_pages=self.has_deny_list)
                stack.callback(super().close)
                provenance, news = read_provenance(path), read_news(path)
                if hidden := self.denied_entries():
                    ids = {id for entry in hidden for id in (entry.id, *entry.aliases)}
                    news = tuple(change for change in news if change.id not in ids)
                    name = f"{name}-{_digest(entry.id for entry in hidden)}"
                    facts, words = self._without(path, facts, hidden)
                    self._words_file.close()
                    self._words_file = stack.enter_context(StringIO(words))
                self.facts = _facts(name, facts, provenance, news)
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

    def _without(
        self, path: Path, facts: dict[str, Any], hidden: Sequence[Entry]
    ) -> tuple[dict[str, Any], str]:
        """Return the facts and the text of the words without these entries, which are withdrawn."""
        try:
            statistics = IndexStatistics.read(path, format_fingerprint())
            for entry in hidden:
                statistics.remove(entry, values_of(entry).spelt)
        except AmendError:  # another version of this program counted: all is counted again
            statistics = IndexStatistics()
            for number in range(self.entries()):
                entry = self.entry_at(number)
                statistics.add(entry, values_of(entry).spelt)
        ids = (id for entry in hidden for id in (entry.id, *entry.aliases))
        shown, words = statistics.shown({*facts["withdrawn"], *ids})
        return {**json.loads(shown), "built": facts["built"]}, words

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
        if field == "page" and not self.has_pages:
            return NO_MATCHES.entries
        if field == "month" or field == "id" or field == "alias" or field == "page":
            return self.term(field, value).entries  # no facets: there are no columns
        return self.columns.facets[field].holders(value)

    def span(self, first: int, last: int, *, within: bool) -> Entries:
        """Return the entries whose dates overlap these days, or lie within them."""
        return (self.columns.within if within else self.columns.overlapping)(first, last)

    @cached_property
    def _oldest_first(self) -> NDArray[np.int64]:
        """The rank of each entry by start date, then id; undated entries are last."""
        order = np.lexsort((self.ranks("id"), self.starts, self.starts == 0))
        ranks = np.empty(self.entries(), np.int64)
        ranks[order] = np.arange(self.entries())
        return ranks


def _digest(ids: Iterable[str]) -> str:
    """Return a text that differs when other entries are left out of one generation."""
    return sha256(" ".join(sorted(ids)).encode()).hexdigest()[:8]


def _facts(
    name: str, facts: dict[str, Any], provenance: Provenance | None, news: tuple[Change, ...]
) -> IndexFacts:
    return index_facts(
        name,
        facts,
        archive=provenance.archive if provenance else "",
        profile=provenance.profile if provenance else "",
        news=news,
    )
