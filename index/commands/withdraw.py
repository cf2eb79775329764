"""Pages and entries that are withdrawn, or brought back."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from index.commands.still_shown import still_shown
from index.commands.undone import NothingChangedError
from index.model.errors import StoreError
from index.publishing.denying import deny_withdrawn
from index.publishing.live_state import open_archive
from index.publishing.publish import publish_if_due
from index.store.home import Home


@dataclass(frozen=True, slots=True)
class WithdrawReport:
    """What became of the names that were to be withdrawn, or with `undo` restored."""

    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    """Those that were withdrawn (with `undo`: live) already."""
    unknown: tuple[str, ...] = ()
    """When there are any, nothing was changed."""
    still_shown: tuple[str, ...] = ()
    """Ids of entries of the withdrawn pages that other pages have too, and so are shown."""


def withdraw(home: Home, names: Iterable[str], *, undo: bool = False) -> WithdrawReport:
    """Withdraw (or with `undo` restore) pages by url and entries by id, and publish that if due.

    When any name is unknown, nothing is changed or published. What is withdrawn is denied before
    all else: no generation shows it from then on, whatever fails later. What is restored is denied
    until it is published.
    """
    names = tuple(dict.fromkeys(names))
    with home.hold("change"), open_archive(home, "change") as store:
        page = store.pages.restore if undo else store.pages.withdraw
        entry = store.published.restore if undo else store.published.withdraw
        goal = {"live", "moved"} if undo else {"withdrawn"}
        try:
            with store.change():
                changed = tuple(
                    name for name in names if page(store.pages.address_of(name)) or entry(name)
                )
                unchanged = tuple(
                    name
                    for name in names
                    if name not in changed
                    and not goal.isdisjoint(
                        (
                            store.pages.state(store.pages.address_of(name)),
                            store.published.state(name),
                        )
                    )
                )
                unknown = tuple(name for name in names if name not in (*changed, *unchanged))
                if unknown:
                    raise NothingChangedError
                if changed:
                    store.touch()
                    if not undo:
                        deny_withdrawn(home, store)
        except NothingChangedError:
            return WithdrawReport(unknown=unknown)
        except StoreError:
            with suppress(StoreError):  # which the next publishing does otherwise
                deny_withdrawn(home, store)
            raise
        publish_if_due(home, store, accept_loss=True)  # what is lost was named
        shown = () if undo else still_shown(home, store, map(store.pages.address_of, names))
    return WithdrawReport(changed, unchanged, still_shown=shown)
