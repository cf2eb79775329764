"""The files of a home after an erasure: what archive.db no longer has is taken out of all of them.

It can be done again at any time, so whoever publishes next finishes what was interrupted.
"""

from __future__ import annotations

import logging
import shutil

from index.files.atomic import sync_folder
from index.indexing.open_engine import open_engine
from index.model.errors import StoreError
from index.store.cache import DerivedCache
from index.store.corrections import drop_corrections
from index.store.database import Store
from index.store.home import Home
from index.store.home_files import RESTORING

log = logging.getLogger(__name__)

_LEFT_BEHIND = (f"{RESTORING}*", "*.part", "*.new")
"""What a verb that was killed may have left in a home."""


def scrub_files(home: Home, store: Store) -> None:
    """Take erased text out of every file but the index, which is to be built in full after this.

    Raises StoreError, CorrectionError.
    """
    ids = store.erasures.correction_ids()
    erased = store.published.erased()
    lines = drop_corrections(
        home.corrections, lambda each: each.id in ids or not erased.isdisjoint(each.ids)
    )
    if lines:
        listed = ", ".join(map(str, lines))
        log.warning("%s: of erased entries, and gone: line %s", home.corrections.name, listed)
    DerivedCache.delete(home.derived)
    for pattern in _LEFT_BEHIND:
        for path in home.path.glob(pattern):
            try:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
            except OSError as error:
                raise StoreError(f"{path} cannot be removed: {error}") from error
    sync_folder(home.path)
    store.scrub()


def finish_erasures(home: Home, store: Store) -> None:
    """Remove the generations before the live one, and note that nothing is left to do.

    Raises StoreError, IndexLockedError, EngineUnavailableError.
    """
    open_engine(home.location).forget_older()
    with store.change():
        store.erasures.finish()
