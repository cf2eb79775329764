"""The segments an amended index begins with: entries are taken out of them, never put in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

from whoosh.codec.whoosh3 import W3Segment
from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC
from whoosh.reading import SegmentReader, TermNotFound

from index.files.closing import Closing
from index.indexing.engines.whoosh.segment_writer import NAME


class ExistingSegments(Closing):
    """Opens the segments of the index in `storage`, which only its manifest can vouch for."""

    def __init__(self, storage: FileStorage, schema: Schema) -> None:
        self._storage = storage
        self._segments: list[tuple[W3Segment, Any]] = []
        with ExitStack() as stack:
            for segment in TOC.read(storage, NAME, schema=schema).segments:
                reader = SegmentReader(storage, schema, segment)
                stack.callback(reader.close)
                self._segments.append((segment, reader))
            self._stack = stack.pop_all()

    def close(self) -> None:
        """Let go of the segments' files."""
        self._stack.close()
        self._segments.clear()

    def __contains__(self, id: str) -> bool:
        return self._find(id) is not None

    def remove(self, id: str) -> str | None:
        """Mark an entry deleted and give what is stored of it; None when it is not here."""
        found = self._find(id)
        if found is None:
            return None
        segment, reader, document = found
        segment.delete_document(document)
        return _stored(reader, document)

    def stored(self) -> Iterator[str]:
        """Yield what is stored of each entry that has not been taken out."""
        for segment, reader in self._segments:
            for document in range(segment.doc_count_all()):
                if not segment.is_deleted(document):
                    yield _stored(reader, document)

    @property
    def held(self) -> int:
        """How many entries are in, without those that have been taken out."""
        return sum(segment.doc_count() for segment, _ in self._segments)

    @property
    def taken_out(self) -> int:
        """How many entries have been taken out of segments that hold others still."""
        return sum(segment.deleted_count() for segment in self.segments())

    def segments(self) -> list[W3Segment]:
        """The segments that hold any entries still."""
        return [segment for segment, _ in self._segments if segment.doc_count()]

    def close_and_delete(self, kept: list[W3Segment]) -> None:
        """Close all, and delete the files of the segments that are not kept."""
        gone = [segment for segment, _ in self._segments if segment not in kept]
        self._stack.close()
        for segment in gone:
            for name in segment.list_files(self._storage):
                self._storage.delete_file(name)

    def _find(self, id: str) -> tuple[W3Segment, Any, int] | None:
        for segment, reader in self._segments:
            try:
                document = reader.term_info("id", id).min_id()
            except TermNotFound:
                continue
            if not segment.is_deleted(document):
                return segment, reader, document
        return None


def _stored(reader: Any, document: int) -> str:
    return str(reader.stored_fields(document)["entry"])
