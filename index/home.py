"""Where an archive lives: one folder, and the files in it."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from index.locks import locked
from index.store import Store


@dataclass(frozen=True, slots=True)
class Home:
    """TORINO_HOME, and the engine's location (`None`: Whoosh, in the home's `index` folder)."""

    path: Path
    engine: str | None = None

    @property
    def location(self) -> str:
        """The engine's location: a folder is Whoosh, a url is OpenSearch."""
        return self.engine or str(self.path / "index")

    @property
    def database(self) -> Path:
        """archive.db."""
        return self.path / "archive.db"

    @property
    def corrections(self) -> Path:
        """The archivist's own file; it need not be there."""
        return self.path / "corrections.csv"

    def open_store(self) -> Store:
        """Open archive.db, making it when absent. Raises StoreError."""
        return Store(self.database)

    def hold(self) -> AbstractContextManager[None]:
        """Be the only one who changes this archive. Raises IndexLockedError."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        return locked(self.path / "LOCK")
