"""Documents among sources: which bytes are a PDF or a .docx."""

from __future__ import annotations

from index.reading.sources.skipped import BODY_LIMIT

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOCUMENT_ENDINGS = frozenset({"pdf", "docx", "docm", "dotx"})
DOCUMENT_LIMIT = 50_000_000
"""Bytes of a document, which may have pictures; chosen by hand."""
_ZIP = b"PK\x03\x04"
_START = 1_024
"""Bytes in which readers of PDF look for its mark."""


def is_document(media_type: str) -> bool:
    """Return whether a media type is that of a document."""
    return media_type in (PDF, DOCX)


def document_type(body: bytes) -> str | None:
    """Return the media type of a document by its bytes; None for anything else."""
    start = body[:_START]
    mark = start.find(b"%PDF-")
    if (
        mark == 0
        or (mark > 0 and not start[:mark].isascii())
        or start.lstrip().startswith(b"%PDF-")
    ):
        return PDF
    if body.startswith(_ZIP) and b"word/document" in body:
        return DOCX
    return None


def may_be_document(start: bytes) -> bool:
    """Return whether what begins so may be a document, so that more of it is read."""
    return start.startswith(_ZIP) or b"%PDF-" in start[:_START]


def limit_of(start: bytes) -> int:
    """Return how many bytes may be read of what begins so."""
    return DOCUMENT_LIMIT if may_be_document(start) else BODY_LIMIT
