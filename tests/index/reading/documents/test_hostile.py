"""A document that is damaged, locked, empty or made to do harm is refused with a way."""

from __future__ import annotations

import io
import zipfile
import zlib

import pytest
from made_documents import W, docx_of, pages_of, pdf_of, show, stream
from pypdf import PdfReader, PdfWriter

from index.model.errors import PageError
from index.reading.documents.document_markup import markup_of
from index.reading.documents.docx import read_docx
from index.reading.documents.pdf import read_pdf

PAGE = pages_of(show([(50, 700, "3 May 2007 - A choir", "F", 12)]))
CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
ONE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R >>"


def locked(password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(PAGE)))
    writer.encrypt(password, owner_password="owner", algorithm="RC4-128")
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def squeezed(content: bytes) -> bytes:
    return stream(zlib.compress(content, 9), b"/Filter /FlateDecode")


PDFS = {
    "cut short": (PAGE[:300], "damaged PDF"),
    "nothing but its mark": (b"%PDF-1.7\n", "damaged PDF"),
    "locked": (locked("secret"), "with its password"),
    "a scan": (pages_of(b"0 0 m 9 9 l S"), "text recognition"),
    "unknown letters": (pages_of(show([(50, 700, "\x01\x02\x03\x04", "F", 9)])), "which letters"),
    "pages in a circle": (
        pdf_of([CATALOG, b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"]), "damaged",
    ),
    "many pages": (
        pdf_of([CATALOG, b"<< /Type /Pages /Kids [%s] /Count 2001 >>" % (b"3 0 R " * 2001), ONE,
                stream(b"")]),
        "2,001 pages",
    ),
    "a bomb": (pdf_of([CATALOG, PAGES, ONE, squeezed(b" " * 80_000_000)]), "damaged PDF"),
    "arrays in arrays": (
        pdf_of([CATALOG, PAGES, ONE, stream(b"[" * 50_000 + b"]" * 50_000 + b" TJ")]), "damaged",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("body", "named"), PDFS.values(), ids=PDFS)
def test_a_pdf_that_cannot_be_read_is_refused_with_a_way(body, named):
    with pytest.raises(PageError) as refused:
        read_pdf(body)
    assert named in str(refused.value)
    assert str(refused.value).startswith("It is a")


@pytest.mark.parametrize(
    "body",
    [
        PAGE.replace(b"startxref\n", b"startxref\n9"),
        b"HTTP/1.1\r\n\xff\xfe" + PAGE,
        locked(""),
        PAGE.replace(b"700 Td", b"700 Td (lost) 7 Tj /None 1 Tf Tf Td cm ET Q Q"),
    ],
    ids=["lost places", "something before it", "printing is forbidden", "odd operators"],
)
def test_a_pdf_that_is_only_odd_is_read(body):
    read_pdf(body)
    if b"/None" not in body:
        assert "3 May 2007 - A choir" in markup_of(read_pdf(body))


def test_a_form_that_shows_itself_has_an_end():
    form = stream(
        b"/X Do /X Do BT /F 12 Tf 50 700 Td (Choir) Tj ET",
        b"/Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << /XObject << /X 5 0 R >>"
        b" /Font << /F 6 0 R >> >>",
    )
    page = ONE.replace(b">>", b"/Resources << /XObject << /X 5 0 R >> >> >>")
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    body = pdf_of([CATALOG, PAGES, page, stream(b"/X Do"), form, font])
    assert "Choir" in markup_of(read_pdf(body))


def docx_with(document: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", document)
    return made.getvalue()


SOUND = docx_of("<w:p><w:r><w:t>Un coro</w:t></w:r></w:p>")
DOCXS = {
    "cut short": (SOUND[:-40], "damaged .docx"),
    "other bytes": (SOUND[:60] + bytes(20) + SOUND[80:], "damaged .docx"),
    "no XML": (docx_with("12 maggio"), "damaged .docx"),
    "no body": (docx_with(f"<w:document {W}/>"), "damaged .docx"),
    "no text": (docx_of("<w:p/>"), "without text"),
    "a bomb": (docx_of(f"<w:p><w:r><w:t>{'a' * 9_000_000}</w:t></w:r></w:p>"), "grows to"),
    "deep": (docx_of("<w:tbl><w:tr><w:tc>" * 99 + "</w:tc></w:tr></w:tbl>" * 99), "within each"),
    "entities": (
        docx_with(f'<!DOCTYPE r [<!ENTITY a "b">]><w:document {W}><w:body/></w:document>'),
        "damaged .docx",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("body", "named"), DOCXS.values(), ids=DOCXS)
def test_a_docx_that_cannot_be_read_is_refused_with_a_way(body, named):
    with pytest.raises(PageError) as refused:
        read_docx(body)
    assert named in str(refused.value)
    assert str(refused.value).startswith("It is a")
