"""What the first searches of a generation would wait for, done before."""

from __future__ import annotations

from search.answer.live_index import LiveIndex
from search.answer.run_search import run_search
from search.query.query import Query

_WORDS = 6
"""Words of the newest entry that are searched: names and common words, as people ask for."""


def warm(index: LiveIndex) -> None:
    """Count every facet, and read the tables of words and names, by searching as a page does."""
    newest = run_search(Query(limit=1), index)
    for hit in newest.hits:
        words = hit.shown.title.text.split()[:_WORDS]
        run_search(Query(text=" ".join(words)), index)
