"""Open a searcher by the location of its index."""

from __future__ import annotations

from index.model.errors import ConfigError
from search.searcher import Searcher


def open_searcher(location: str) -> Searcher:
    """Return a searcher of an index: a path means Whoosh, an http(s) URL will mean OpenSearch.

    Raises ConfigError for a URL. Errors of the index itself are raised when it is searched.
    """
    if location.startswith(("http://", "https://")):
        raise ConfigError(
            f"no engine for {location} in this version; give a folder, which means Whoosh"
        )
    from search.engines.whoosh.engine import WhooshEngine

    return Searcher(WhooshEngine(location))
