"""Where an archive lives: one folder, and the files in it."""

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
    """TORINO_HOME, and the engine's location (`None`: Whoosh, in the home's `index` folder)."""

    path: Path
    engine: str | None = None

    @classmethod
    def of_environment(cls, path: Path | None = None, engine: str | None = None) -> Self:
        """The home that is named, else that of TORINO_HOME, else in the user's data folder."""
        setting = os.environ.get("TORINO_HOME")
        default = Path(setting) if setting else platformdirs.user_data_path("torino-archive")
        return cls(path or default, engine or os.environ.get("TORINO_ENGINE") or None)

    @property
    def location(self) -> str:
        """The engine's location: a folder is Whoosh, a url is OpenSearch."""
        return self.engine or str(self.path / "index")

    @property
    def database(self) -> Path:
        """archive.db."""
        return self.path / "archive.db"

    @property
    def derived(self) -> Path:
        """derived.db, which may be removed while nothing is being published."""
        return self.path / "derived.db"

    @property
    def corrections(self) -> Path:
        """The archivist's own file; it need not be there."""
        return self.path / "corrections.csv"

    def open_store(self) -> Store:
        """Open archive.db, making it when absent. Raises StoreError."""
        return Store(self.database)

    def hold(self) -> AbstractContextManager[None]:
        """Be the only one who changes this archive. Raises IndexLockedError, StoreError."""
        return locked(self.path / "LOCK")
