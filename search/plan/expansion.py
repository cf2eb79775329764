"""Query expansion: terms that mean the same as words of the query.

Each added term is shown and can be removed; see `Query.expand` and `Query.drop`. Which are added,
`expanded_words.py` says.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from index.text.folding import fold
from index.text.term_list import TermClass
from search.plan.tree import Leaf, Tag
from search.query.query_dates import whole_date
from search.results.understood import ExpansionNote


@dataclass(frozen=True, slots=True)
class Wording:
    """Words to highlight for an added term: by stems of the language, or folded if it is None."""

    text: str
    language: str | None


@dataclass(frozen=True, slots=True)
class QueryExpansion:
    """One term added to the words of a span: its leaves, and the words to highlight."""

    note: ExpansionNote
    leaves: tuple[Leaf, ...]
    wordings: tuple[Wording, ...] = ()
    replaces_words: bool = False
    """True when the words typed are not searched themselves: the days of "since 2010"."""
    word_class: TermClass = "topic"
    months: tuple[Tag, ...] = ()
    """For days that are less than a year: one of these months the date of an entry must name."""
    is_related: bool = False
    """True for a term that only means about the same: the entries that it finds are no hits, but
    may stand among the related ones."""


@dataclass(frozen=True, slots=True)
class ExpandedSpan:
    """Consecutive words of a query, [start, stop), that mean one thing, and its expansions."""

    start: int
    stop: int
    expansions: tuple[QueryExpansion, ...]


def without_dropped(
    expansions: Iterable[QueryExpansion], drop: Iterable[str]
) -> tuple[QueryExpansion, ...]:
    """Return the expansions without those whose term is in `drop`; dates may be in words there."""
    folded = {fold(term) for term in drop}
    folded |= {found.text for term in drop if (found := whole_date(term))}
    return tuple(w for w in expansions if fold(w.note.term) not in folded)
