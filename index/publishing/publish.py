"""Publish what archive.db holds as a new index generation, incrementally where that is possible."""

from __future__ import annotations

import logging
from contextlib import ExitStack

from index.files.progress import ProgressCallback, ignore_progress
from index.files.timings import Timings
from index.model.errors import AmendError, CacheError
from index.publishing.denying import deny_withdrawn, is_deny_list_lost
from index.publishing.live_state import is_live
from index.publishing.publishing_reader import reading
from index.publishing.publishing_run import Published, PublishingRun
from index.publishing.scrubbing import finish_erasures, scrub_files
from index.reading.page_reader import PageReadFunction
from index.reading.reader_pool import ReaderPool
from index.store.cache import DerivedCache
from index.store.database import Store
from index.store.home import Home

log = logging.getLogger(__name__)


def publish(
    home: Home,
    store: Store,
    progress: ProgressCallback = ignore_progress,
    timings: Timings | None = None,
    *,
    full: bool = False,
    accept_loss: bool = False,
    read: PageReadFunction | None = None,
) -> Published:
    """Make a generation of everything in the store live. The caller holds the home's lock.

    The live generation is amended where that gives the same result, unless `full`. `read` reads the
    pages that were not read before; by default readers of a pool do. They are read with the profile
    of the home.
    A page that cannot be read stops nothing; each is logged and is in `Published.unread`. Unless
    `accept_loss` it is refused to publish far fewer entries than are live, as a StoreError. An
    erasure that was interrupted is finished, by a full build.
    Raises StoreError, CorrectionError, ProfileError, IndexLockedError, EngineUnavailableError.
    """
    unfinished = store.erasures.unfinished is not None
    if unfinished or is_deny_list_lost(home):
        deny_withdrawn(home, store)  # before a generation comes that could make do without it
    if unfinished:
        scrub_files(home, store)
    accept_loss = accept_loss or unfinished  # what is lost was named
    with ExitStack() as stack:
        stack.enter_context(home.using_profile())
        pool = stack.enter_context(ReaderPool()) if read is None else None
        read = stack.enter_context(reading(read))
        publishing = PublishingRun(
            home, store, progress, timings or Timings(), read, accept_loss, pool
        )
        try:
            published = publishing.run(full=full or unfinished)
        except AmendError as error:
            log.info("publishing everything again: %s", error)
            published = publishing.run(full=True)
        except CacheError as error:
            log.warning("%s", error)
            DerivedCache.delete(home.derived)
            published = publishing.run(full=True)
    if unfinished:
        finish_erasures(home, store)
    return published


def publish_if_due(
    home: Home,
    store: Store,
    progress: ProgressCallback = ignore_progress,
    timings: Timings | None = None,
    *,
    accept_loss: bool = False,
    read: PageReadFunction | None = None,
) -> Published | None:
    """Publish when the store holds changes that are not published, or there is no index.

    Returns None when nothing is due but the deny-list, which is written if it is not right.

    Every verb that changes an archive ends with this, also when its own change was made before: a
    run that was interrupted after its commit is finished by the next one. An archive that has no
    pages, and of which nothing was published, is left so. The caller holds the home's lock.
    Raises what `publish` raises.
    """
    if not (store.pages.count() or store.token or store.erasures.unfinished):
        return None
    if is_live(home, store) and not store.erasures.unfinished:
        deny_withdrawn(home, store)  # a run may have ended before it did
        return None
    return publish(home, store, progress, timings, accept_loss=accept_loss, read=read)
