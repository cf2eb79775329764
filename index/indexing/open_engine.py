"""The choice of the engine that writes an index, by the index's location."""

from __future__ import annotations

import os
from collections.abc import Mapping

from index.files.progress import ProgressCallback, ignore_progress
from index.indexing.engines.opensearch.location import SETTINGS, settings_of
from index.indexing.servers import is_on_server
from index.indexing.writer import Writer, WritingEngine

ENGINE_SETTINGS: Mapping[str, str] = SETTINGS
"""Settings of the engines (without TORINO_), and what each is for."""


def check_engine_settings(environment: Mapping[str, str] = os.environ) -> None:
    """Raise ConfigError for an impossible value of one of these settings; it names the setting."""
    settings_of(environment)


def open_engine(location: str) -> WritingEngine:
    """Return the writing half for `location`: a path means Whoosh, an http(s) url OpenSearch.

    Raises ConfigError for a url that names no archive in a cluster, EngineUnavailableError when the
    package for it is missing.
    """
    if is_on_server(location):
        from index.indexing.engines.opensearch.engine import OpenSearchWritingEngine

        return OpenSearchWritingEngine(location)
    from index.indexing.engines.whoosh.engine import WhooshWritingEngine

    return WhooshWritingEngine(location)


def open_writer(
    location: str, progress: ProgressCallback = ignore_progress, *, amend: bool = False
) -> Writer:
    """Return a writer for `location`; see `WritingEngine.writer`. Raises ConfigError,
    EngineUnavailableError."""
    return open_engine(location).writer(progress, amend=amend)
