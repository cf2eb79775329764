"""What answering needs of an open index generation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.model.entry import Entry
from search.evaluate.columns import Columns
from search.evaluate.evaluate import Postings
from search.evaluate.vocabulary import Vocabulary
from search.plan.expansion import Lexicon
from search.plan.plan import Plan
from search.query.query import Query, Read
from search.results.labels import Labels
from search.results.results import Hit


class IndexReader(Postings, Protocol):
    """Protocol: one generation, read-only, its entries numbered newest first (undated last)."""

    @property
    def name(self) -> str:
        """The generation's name."""
        ...

    @property
    def columns(self) -> Columns:
        """What the entries are filtered and counted by."""
        ...

    @property
    def lexicon(self) -> Lexicon:
        """What a query can be widened by."""
        ...

    def plan(self, query: Query) -> Plan:
        """What the query's words ask for, kept from before (narrowing keeps them) or made now."""
        ...

    @property
    def oldest_first(self) -> NDArray[np.int64]:
        """Of each entry, its place in the order by start date; undated ones come last."""
        ...

    @property
    def vocabulary(self) -> Vocabulary:
        """What it knows by name, and all its words."""
        ...

    def beginning(self, field: str, text: str, most: int) -> tuple[str, ...]:
        """The first so many of the field's terms that begin so, in order."""
        ...

    def entry(self, number: int) -> Entry:
        """The entry of this number."""
        ...

    def brief_hits(self, numbers: Iterable[int], read: Read) -> list[Hit]:
        """The entries of these numbers as lean hits, their scores 0; see `Query.brief`."""
        ...

    def label(self, field: str, value: str) -> Labels:
        """What a facet's value is called."""
        ...
