"""The choice of the engine that searches an index."""

from __future__ import annotations

from index.model.errors import ConfigError
from search.searcher import Searcher


def open_searcher(location: str) -> Searcher:
    """Return a searcher for `location`: a folder means Whoosh.

    Nothing is opened before the first call of the searcher. Raises ConfigError for an http(s) URL,
    which no engine of this version reads.
    """
    if location.startswith(("http://", "https://")):
        raise ConfigError(
            f"no engine for {location} in this version; give a folder, which means Whoosh"
        )
    from search.engines.whoosh.searcher import WhooshSearcher

    return WhooshSearcher(location)
