"""Open a searcher by the location of its index."""

from __future__ import annotations

from search.searcher import Searcher


def open_searcher(location: str) -> Searcher:
    """Return a searcher of an index: a path means Whoosh, an http(s) url OpenSearch.

    Raises ConfigError for a url that names no archive in a cluster, EngineUnavailableError when the
    package for it is missing. Errors of the index itself are raised when it is searched.
    """
    if location.startswith(("http://", "https://")):
        from search.engines.opensearch.engine import OpenSearchEngine

        return Searcher(OpenSearchEngine(location))
    from search.engines.whoosh.engine import WhooshEngine

    return Searcher(WhooshEngine(location))
