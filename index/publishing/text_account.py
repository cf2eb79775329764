"""The account of an archive: what became of the visible text of all its pages.

It is kept in derived.db with what was read, so that nobody has to read the pages again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

from index.files.timings import Timings
from index.model.page import Page
from index.model.page_account import PageAccount, PageReading, Share
from index.publishing.reading_cache import ReadingCache
from index.store.cache import DerivedCache
from index.store.home import Home


@dataclass(frozen=True, slots=True)
class TextAccount:
    """Letters and digits of all pages by what became of them."""

    letters: Counter[Share] = field(default_factory=Counter)
    unread: tuple[tuple[str, int], ...] = ()
    """The address of each page that has unread text, and its letters; the most letters first."""
    unknown: int = 0
    """Pages of which derived.db does not say it."""

    def share(self, of: Share) -> float:
        """Return the part of all letters that became this; 0 when there are none."""
        total = self.letters.total()
        return self.letters[of] / total if total else 0.0


def text_account(home: Home) -> TextAccount:
    """Return the account of the live pages of a home. Raises StoreError, CacheError."""
    letters: Counter[Share] = Counter()
    unread: list[tuple[str, int]] = []
    unknown = 0
    for url, account in _accounts(home):
        if account is None:
            unknown += 1
            continue
        letters += account.letters
        if account.unread:
            unread.append((url, account.letters["unread"]))
    return TextAccount(letters, tuple(sorted(unread, key=lambda one: (-one[1], one[0]))), unknown)


def accounts_of_pages(home: Home, urls: Collection[str]) -> dict[str, PageAccount]:
    """Return the accounts of the live pages at these addresses, as far as derived.db has them.

    Raises StoreError, CacheError.
    """
    return {url: account for url, account in _accounts(home, urls) if account is not None}


def _accounts(
    home: Home, urls: Collection[str] | None = None
) -> list[tuple[str, PageAccount | None]]:
    with home.open_store("read") as store:
        pages = [each for each in store.pages.addresses() if urls is None or each[1] in urls]
        if not home.derived.exists():
            return [(url, None) for _, url in pages]
        with DerivedCache(home.derived) as derived:
            cache = ReadingCache(store, derived, Timings(), _read_nothing, write=False)
            return [(url, cache.account(number)) for number, url in pages]


def _read_nothing(page: Page, timings: Timings) -> PageReading:
    return PageReading(())
