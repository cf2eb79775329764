"""The writing half of the Whoosh engine at one location: a folder of generations."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from index.files.progress import ProgressCallback, ignore_progress
from index.indexing.engines.whoosh.news import read_news
from index.indexing.engines.whoosh.provenance import read_provenance
from index.indexing.engines.whoosh.writer import WhooshWriter
from index.indexing.generations import live_fingerprint, live_generation
from index.indexing.generations.building import forget_older
from index.indexing.generations.deny_list import (
    find_deny_list_damage,
    read_denied,
    write_denied,
)
from index.indexing.generations.manifest import find_damage
from index.indexing.generations.pointer import current_name, find_pointer_damage
from index.indexing.writer import Provenance
from index.model.change import Change
from index.model.errors import IndexMissingError


class WhooshWritingEngine:
    """Writes and checks generations in the folder `location`; see index.indexing.writer."""

    def __init__(self, location: str) -> None:
        self._location = location
        self._root = Path(location)

    def writer(
        self, progress: ProgressCallback = ignore_progress, *, amend: bool = False
    ) -> WhooshWriter:
        """Return a writer of a new generation."""
        return WhooshWriter(self._location, progress, amend=amend)

    def live_fingerprint(self) -> str:
        """Return the name of the live generation and a digest of its manifest, or ""."""
        return live_fingerprint(self._root)

    def live_provenance(self) -> Provenance | None:
        """Return what provenance.json of the live generation says; None when there is none."""
        try:
            return read_provenance(self._root / current_name(self._root))
        except IndexMissingError:
            return None

    def live_news(self) -> tuple[Change, ...]:
        """Return what news.json of the live generation says; none when there is none."""
        try:
            return read_news(self._root / current_name(self._root))
        except IndexMissingError:
            return ()

    def forget_older(self) -> None:
        """Remove the folders of all generations but the live one."""
        forget_older(self._root)

    def denied(self) -> frozenset[str]:
        """Return the names in DENIED."""
        return read_denied(self._root) or frozenset()

    def deny(self, names: frozenset[str]) -> None:
        """Replace the names in DENIED, unless they are the same."""
        with suppress(IndexMissingError):
            if read_denied(self._root) == names:
                return
        write_denied(self._root, names)

    def find_damage(self) -> tuple[str, ...]:
        """Read every file of the live generation, and return what is wrong, in words."""
        name = current_name(self._root)
        damage = (
            *find_deny_list_damage(self._root),
            *find_pointer_damage(self._root),
            *find_damage(self._root / name),
        )
        try:
            live = live_generation(self._root)
        except IndexMissingError:  # none is sound, and the damage says why
            return damage
        return (*damage, f"{live.name} is serving in its place") if live.fell_back else damage
