"""Whoosh's own reader of a segment, over files that are open already."""

from __future__ import annotations

import os
from collections.abc import Mapping
from io import BufferedReader
from pathlib import Path
from typing import Any

from whoosh.codec.whoosh3 import W3Codec, W3Segment
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile
from whoosh.reading import SegmentReader

from index.indexing.engines.whoosh.schema import schema


class _OpenFiles(FileStorage):  # type: ignore[misc]
    """The files of a folder, which may have been removed since they were opened."""

    def __init__(self, folder: Path, files: Mapping[str, BufferedReader]) -> None:
        super().__init__(str(folder), readonly=True)
        self._open = files

    def open_file(self, name: str, **_: Any) -> StructFile:
        return StructFile(self._open[name], name=name)

    def file_length(self, name: str) -> int:
        return os.fstat(self._open[name].fileno()).st_size


def open_reader(
    folder: Path, noted: Mapping[str, Any], files: Mapping[str, BufferedReader]
) -> SegmentReader:
    """Return a reader of the terms of a segment; who opened the files closes them."""
    segment = W3Segment(
        W3Codec(), noted["indexname"], noted["_doccount"], noted["segid"], noted["_deleted"]
    )
    segment._fieldlengths = noted["_fieldlengths"]
    return SegmentReader(_OpenFiles(folder, files), schema(), segment)
