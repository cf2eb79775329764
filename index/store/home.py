"""The home of an archive: one folder, and the names of the files in it."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import platformdirs

from index.files.lock import locked
from index.store.database import Store


@dataclass(frozen=True, slots=True)
class Home:
    """The folder of an archive, and the location of its index.

    `engine` None means Whoosh in the folder `index` below it.
    """

    path: Path
    engine: str | None = None

    @classmethod
    def of_environment(cls, path: Path | None = None, engine: str | None = None) -> Self:
        """Return the home at `path`, else at TORINO_HOME, else in the user's data folder.

        `engine` falls back to TORINO_ENGINE in the same way.
        """
        setting = os.environ.get("TORINO_HOME")
        default = Path(setting) if setting else platformdirs.user_data_path("torino-archive")
        return cls(path or default, engine or os.environ.get("TORINO_ENGINE") or None)

    @property
    def location(self) -> str:
        """The index's location: a folder is Whoosh, a url is OpenSearch."""
        return self.engine or str(self.path / "index")

    @property
    def database(self) -> Path:
        """The path of archive.db."""
        return self.path / "archive.db"

    @property
    def derived(self) -> Path:
        """The path of derived.db, which may be deleted while nothing is being published."""
        return self.path / "derived.db"

    @property
    def corrections(self) -> Path:
        """The path of corrections.csv, which the archivist writes and which may be absent."""
        return self.path / "corrections.csv"

    def open_store(self) -> Store:
        """Open archive.db; create it when it is absent. Raises StoreError."""
        return Store(self.database)

    def hold(self) -> AbstractContextManager[None]:
        """Hold the lock of those who change this archive. Raises IndexLockedError, StoreError."""
        return locked(self.path / "LOCK")
