"""TODO module."""

from __future__ import annotations

from index.model.errors import ConfigError
from search.searcher import Searcher


def open_searcher(location: str) -> Searcher:
    """A searcher for `location`: a path is Whoosh; an http(s) url will be OpenSearch.

    Raises IndexMissingError, EngineUnavailableError, ConfigError.
    """
    if location.startswith(("http://", "https://")):
        raise ConfigError(
            f"no engine for {location} in this version; give a folder, which means Whoosh"
        )
    from search.engines.whoosh.searcher import WhooshSearcher

    return WhooshSearcher(location)
