"""The choice of an engine's writer by the index's location."""

from __future__ import annotations

from index.files.progress import ProgressCallback, ignore_progress
from index.indexing.writer import Writer
from index.model.errors import ConfigError


def open_writer(
    location: str, progress: ProgressCallback = ignore_progress, *, amend: bool = False
) -> Writer:
    """Return a writer for `location`: a path means Whoosh; an http(s) url will mean OpenSearch.

    With `amend` the generation starts with everything in the live one, withdrawn ids included,
    and costs as much as the change and a copy of the files; from time to time the writer rewrites
    everything by itself. Entering the block raises AmendError when there is no sound live
    generation, or another version of this program wrote it: open a writer without `amend` then,
    and add every entry. Raises ConfigError for a location that no engine serves.
    """
    if location.startswith(("http://", "https://")):
        raise ConfigError(
            f"no engine for {location} in this version; give a folder, which means Whoosh"
        )
    from index.indexing.engines.whoosh.writer import WhooshWriter

    return WhooshWriter(location, progress, amend=amend)
