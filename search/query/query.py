"""A query: words, boxes, filters, reading language, order and page, as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

FACETS = ("year", "country", "kind", "written", "people", "places")
"""The facets, in the order they are shown."""

Read = Literal["orig", "it", "en"]
Sort = Literal["relevance", "newest", "oldest"]

MAX_CHARACTERS = 256
MAX_WORDS = 16
MAX_PREFIXES = 2
MIN_PREFIX = 3
MAX_EXPANSION = 500
MAX_LIMIT = 100
MAX_SECONDS = 2.0
MAX_REACH = 10_000
"""page x limit may not pass this."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked. Filters of one facet widen, facets among themselves narrow.

    Unset text is empty, never None. `since` and `until` are the parameters `from` and `to`:
    YYYY, YYYY-MM or YYYY-MM-DD, matched by overlap, both inclusive.
    """

    text: str = ""
    person: str = ""
    place: str = ""
    phrase: str = ""
    year: tuple[int, ...] = ()
    since: str = ""
    until: str = ""
    country: tuple[str, ...] = ()
    not_country: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    read: Read = "orig"
    expand: bool = True
    drop: tuple[str, ...] = ()
    """Widenings taken back one by one: the added terms not to look for."""
    sort: Sort = "relevance"
    brief: bool = False
    """Leaner hits, for programs: titles without marks, no snippet, no correction sought."""
    page: int = 1
    limit: int = 20

    @property
    def has_words(self) -> bool:
        """Whether anything is asked in free words."""
        return bool(self.text or self.person or self.place or self.phrase)

    @property
    def filter_count(self) -> int:
        """How many filters are on, each value counting one and a date range one."""
        values = sum(len(getattr(self, facet)) for facet in FACETS) + len(self.not_country)
        return values + bool(self.since or self.until)

    def without_filters(self) -> Query:
        """The same words, no filter, first page."""
        return replace(
            self,
            year=(),
            since="",
            until="",
            country=(),
            not_country=(),
            kind=(),
            written=(),
            people=(),
            places=(),
            page=1,
        )
