"""The check of what became of the text of an archive's pages."""

from __future__ import annotations

from collections.abc import Iterator

from index.model.errors import CacheError, StoreError
from index.publishing.text_account import TextAccount, text_account
from index.store.home import Home
from search.health.health_state import HealthCheck

_NAMED = 3
"""Pages that are named in a line; of more it is said how many there are."""


def account_of_home(home: Home) -> TextAccount | None:
    """Return what became of the text of a home's pages; None when that cannot be known."""
    try:
        account = text_account(home)
    except (StoreError, CacheError):  # told with archive.db
        return None
    return account if account.letters or account.unknown else None


def text_checks(account: TextAccount | None) -> Iterator[HealthCheck]:
    """Yield the line about the text; none when nothing is known of it."""
    if account is None:
        return
    if not account.letters:
        yield HealthCheck("text", "ok", "what became of it is not known; `torino index` says it")
        return
    said = [
        f"{account.share('entry'):.1%} of the letters that pages show are in entries",
        f"{account.share('furniture') + account.share('short'):.1%} furniture and labels",
    ]
    unread = f"{account.share('unread'):.1%} unread"
    if account.unread:
        named = [f"{url} ({letters} letters)" for url, letters in account.unread[:_NAMED]]
        more = len(account.unread) - len(named)
        unread += f", on {_pages(len(account.unread))}: {', '.join(named)}"
        unread += f" and {more} more" if more else ""
    if account.unknown:
        unread += f"; of {_pages(account.unknown)} it is not known"
    yield HealthCheck("text", "ok", f"{', '.join(said)}, {unread}")


def _pages(number: int) -> str:
    return "1 page" if number == 1 else f"{number} pages"
