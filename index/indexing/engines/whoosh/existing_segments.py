"""The segments that an amended index starts with: entries are deleted from them, never added."""

from __future__ import annotations

from collections.abc import Collection, Iterator
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
    """The open segments of an index, which must have been verified, since it contains pickles."""

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
        """Close the segments' files."""
        self._stack.close()
        self._segments.clear()

    def __contains__(self, id: str) -> bool:
        return self._find(id) is not None

    def remove(self, id: str) -> str | None:
        """Mark an entry deleted, and return its stored text; None when there is no such entry."""
        found = self._find(id)
        if found is None:
            return None
        segment, reader, document = found
        segment.delete_document(document)
        return _stored(reader, document)

    def stored(self, segments: Collection[W3Segment]) -> Iterator[str]:
        """Yield the stored text of each entry of these segments that is not deleted."""
        for segment, reader in self._segments:
            for document in range(segment.doc_count_all() if segment in segments else 0):
                if not segment.is_deleted(document):
                    yield _stored(reader, document)

    @property
    def live_count(self) -> int:
        """The number of entries that are not deleted."""
        return sum(segment.doc_count() for segment, _ in self._segments)

    @property
    def deleted_count(self) -> int:
        """The number of deleted entries in segments that still have others."""
        return sum(segment.deleted_count() for segment in self.segments())

    def segments(self) -> list[W3Segment]:
        """Return the segments with entries that are not deleted."""
        return [segment for segment, _ in self._segments if segment.doc_count()]

    def close_and_delete(self, except_for: list[W3Segment]) -> None:
        """Close all segments, and delete the files of all but the given ones."""
        dropped = [segment for segment, _ in self._segments if segment not in except_for]
        self._stack.close()
        for segment in dropped:
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
