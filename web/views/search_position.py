"""Where an entry stands in the search by which it was found."""

from __future__ import annotations

from dataclasses import dataclass, replace

from index.model.entry import Entry
from search.query.errors import QueryError
from search.query.query import MAX_REACH, Query
from web.current_searcher import searcher
from web.views.query_text import heading
from web.views.query_url import query_of_string
from web.views.reading_language import in_page_language


@dataclass(frozen=True, slots=True)
class SearchPosition:
    """The search by which an entry was found, its position there, and its neighbours."""

    query: Query
    words: str
    number: int
    total: int
    before: str | None
    before_query: Query
    after: str | None
    after_query: Query


def position_of(entry: Entry, asked: str) -> SearchPosition | None:
    """Return the position of an entry in the search `asked`; None when it is not on that page."""
    if not asked:
        return None
    try:
        query = query_of_string(asked)
        results = searcher().search(in_page_language(query))
    except QueryError:
        return None
    ids = [hit.id for hit in results.hits]
    if entry.id not in ids:
        return None
    at = ids.index(entry.id)
    back, ahead = (replace(query, page=query.page + step) for step in (-1, 1))
    before: str | None = ids[at - 1] if at else None
    after: str | None = ids[at + 1] if at + 1 < len(ids) else None
    before_query = after_query = query
    if before is None and query.page > 1 and (found := _hits(back)):
        before, before_query = found[-1], back
    is_last = query.page >= results.pages or ahead.page * query.limit > MAX_REACH
    if after is None and not is_last and (found := _hits(ahead)):
        after, after_query = found[0], ahead
    return SearchPosition(
        query=query,
        words=heading(results),
        number=(query.page - 1) * query.limit + at + 1,
        total=results.total,
        before=before,
        before_query=before_query,
        after=after,
        after_query=after_query,
    )


def _hits(query: Query) -> list[str]:
    """Return the ids of a page's hits; none when they cannot be found in time, or are gone."""
    try:
        return [hit.id for hit in searcher().search(in_page_language(query)).hits]
    except QueryError:
        return []
