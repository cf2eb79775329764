"""The ledger: what the last publishing was made of, so that the next may change only that.

It is kept in derived.db and bound to the generation and to the archive.db that it speaks of: when
either is another, or corrections, translations or the code are, there is no ledger.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from index.model.errors import AmendError
from index.publishing.entry_counts import Tally
from index.publishing.entry_digest import Line
from index.publishing.year_partition import Yearbook, book_json, book_of
from index.reading.fingerprint import edition
from index.store.cache import Derived

_LEDGER, _BOOK = "ledger", "year "


@dataclass(frozen=True, slots=True)
class Leaf:
    """Where the entries of a page went: their years, and the addresses they come from by their
    own word."""

    years: tuple[int, ...]
    via: tuple[str, ...]


def leaf_of(lines: Iterable[Line]) -> Leaf:
    """The leaf of a page with these lines."""
    lines = tuple(lines)
    return Leaf(
        tuple(sorted({line.year for line in lines})),
        tuple(sorted({line.via for line in lines if line.via is not None})),
    )


@dataclass(slots=True)
class Ledger:
    """The pages, the yearbooks, what was withdrawn, and the figures of a publishing."""

    pages: dict[int, Leaf] = field(default_factory=dict)
    """By number, in the order of reading."""
    books: dict[int, str] = field(default_factory=dict)
    """The name of each year's book in derived.db."""
    withdrawn: frozenset[str] = frozenset()
    tally: Tally = field(default_factory=Tally)

    @classmethod
    def of(cls, derived: Derived, bond: str) -> Ledger | None:
        """The ledger of the last publishing; None unless it was bound by just this."""
        data = derived.get(_LEDGER, bond)
        if data is None:
            return None
        pages, books, withdrawn, (languages, doubts, undated) = data
        return cls(
            {number: Leaf(tuple(years), tuple(via)) for number, years, via in pages},
            dict(books),
            frozenset(withdrawn),
            Tally(Counter(languages), doubts, undated),
        )

    def keep(self, derived: Derived, bond: str) -> None:
        """Keep this as the ledger of the last publishing, and let go of books of old."""
        tally = self.tally
        derived.put(
            _LEDGER,
            bond,
            [
                [[number, leaf.years, leaf.via] for number, leaf in self.pages.items()],
                list(self.books.items()),
                sorted(self.withdrawn),
                [tally.languages, tally.doubts, tally.undated],
            ],
        )
        kept = set(self.books.values())
        for name in derived.names(_BOOK):
            if name not in kept:
                derived.drop(name)

    def book(self, derived: Derived, year: int) -> Yearbook:
        """The book of a year, empty when nothing was of it. Raises AmendError when it is lost."""
        if year not in self.books:
            return Yearbook()
        data = derived.get(self.books[year], edition())
        if data is None:
            raise AmendError(f"what was made of the year {year} is lost")
        return book_of(data)

    def keep_book(self, derived: Derived, year: int, book: Yearbook, token: str) -> None:
        """Keep a book under a name of this publishing's own; an empty one is left out."""
        self.books.pop(year, None)
        if book.lines:
            self.books[year] = f"{_BOOK}{year} {token}"
            derived.put(self.books[year], edition(), book_json(book))
