"""The deny-list of the index as the archive has it: what is withdrawn, gone or erased."""

from __future__ import annotations

from index.indexing.open_engine import open_engine
from index.model.errors import IndexMissingError
from index.store.database import Store
from index.store.home import Home


def deny_withdrawn(home: Home, store: Store) -> None:
    """Let the deny-list of the index name what is withdrawn, gone or erased, and nothing else.

    The caller holds the home's lock. Raises StoreError, EngineUnavailableError.
    """
    open_engine(home.location).deny(store.names_to_deny())


def is_deny_list_lost(home: Home) -> bool:
    """Return whether the deny-list names nothing, is damaged, or is missing."""
    try:
        return not open_engine(home.location).denied()
    except IndexMissingError:
        return True
