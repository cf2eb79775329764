"""The choice of the engine that writes an index, by the index's location."""

from __future__ import annotations

from index.files.progress import ProgressCallback, ignore_progress
from index.indexing.writer import Writer, WritingEngine
from index.model.errors import ConfigError


def open_engine(location: str) -> WritingEngine:
    """Return the writing half for `location`: a path means Whoosh.

    Raises ConfigError for an http(s) URL, which no engine of this version writes.
    """
    if location.startswith(("http://", "https://")):
        raise ConfigError(
            f"no engine for {location} in this version; give a folder, which means Whoosh"
        )
    from index.indexing.engines.whoosh.engine import WhooshEngine

    return WhooshEngine(location)


def open_writer(
    location: str, progress: ProgressCallback = ignore_progress, *, amend: bool = False
) -> Writer:
    """Return a writer for `location`; see `WritingEngine.writer`. Raises ConfigError."""
    return open_engine(location).writer(progress, amend=amend)
