"""Where the data of the package are: index/data, as a folder or in a zip."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


def package_data() -> Traversable:
    """Return the folder index/data."""
    folder = Path(__file__).parent.parent / "data"
    if folder.is_dir():
        return folder
    from importlib.resources import files  # takes longer to import than the tables to open

    return files("index") / "data"
