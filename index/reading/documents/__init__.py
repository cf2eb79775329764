"""Documents: what office programs and scanners write (PDF, .docx), as the HTML that layouts read.

The bytes stay as they are; whoever reads a page asks `readable` for what it says. The libraries are
imported with the first document.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from index.model.page import Page
from index.reading.sources.documents import DOCX, PDF, is_document

__all__ = ["is_document", "readable"]


def readable(page: Page) -> Page:
    """Return a page as markup or text: of a document what it says, any other page itself.

    Raises PageError when a document cannot be read.
    """
    if not is_document(page.media_type):
        return page
    return replace(
        page, media_type="text/html; charset=utf-8", body=_markup(page.media_type, page.body)
    )


@lru_cache(maxsize=1)
def _markup(media_type: str, body: bytes) -> bytes:
    from index.reading.documents.document_markup import markup_of

    if media_type == PDF:
        from index.reading.documents.pdf import read_pdf as read
    else:
        assert media_type == DOCX
        from index.reading.documents.docx import read_docx as read
    return markup_of(read(body)).encode("utf-8", "replace")
