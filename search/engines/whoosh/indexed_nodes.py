"""The nodes of query trees over an open index: which parts may match, and what they match."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from search.engines.lru_cache import SizedLRUCache
from search.engines.whoosh.indexed_phrases import IndexedPhrases
from search.engines.whoosh.indexed_terms import size_of
from search.engines.whoosh.match_arrays import (
    Matches,
    Packed,
    packed,
)
from search.plan.tree import AllOf, AnyOf, Node, Phrase, Term
from search.plan.weighing import Best

_NODE_CACHE = 16 << 20
"""Bytes of the cache of nodes: the matches of a word over all fields, or of all words."""
_MAX_NODES = 1_024
"""Nodes of which it is kept which parts some entry may match."""


class IndexedNodes(IndexedPhrases):
    """An open index that keeps what was found for the nodes of trees."""

    def __init__(self, path: Path, denied: Collection[str] = (), *, has_pages: bool = True) -> None:
        """See `OpenIndex`."""
        super().__init__(path, denied, has_pages=has_pages)
        self._nodes: SizedLRUCache[Best | AllOf, Matches | Packed] = SizedLRUCache(
            _NODE_CACHE, size_of
        )
        self._alternatives: dict[AnyOf, tuple[Node, ...]] = {}

    def alternatives(self, node: AnyOf) -> Sequence[Node]:
        """Return the parts of a node, without the terms and phrases of which it has no term."""
        kept = self._alternatives.get(node)
        if kept is None:
            if len(self._alternatives) >= _MAX_NODES:
                self._alternatives = {}
            kept = self._alternatives[node] = self._kept(node.parts)
        return kept

    def _kept(self, parts: Sequence[Node]) -> tuple[Node, ...]:
        """Return the parts without the terms and phrases of which the index has no term.

        A word has the same few texts in many fields, so each is looked for once.
        """
        known: dict[str, Collection[str] | None] = {}
        kept: list[Node] = []
        for part in parts:
            if not isinstance(part, Term):
                if not isinstance(part, Phrase) or all(
                    self.may_hold(part.field, text) for text, _ in part.words
                ):
                    kept.append(part)
                continue
            text = part.text
            if text not in known:
                known[text] = self._fields_with(text)
            fields = known[text]
            if fields is None or part.field in fields:
                kept.append(part)
        return tuple(kept)

    def _fields_with(self, text: str) -> Collection[str] | None:
        """Return the fields that have a text as a term in any segment; None when nobody knows."""
        found = self._found(text)
        if len(found) == 1:
            return found[0]
        known = [one for one in found if one is not None]
        return None if len(known) < len(found) else {field for one in known for field in one}

    def cached_matches(self, node: Best | AllOf, make: Callable[[], Matches]) -> Matches:
        """Return the matches of a node from the cache, or those that `make` returns."""
        return self._nodes.get(node, lambda: packed(make())).unpacked()
