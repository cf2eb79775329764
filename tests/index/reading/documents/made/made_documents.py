"""Documents that are made by hand, so that one thing about them can be odd."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from index.reading.documents.document_markup import markup_of
from index.reading.documents.docx import read_docx
from index.reading.documents.pdf import read_pdf

FONTS = {"F": b"Helvetica", "B": b"Helvetica-Bold", "I": b"Helvetica-Oblique", "C": b"Courier"}
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
Text = tuple[float, float, str, str, float]
"""Where a text begins (x, y from below), the text, its font and its size."""


def pdf_of(objects: Sequence[bytes]) -> bytes:
    """Return a PDF of these objects; the first is its root."""
    made = io.BytesIO()
    made.write(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(made.tell())
        made.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = made.tell()
    made.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    made.writelines(b"%010d 00000 n \n" % place for place in places)
    made.write(b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(objects) + 1))
    made.write(b"startxref\n%d\n%%%%EOF" % start)
    return made.getvalue()


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


def pages_of(*contents: bytes, entries: bytes = b"") -> bytes:
    """Return a PDF of pages with these contents; F, B and I name its fonts."""
    named = b" ".join(
        b"/%s << /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>"
        % (name.encode(), base)
        for name, base in FONTS.items()
    )
    kids = b" ".join(b"%d 0 R" % (3 + 2 * n) for n in range(len(contents)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(contents)),
    ]
    for number, content in enumerate(contents):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents %d 0 R"
            b" /Resources << /Font << %s >> >> %s >>" % (4 + 2 * number, named, entries)
        )
        objects.append(stream(content))
    return pdf_of(objects)


def show(texts: Sequence[Text]) -> bytes:
    """Return a content stream that shows texts."""
    return b"".join(
        b"BT /%s %g Tf %g %g Td (%s) Tj ET\n"
        % (font.encode(), size, x, y, text.encode("cp1252").replace(b"(", rb"\("))
        for x, y, text, font, size in texts
    )


def lines(start: float, left: float, rows: Sequence[str], font: str = "F") -> list[Text]:
    """Return rows of letters of 10 points, one below the other."""
    return [(left, start - 12 * n, row, font, 10) for n, row in enumerate(rows)]


def shown(*pages: Sequence[Text]) -> list[str]:
    """Return the lines of markup that a PDF of these pages becomes, without the frame."""
    return markup_lines(pages_of(*map(show, pages)))


def markup_lines(body: bytes) -> list[str]:
    return markup_of(read_pdf(body)).splitlines()[1:-1]


def docx_of(inner: str, *, styles: str = "", **others: str) -> bytes:
    """Return a .docx with this in its body."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(
            "word/document.xml", f"<w:document {W}><w:body>{inner}</w:body></w:document>"
        )
        if styles:
            packed.writestr("word/styles.xml", f"<w:styles {W}>{styles}</w:styles>")
        for name, content in others.items():
            packed.writestr(f"word/{name}.xml", f"<w:x {W}>{content}</w:x>")
    return made.getvalue()


def docx_lines(inner: str, **others: str) -> list[str]:
    return markup_of(read_docx(docx_of(inner, **others))).splitlines()[1:-1]
