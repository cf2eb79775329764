"""How the live index stands to archive.db: whether the one was made from the other.

Every verb that changes an archive opens it with `open_archive`, which refuses to go on where
archive.db is missing, was exchanged or has lost rows: publishing then would take out of the search
what nobody has deleted.
"""

from __future__ import annotations

from contextlib import ExitStack
from typing import Literal

from index.indexing.open_engine import open_engine
from index.indexing.writer import Provenance, WritingEngine
from index.model.change import Change
from index.model.errors import StoreError
from index.store.database import Store
from index.store.home import Home

LiveState = Literal["absent", "unknown", "current", "unnoted", "older", "foreign"]
"""`absent`: nothing is published. `unknown`: an earlier version of this program published it, which
noted nothing. `current`: it is the last publication of this archive. `unnoted`: it is newer than
that, and whoever published it died before archive.db said so. `older`: it is another one of this
archive. `foreign`: it is of another archive, or of a newer state of this one."""

MIN_LOST = 10
"""Entries; to lose fewer is never remarkable. Chosen by hand."""
MAX_LOST_SHARE = 0.5
"""The share of the entries in the search that a publication may take out unasked. By hand."""

FOREIGN_REMEDY = (
    "put the right archive.db back, or restore a backup into a new home: `torino restore FILE"
    " --home DIR`; for a new archive choose another --home; if archive.db is right as it is now,"
    " publish it with `torino index --yes`"
)


def live_state(store: Store, engine: WritingEngine) -> LiveState:
    """Return how the live index stands to the store."""
    if not engine.live_fingerprint():
        return "absent"
    live = engine.live_provenance()
    if live is None:
        return "unknown" if store.pages.count() or store.token else "foreign"
    publications = store.publications
    if live.archive != publications.archive or not publications.has_begun(live.token):
        return "foreign"
    if live.token == store.token:
        return "current"
    return "unnoted" if live.token == publications.last_begun else "older"


def unnoted_news(store: Store, engine: WritingEngine) -> tuple[Change, ...]:
    """Return the news of the live generation that archive.db has not noted, since whoever published
    it died before; readers may have seen them."""
    if live_state(store, engine) not in ("unnoted", "older"):
        return ()
    last = store.history.last_time()
    return tuple(change for change in engine.live_news() if last is None or change.time > last)


def open_archive(
    home: Home, mode: Literal["create", "change"] = "create", *, accept_loss: bool = False
) -> Store:
    """Open the archive to change it, or create it where nothing is published.

    Raises StoreError, with what to do, when archive.db is missing beside a published index, when
    the index was made from another archive.db, or rows are missing. `accept_loss` takes archive.db
    as it is. The caller holds the home's lock.
    """
    if not accept_loss and (missing := missing_archive(home)):
        raise StoreError(missing, FOREIGN_REMEDY)
    with ExitStack() as stack:  # leaving it by an error closes the archive, and says what is wrong
        store = stack.enter_context(home.open_store(mode))
        if accept_loss:
            with store.change():
                store.accept_rows()
        else:
            store.refuse_missing_rows()
            if foreign := foreign_index(home, store):
                raise StoreError(foreign, FOREIGN_REMEDY)
        stack.pop_all()
    return store


def missing_archive(home: Home) -> str:
    """Return what to say when archive.db is missing beside a published index; "" when it is not."""
    if home.database.exists() or not open_engine(home.location).live_fingerprint():
        return ""
    return f"{home.database} is missing, and the index that was made from it is there"


def foreign_index(home: Home, store: Store) -> str:
    """Return what to say when the live index is foreign; "" when it is not."""
    if live_state(store, open_engine(home.location)) != "foreign":
        return ""
    return (
        f"the index in {home.location} was made from another archive.db than {home.database}, or"
        " from a newer state of it"
    )


def older_index(home: Home, store: Store) -> str:
    """Return what to say when the live index is older than archive.db says; "" when it is not."""
    if live_state(store, open_engine(home.location)) != "older" or not store.is_published:
        return ""
    return f"the index in {home.location} is not the one that was published last"


def is_of_other_profile(home: Home) -> bool:
    """Return whether the live index was made with another profile than the home has.

    Raises ProfileError, StoreError.
    """
    live = open_engine(home.location).live_provenance()
    return live is not None and live.profile != home.read_profile().text


def refuse_great_loss(live: Provenance | None, store: Store, entries: int) -> None:
    """Raise StoreError when far fewer entries would be published than the search has now.

    After the bundled sample was replaced anything goes.
    """
    if live is None or not store.token:
        return
    lost = live.entries - entries
    if lost >= MIN_LOST and lost > MAX_LOST_SHARE * live.entries:
        raise StoreError(
            f"the search has {live.entries} entries and would have {entries}; nothing was"
            " published, and archive.db keeps every page. If that is right, `torino index --yes`"
            " publishes it; if a page was captured badly, add a better capture of it"
        )


def is_live(home: Home, store: Store) -> bool:
    """Return whether everything in the store is published, and that index is there.

    It has to be made with the profile of the home. Raises ProfileError.
    """
    if not store.is_published:
        return False
    state = live_state(store, open_engine(home.location))
    return state in ("current", "unknown") and not is_of_other_profile(home)
