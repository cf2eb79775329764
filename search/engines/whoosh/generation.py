"""One open generation of the Whoosh engine, as search.engines.engine.IndexReader wants it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from index.indexing.engines.whoosh.news import read_news
from index.indexing.engines.whoosh.provenance import read_provenance
from index.indexing.engines.whoosh.statistics_files import read_shown, read_statistics
from index.indexing.engines.whoosh.vocabulary_table import (
    VOCABULARY,
    VOCABULARY_CHANGES,
    VocabularyTable,
)
from index.indexing.fields import values_of
from index.indexing.generations import detecting_removal
from index.indexing.statistics.index_statistics import DENY_LIST_FORMAT, IndexStatistics
from index.indexing.statistics.keyed_json import KeyedJsonLines
from index.indexing.writer import Provenance
from index.model.change import Change
from index.model.entry import Entry
from index.model.errors import AmendError
from search.engines.engine import Found, IndexFacts, Request, WordTable
from search.engines.index_facts import index_facts
from search.engines.whoosh.columns import Columns, FacetColumns
from search.engines.whoosh.evaluation import count_matching, evaluate, without
from search.engines.whoosh.facet_rows import FacetRows
from search.engines.whoosh.filtering import apply_mask, combined_mask, count_facets, filter_masks
from search.engines.whoosh.indexed_nodes import IndexedNodes
from search.engines.whoosh.mapped_words import MappedWordTable
from search.engines.whoosh.marked_words import EntryWords
from search.engines.whoosh.match_arrays import NO_MATCHES, EntryNumbers, Int32Array, Mask
from search.engines.whoosh.ranking import rank_entries
from search.engines.word_table import BuiltWordTable
from search.plan.tree import Node, TagFieldName
from search.plan.weighing import UNIT
from search.results.hit import Hit


class OpenGeneration(IndexedNodes):
    """An open generation: see search.engines.engine.IndexReader.

    Safe to share between threads. Raises GenerationRemovedError when the generation is removed
    while it is being opened; once it is open, its files may be removed.
    """

    def __init__(self, name: str, path: Path, denied: Collection[str] = ()) -> None:
        """Open the generation as if it had no entry that `denied` names; see `OpenIndex`."""
        self.name = name
        self.path = path
        self.denied = frozenset(denied)
        """The names that it was opened without, of this generation or not."""
        self.readers = 0
        self.retired = False
        self._words = KeyedJsonLines()
        self._tables: tuple[VocabularyTable, ...] = ()
        with ExitStack() as stack:
            stack.callback(self._unmap)
            with detecting_removal(path):
                # opened now but read when needed: the folder may be removed by then
                facts, self._words = read_shown(path)
                self.has_deny_list: bool = facts["format"] >= DENY_LIST_FORMAT
                """Whether a deny-list lay beside this generation when it was made."""
                tables = (path / VOCABULARY, path / VOCABULARY_CHANGES)
                self._tables = tuple(VocabularyTable(each) for each in tables if each.exists())
                super().__init__(path, denied, has_pages=self.has_deny_list)
                stack.callback(super().close)
                provenance, news = read_provenance(path), read_news(path)
                if hidden := self.denied_entries():
                    ids = {id for entry in hidden for id in (entry.id, *entry.aliases)}
                    news = tuple(change for change in news if change.id not in ids)
                    name = f"{name}-{_digest(entry.id for entry in hidden)}"
                    facts, self._words = self._without(path, facts, hidden)
                self.facts = _facts(name, facts, provenance, news)
                self.columns = Columns(FacetColumns(self.column), self.starts, self.ends)
            stack.pop_all()

    def close(self) -> None:
        """Close the files."""
        super().close()
        self._unmap()

    def _unmap(self) -> None:
        """Drop what is mapped, for that is how it is closed."""
        self._words, self._tables = KeyedJsonLines(), ()
        for made in ("_oldest_first", "_facet_rows"):
            self.__dict__.pop(made, None)
        words = self.__dict__.pop("words", None)
        if isinstance(words, MappedWordTable):
            words.close()

    # The seam

    def count(self, nodes: Sequence[Node]) -> list[int]:
        """Return how many entries each node matches."""
        return [count_matching(node, self) for node in nodes]

    def run(self, request: Request) -> Found:
        """Count what the request matches, and read one page of it."""
        matched, scores = self._matched(request)
        masks = filter_masks(request.filters, matched, self.columns, self)
        mask = combined_mask(masks)
        numbers, worth = self._page(request, matched, scores, mask)
        hits: tuple[Hit, ...] = ()
        entries: tuple[tuple[Entry, int], ...] = ()
        words: tuple[EntryWords | None, ...] = ()
        if request.brief is not None and self.has_cards:
            shown = zip(numbers, worth, strict=True)
            hits = tuple([self.brief_hit(n, request.brief, score / UNIT) for n, score in shown])
        else:
            entries = tuple(zip(map(self.entry_at, numbers), worth, strict=True))
            words = tuple(map(self.words_at, numbers))
        facets, totals = count_facets(
            request, matched, masks, self.columns, lambda: self._facet_rows
        )
        return Found(
            total=len(matched) if mask is None else int(np.count_nonzero(mask)),
            total_without_filters=len(matched),
            facets=facets,
            facet_totals=totals,
            entries=entries,
            hits=hits,
            words=words,
        )

    def _page(
        self, request: Request, matched: EntryNumbers, scores: Int32Array | None, mask: Mask | None
    ) -> tuple[list[int], list[int]]:
        """Return the numbers of the entries of one page, and their scores."""
        if not request.limit:
            return [], []
        passed = apply_mask(matched, mask)
        scores = scores if scores is None or mask is None else scores[mask]
        ranked = self._ranked(passed, scores, request, request.offset + request.limit)
        shown = ranked[request.offset :]
        numbers: list[int] = passed[shown].tolist()
        return numbers, [0] * len(numbers) if scores is None else scores[shown].tolist()

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
        return {word: (text, count) for word, (text, count) in self._words.items()}

    @cached_property
    def words(self) -> WordTable:
        """The words and names of the generation: mapped, but in one of an older version built."""
        if not self._tables:
            return BuiltWordTable.of(self.spellings(), self.facts)
        return MappedWordTable(self._tables, self._words)

    def _without(
        self, path: Path, facts: dict[str, Any], hidden: Sequence[Entry]
    ) -> tuple[dict[str, Any], KeyedJsonLines]:
        """Return the facts and the words without these entries, which are withdrawn."""
        from index.indexing.engines.whoosh.writer import format_fingerprint  # imports Whoosh

        try:
            statistics = read_statistics(path, format_fingerprint())
            for entry in hidden:
                statistics.remove(entry, values_of(entry).spelt)
        except AmendError:  # another version of this program counted: all is counted again
            statistics = IndexStatistics()
            for number in range(self.entries()):
                entry = self.entry_at(number)
                statistics.add(entry, values_of(entry).spelt)
        ids = (id for entry in hidden for id in (entry.id, *entry.aliases))
        shown, words = statistics.shown({*facts["withdrawn"], *ids})
        return {**json.loads(shown), "built": facts["built"]}, KeyedJsonLines(words.encode())

    def _matched(self, request: Request) -> tuple[EntryNumbers, Int32Array | None]:
        """Return the entries that match, before any filter, and their scores if any."""
        if request.tree is None:
            return without(self.columns.everything, request.excluded, self), None
        matches = evaluate(request.tree, self)
        entries = without(matches.entries, request.excluded, self)
        if len(entries) == len(matches.entries):
            return matches.entries, matches.scores
        return entries, matches.scores[np.searchsorted(matches.entries, entries)]

    def _ranked(
        self, entries: EntryNumbers, scores: Int32Array | None, request: Request, most: int | None
    ) -> NDArray[np.intp]:
        return rank_entries(entries, scores, request.order, lambda: self._oldest_first, most)

    # Postings: see search.engines.whoosh.evaluation

    def tag(self, field: TagFieldName | Literal["by_people"], value: str) -> EntryNumbers:
        """Return the entries that hold the value."""
        if field == "page" and not self.has_pages:
            return NO_MATCHES.entries
        if (
            field == "month"
            or field == "id"
            or field == "alias"
            or field == "page"
            or field == "by_people"
        ):
            return self.term(field, value).entries  # no facets: there are no columns
        return self.columns.facets[field].holders(value)

    def span(self, first: int, last: int, *, within: bool) -> EntryNumbers:
        """Return the entries whose dates overlap these days, or lie within them."""
        return (self.columns.within if within else self.columns.overlapping)(first, last)

    @cached_property
    def _facet_rows(self) -> FacetRows:
        return FacetRows(self.columns.facets, self.entries())

    @cached_property
    def _oldest_first(self) -> NDArray[np.integer[Any]]:
        return self.oldest_first()


def _digest(ids: Iterable[str]) -> str:
    """Return a text that differs when other entries are left out of one generation."""
    from hashlib import sha256  # seldom needed, and loading it takes milliseconds

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
