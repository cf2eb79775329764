"""The protocol of an open index that search.evaluate can search."""

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
from search.query.query import FacetField, Query, Read
from search.results.labels import Labels
from search.results.results import Hit


class IndexReader(Postings, Protocol):
    """Protocol: one generation of the index, read-only, safe to share between threads.

    Entries are numbered by their end dates, newest first and undated last, then by id: entry 0 is
    the newest. Arrays are as `Postings` says.
    """

    @property
    def name(self) -> str:
        """The name of the generation."""
        ...

    @property
    def columns(self) -> Columns:
        """The values that entries are filtered and counted by."""
        ...

    @property
    def lexicon(self) -> Lexicon:
        """The sources of query expansion."""
        ...

    def plan(self, query: Query) -> Plan:
        """Return the plan of a query, perhaps from a cache. Raises QueryError past the limits."""
        ...

    @property
    def oldest_first(self) -> NDArray[np.int64]:
        """The rank of each entry by start date, then id; undated entries are last.

        One number for each entry, from 0 on, all different.
        """
        ...

    @property
    def vocabulary(self) -> Vocabulary:
        """All names and words, for autocomplete and spelling correction."""
        ...

    def beginning(self, field: str, text: str, most: int) -> tuple[str, ...]:
        """Return the first `most` terms of a field with this prefix, in order."""
        ...

    def entry(self, number: int) -> Entry:
        """Return the entry of this number."""
        ...

    def brief_hits(self, numbers: Iterable[int], read: Read) -> list[Hit]:
        """Return the entries of these numbers as brief hits with score 0; see `Query.brief`."""
        ...

    def label(self, field: FacetField, value: str) -> Labels:
        """Return the labels of a facet value."""
        ...
