"""Open a searcher by the location of its index."""

from __future__ import annotations

from index.indexing.servers import is_on_server
from search.searcher import Searcher


def open_searcher(location: str, *, ahead: bool = False) -> Searcher:
    """Return a searcher of an index: a path means Whoosh, an http(s) url OpenSearch.

    Raises ConfigError for a url that names no archive in a cluster, EngineUnavailableError when the
    package for it is missing. Errors of the index itself are raised when it is searched.

    With `ahead` a new generation of a path is opened and prepared in a thread, and until then the
    one before is searched: nobody waits, and what was published is seen a little later.
    """
    if is_on_server(location):
        from search.engines.opensearch.engine import OpenSearchEngine

        return Searcher(OpenSearchEngine(location))
    from search.engines.whoosh.engine import WhooshEngine

    engine = WhooshEngine(location)
    searcher = Searcher(engine)
    if ahead:
        engine.open_ahead(searcher.prepare)
    return searcher
