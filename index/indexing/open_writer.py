"""TODO module."""

from __future__ import annotations

from index.files.progress import ProgressCallback, ignore_progress
from index.indexing.writer import Writer
from index.model.errors import ConfigError


def open_writer(
    location: str, progress: ProgressCallback = ignore_progress, *, amend: bool = False
) -> Writer:
    """A writer for `location`: a path is Whoosh; an http(s) url will be OpenSearch.

    With `amend` the generation begins with all that the live one holds, withdrawn ids too (an id
    that is added is withdrawn no longer), and costs the change and a copy of the files; now and
    then the writer builds all afresh by itself. Entering the block raises AmendError when there is
    no sound live generation, or one that another edition of this program wrote: open a writer
    without `amend` then, and add everything.
    Raises IndexLockedError, EngineUnavailableError, ConfigError.
    """
    if location.startswith(("http://", "https://")):
        raise ConfigError(
            f"no engine for {location} in this version; give a folder, which means Whoosh"
        )
    from index.indexing.engines.whoosh.writer import WhooshWriter

    return WhooshWriter(location, progress, amend=amend)
