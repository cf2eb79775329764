"""The part of a writer that only takes notes; the same for every engine."""

from __future__ import annotations

from collections.abc import Sequence

from index.indexing.writer import Provenance
from index.model.change import Change


class NotingWriter:
    """Keeps what is noted of a generation until it is published; see `index.indexing.writer`."""

    _news: tuple[Change, ...] = ()
    _origin: tuple[str, str, str] | None = None
    """The archive, the token of its publication, and its profile."""

    def note_provenance(self, archive: str, token: str, profile: str = "") -> None:
        """Note from which archive and publication the generation is."""
        self._origin = archive, token, profile

    def note_news(self, news: Sequence[Change]) -> None:
        """Note the last changes of the archive, newest first."""
        self._news = tuple(news)

    def _provenance(self, entries: int) -> Provenance | None:
        """Return what was noted of the origin of so many entries; None when nothing was."""
        if self._origin is None:
            return None
        archive, token, profile = self._origin
        return Provenance(archive, token, entries, profile)
