"""Formats that are not read: how each is known by its bytes, and what can be done with it."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable

_SAVE = "open it and save it as .docx or PDF, then add that"
_EXPORT = "open it and save or print it as PDF, then add that"
_OCR = "let a program of text recognition (OCR) read it, and add the text that it writes"
_UNPACK = "unpack it, and add what is in it"
_CONVERT_ARC = "convert it: warcio recompress FILE.arc.gz FILE.warc.gz"
_LINES = "write one page on each line as an object with url and html, as .jsonl"
_SIGNS: tuple[tuple[re.Pattern[bytes], str, str], ...] = tuple(
    (re.compile(pattern, re.DOTALL | re.IGNORECASE), name, way)
    for pattern, name, way in (
        (rb"\{\\rtf", "a document in RTF", _SAVE),
        (rb"%!PS", "a PostScript file", "convert it (ps2pdf FILE.ps FILE.pdf), then add the PDF"),
        (rb"filedesc://", "a web archive of the old form ARC", _CONVERT_ARC),
        (rb"\x89PNG|GIF8|\xff\xd8\xff|II\*\x00|MM\x00\*|BM.{4}\x00{4}", "a picture", _OCR),
        (rb"RIFF.{4}WEBP|.{4}ftyp(?:heic|heix|mif1|avif)", "a picture", _OCR),
        (rb"ID3|RIFF.{4}(?:WAVE|AVI )|OggS|\x1aE\xdf\xa3|.{4}ftyp", "a sound or a film",
         "write down what it says, and add that"),
        (rb"BZh\d|\xfd7zXZ\x00|7z\xbc\xaf\x27\x1c|Rar!\x1a|\x28\xb5\x2f\xfd|.{257}ustar",
         "a packed archive", _UNPACK),
        (rb"(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,30}?content-type:\s*multipart/related",
         "a page saved as MHTML", "open it in a browser and save it as HTML, then add that"),
        (rb"From \S+@\S* [^\n]*\n(?:[A-Za-z-]+:[^\n]*\n)", "a mailbox",
         "save the mails as web pages, PDF or plain text, then add these"),
        (rb"(?:received|return-path|delivered-to|message-id|mime-version|from|date|subject):[^\n]*\n"
         rb"(?:[A-Za-z-]+:[^\n]*\n|[ \t][^\n]*\n){2,60}\r?\n",
         "a mail", "save it as a web page, PDF or plain text, then add that"),
        (rb"BEGIN:(?:VCALENDAR|VCARD)", "a calendar or an address book",
         "save what its program shows as a web page or PDF, then add that"),
        (rb"\[\s*[\[{\"]", "a list in JSON", _LINES),
        (rb"\[\s*\]\s*\Z|\{\s*(?:\"[^\"\n]{1,200}\"\s*:|\}\s*\Z)", "an object in JSON", _LINES),
        (rb"(?>\s++|<!--.*?-->|<!DOCTYPE[^>\[]*+(?:\[[^\]]*+\])?\s*+>|<\?[^>]*+>)*+"
         rb"<(?:svg|kml|opml|urlset|sitemapindex|TEI|office:document|w:wordDocument|pkg:package"
         rb"|METS|mods|ead)[\s/>]",
         "an XML file that is no page", "save what its program shows as a web page or PDF"),
    )
)  # fmt: skip
_ZIP, _GZIP, _OLE = b"PK\x03\x04", b"\x1f\x8b", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_READ = 4_096
"""Bytes that are enough to know a format; chosen by hand."""
_IN_ZIP: tuple[tuple[str, str, str], ...] = (
    (r"xl/", "a spreadsheet of Excel (.xlsx)", _EXPORT),
    (r"ppt/", "a presentation of PowerPoint (.pptx)", _EXPORT),
    (r"datapackage\.json$|archive/[^/]+\.warc", "a web archive in WACZ",
     "unpack it, and add the .warc.gz in its folder archive"),
    (r"Index/|Index\.zip$|[^/]+\.iwa$", "a document of Pages, Numbers or Keynote",
     "open it and export it as Word (.docx) or PDF, then add that"),
    (r"(?:.*/)?[^/]+\.x?html?$", "a packed folder of pages", "unpack it, and add the folder"),
)  # fmt: skip
"""What a zip is by the name of a file in it."""
_BY_MIMETYPE = (
    (b"opendocument.text", "a document of OpenDocument (.odt)", _SAVE),
    (b"opendocument.spreadsheet", "a spreadsheet of OpenDocument (.ods)", _EXPORT),
    (b"opendocument.presentation", "a presentation of OpenDocument (.odp)", _EXPORT),
    (b"opendocument", "a drawing of OpenDocument", _EXPORT),
    (b"epub", "an e-book (EPUB)", "unpack it (unzip FILE.epub -d FOLDER), and add the pages in it"),
)
_IN_OLE = (
    ("WordDocument", "a document of an older Word (.doc)", _SAVE),
    ("Workbook", "a spreadsheet of an older Excel (.xls)", _EXPORT),
    ("PowerPoint Document", "a presentation of an older PowerPoint (.ppt)", _EXPORT),
    ("__substg1.0_", "a mail of Outlook (.msg)", "save it as a web page or PDF, then add that"),
    ("EncryptedPackage", "a document with a password", "take the password out, save it, add that"),
)
"""What an OLE file is by the name of a stream in it, which stands there in UTF-16."""


def other_format(body: bytes) -> tuple[str, str] | None:
    """Return what a file is that is no page, and what can be done with it; None for a page.

    `body` is all of it, or its beginning. A document that is read (see `documents`) is none here.
    """
    start = body[:_READ].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(_ZIP):
        return _in_zip(body)
    if start.startswith(_OLE):
        return _in_ole(body)
    if start.startswith(_GZIP):
        return _in_gzip(body)
    for sign, name, way in _SIGNS:
        if sign.match(start):
            return name, way
    return None


def _in_zip(body: bytes) -> tuple[str, str]:
    for sign, name, way in _BY_MIMETYPE:
        if body[30:38] == b"mimetype" and sign in body[38:120]:
            return name, way
    names = _names(body)
    for pattern, name, way in _IN_ZIP:
        if any(re.match(pattern, each, re.IGNORECASE) for each in names):
            return name, way
    return "a zip of other files", _UNPACK


def _names(body: bytes) -> Iterable[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            return packed.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, LookupError, OSError):
        length = int.from_bytes(body[26:28], "little")
        return (body[30 : 30 + length].decode("utf-8", "replace"),)


def _in_ole(body: bytes) -> tuple[str, str]:
    for stream, name, way in _IN_OLE:
        if stream.encode("utf-16-le") in body:
            return name, way
    return "a document of an older office program", _SAVE


def _in_gzip(body: bytes) -> tuple[str, str]:
    try:
        start = zlib.decompressobj(wbits=31).decompress(body, _READ)
    except zlib.error:
        start = b""
    if start.startswith(b"WARC/"):
        return "a web archive (WARC) with another name", "name it FILE.warc.gz, and add it again"
    if start.startswith(b"filedesc://"):
        return "a web archive of the old form ARC", _CONVERT_ARC
    return "a packed file (gzip)", "unpack it (gunzip -k FILE.gz), and add what is in it"
