"""A query as one frozen value: words, filters, reading language, order and page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, get_args

from index.text.typed_text import clean_text

FacetField = Literal["year", "country", "kind", "written", "people", "places"]
"""The name of a facet: the same word in a query, an index, a URL and a page."""
FilterField = FacetField | Literal["not_country"]
"""The name of a filter that holds several values."""
FACETS: tuple[FacetField, ...] = get_args(FacetField)
"""The facets, in the order in which they are shown."""

TextField = Literal["text", "person", "place"]
"""An attribute of Query that holds free words, in which a word may be misspelt."""
TEXT_FIELDS: tuple[TextField, ...] = get_args(TextField)

ReadingLanguage = Literal["", "orig", "it", "en"]
"""The language to read hits in; `orig` is the language of each original.

Empty when none is chosen: a page of the site is then read in its own language, and everything else
gives the originals.
"""
Sort = Literal["relevance", "newest", "oldest"]
"""The order of hits."""
READS: tuple[ReadingLanguage, ...] = tuple(read for read in get_args(ReadingLanguage) if read)
"""The reading languages that can be chosen."""
SORTS: tuple[Sort, ...] = get_args(Sort)

MAX_CHARACTERS = 256
"""Characters of one parameter, except the words of the search box."""
MAX_TEXT = 2_000
"""Characters of the search box that are read."""
MAX_READ = 64
"""Words of the search box that are read."""
MAX_WORDS = 16
"""Words that are searched: those of a longer text that the fewest entries hold."""
MAX_PREFIXES = 2
"""Words with an asterisk; further ones are whole words."""
MIN_PREFIX = 3
"""Letters before an asterisk."""
MAX_LIMIT = 100
"""Hits on a page."""
MAX_SECONDS = 2.0
"""Processor time of one search."""
MAX_REACH = 10_000
"""The greatest page × limit."""


@dataclass(frozen=True, slots=True)
class Query:
    """A search. The values of one filter are joined by OR, the filters by AND.

    Text that is not set is empty, never None; what is typed is cleaned (index.text.typed_text).
    `since` and `until` are the parameters `from` and `to`: YYYY, YYYY-MM or YYYY-MM-DD, both
    inclusive; an entry matches when its dates overlap them.
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
    by_people: bool = False
    """Only entries that people have written or translated in the language to read in; every
    original is people's."""
    read: ReadingLanguage = ""
    expand: bool = True
    drop: tuple[str, ...] = ()
    """Terms that query expansion must not add."""
    exactly: bool = False
    """Search what is typed also when no entry has it and its likely correction would find some."""
    sort: Sort = "relevance"
    brief: bool = False
    """Brief hits, for programs: titles without marks, no snippets, no offered correction."""
    page: int = 1
    limit: int = 20
    facets: tuple[FacetField, ...] = FACETS
    """The facets to count; nothing else depends on them."""

    def __post_init__(self) -> None:
        for name in ("text", "person", "place", "phrase"):
            typed: str = getattr(self, name)
            if not (typed.isascii() and typed.isprintable()):
                object.__setattr__(self, name, " ".join(clean_text(typed).split()))

    @property
    def has_words(self) -> bool:
        """Return whether the query holds any free words."""
        return bool(self.text or self.person or self.place or self.phrase)

    @property
    def filter_count(self) -> int:
        """The number of filters that are on: one for each value, one for dates and so on."""
        values = sum(len(getattr(self, facet)) for facet in FACETS) + len(self.not_country)
        return values + bool(self.since or self.until) + self.by_people

    def without_filters(self) -> Query:
        """Return the query without filters, at its first page."""
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
            by_people=False,
            page=1,
        )
