"""Everything in archive.db, published again."""

from __future__ import annotations

from typing import Literal

from index.files.progress import ProgressCallback, ignore_progress
from index.publishing.live_state import open_archive
from index.publishing.publish import publish
from index.publishing.publishing_run import Published
from index.store.home import Home


def rebuild(
    home: Home, progress: ProgressCallback = ignore_progress, *, accept_loss: bool = False
) -> Published:
    """Publish everything in archive.db again, by a full build. Raises as `add_sources` does."""
    mode: Literal["create", "change"] = "create" if accept_loss else "change"
    with home.hold(mode), open_archive(home, mode, accept_loss=accept_loss) as store:
        with store.change():
            store.pages.merge_spellings()
        return publish(home, store, progress, full=True, accept_loss=accept_loss)
