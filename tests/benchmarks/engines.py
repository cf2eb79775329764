"""The engines that can be had here, the product first, and their indexes."""

from __future__ import annotations

import importlib
import shutil
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.model.entry import Entry

PRODUCT = "torino"
WRITER = "writer"
_CLASSES = {
    PRODUCT: ("product", "Product"),
    "tantivy": ("peer_tantivy", "Tantivy"),
    "xapian": ("peer_xapian", "Xapian"),
    "fts5": ("peer_fts5", "Fts5"),
    "whoosh": ("peer_whoosh", "StockWhoosh"),
    WRITER: ("stock_writer", "StockWriter"),
}
KEYS = tuple(_CLASSES)


@dataclass(frozen=True, slots=True)
class Built:
    """Processor seconds and megabytes of an index."""

    seconds: float
    megabytes: float


def engine(key: str) -> Any:
    """The class of an engine. Raises ImportError where its library is not."""
    module, name = _CLASSES[key]
    return getattr(importlib.import_module(module), name)


def present() -> list[str]:
    """The engines whose library is here; says on stderr which are not."""
    found = []
    for key in _CLASSES:
        try:
            engine(key)
        except ImportError as error:
            print(f"left out: {error}", file=sys.stderr)
        else:
            found.append(key)
    return found


def build(key: str, folder: Path, archive: Sequence[Entry]) -> Built:
    """Index the archive in the folder, which is emptied first."""
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    given: Any = archive
    if key not in (PRODUCT, WRITER):
        given = list(importlib.import_module("peers").articles(archive))
    made = engine(key)
    start = time.process_time()
    made.build(folder, given)
    seconds = time.process_time() - start
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return Built(seconds, size / 1e6)
