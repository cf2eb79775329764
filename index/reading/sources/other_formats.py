"""Formats that are not read: how each is known by its first bytes, and what can be done with it."""

from __future__ import annotations

import re

_SAVE = "open it and save it as a web page (.html) or as plain text, then add that"
_SIGNS: tuple[tuple[re.Pattern[bytes], str, str], ...] = tuple(
    (re.compile(pattern, re.DOTALL | re.IGNORECASE), name, way)
    for pattern, name, way in (
        (rb"%PDF-", "a PDF", "save its text (pdftotext, or a viewer's Save as), then add that"),
        (rb"\{\\rtf", "a document in RTF", _SAVE),
        (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a document of an older Word", _SAVE),
        (
            rb"PK\x03\x04",
            "a zip: a .docx, an .odt, a WACZ or a packed folder",
            "save a document as a web page; unpack a WACZ or a folder, and add the .warc.gz or the "
            "pages in it",
        ),
        (
            rb"filedesc://",
            "a web archive of the old form ARC",
            "convert it: warcio recompress FILE.arc.gz FILE.warc.gz",
        ),
        (
            rb"(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,30}?content-type:\s*multipart/related",
            "a page saved as MHTML",
            "open it in a browser and save it as HTML, then add that",
        ),
        (
            rb"(?:received|return-path|delivered-to|message-id|mime-version|from|date|subject):[^\n]*\n"
            rb"(?:[A-Za-z-]+:[^\n]*\n|[ \t][^\n]*\n){2,60}\r?\n",
            "a mail",
            "save its text as a web page or as plain text, then add that",
        ),
        (
            rb"\[\s*[\[{\"]",
            "a list in JSON",
            "write one page on each line as an object with url and html, as .jsonl",
        ),
    )
)  # fmt: skip
_READ = 4_096
"""Bytes that are enough to know a format; chosen by hand."""


def other_format(body: bytes) -> tuple[str, str] | None:
    """Return what a file is that is no page, and what can be done with it; None for a page."""
    start = body[:_READ].removeprefix(b"\xef\xbb\xbf").lstrip()
    for sign, name, way in _SIGNS:
        if sign.match(start):
            return name, way
    return None
