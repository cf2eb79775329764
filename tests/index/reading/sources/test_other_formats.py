"""Formats that are no pages are named with a way, by their bytes, and never read."""

from __future__ import annotations

import gzip
import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from index.model.page import Page
from index.reading.sources import Skipped, read_pages

NOW = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


def read(tmp_path: Path, name: str, content: bytes) -> list[object]:
    (tmp_path / name).write_bytes(content)
    return list(read_pages(str(tmp_path / name), fetched=NOW))


def packed(*names: str, mimetype: str = "") -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as made:
        if mimetype:
            made.writestr("mimetype", mimetype)
        for name in names:
            made.writestr(name, "x")
    return whole.getvalue()


def stream(name: str) -> bytes:
    return OLE + name.encode("utf-16-le")


ODF = "application/vnd.oasis.opendocument."
KINDS = [
    (b"{\\rtf1\\ansi Ciao}", "RTF"),
    (b"%!PS-Adobe-3.0", "PostScript"),
    (stream("WordDocument"), "older Word"),
    (stream("Workbook"), "older Excel"),
    (stream("PowerPoint Document"), "older PowerPoint"),
    (stream("__substg1.0_0037001F"), "mail of Outlook"),
    (stream("EncryptedPackage"), "a password"),
    (OLE, "older office program"),
    (packed(mimetype=f"{ODF}text"), ".odt"),
    (packed(mimetype=f"{ODF}spreadsheet"), ".ods"),
    (packed(mimetype=f"{ODF}presentation"), ".odp"),
    (packed("META-INF/container.xml", mimetype="application/epub+zip"), "EPUB"),
    (packed("[Content_Types].xml", "xl/workbook.xml"), ".xlsx"),
    (packed("[Content_Types].xml", "ppt/presentation.xml"), ".pptx"),
    (packed("archive/data.warc.gz", "datapackage.json"), "WACZ"),
    (packed("Index/Document.iwa", "preview.jpg"), "Pages"),
    (packed("sito/index.html", "sito/a.png"), "packed folder of pages"),
    (packed("a.csv"), "zip of other files"),
    (packed("sito/index.html")[:60], "packed folder of pages"),
    (gzip.compress(b"12 maggio 2007 - Un coro"), "gunzip"),
    (gzip.compress(b"WARC/1.1\r\n"), "FILE.warc.gz"),
    (gzip.compress(b"filedesc://borgo.arc 0.0.0.0"), "ARC"),
    (b"\x1f\x8bnothing of the kind", "gzip"),
    (b"7z\xbc\xaf\x27\x1c....", "packed archive"),
    (b"filedesc://borgo.arc 0.0.0.0 2007 text/plain 76\n", "ARC"),
    (b"\x89PNG\r\n\x1a\n", "a picture"),
    (b"\xff\xd8\xff\xe0..JFIF", "a picture"),
    (b"....ftypheic", "a picture"),
    (b"....ftypisom", "a sound or a film"),
    (b"<?xml version='1.0'?><!-- x --><svg xmlns='http://www.w3.org/2000/svg'/>", "XML"),
    (b"<?xml version='1.0'?><office:document/>", "XML"),
    (b"<?xml version='1.0'?>\n<urlset/>", "XML"),
    (b"From: <Saved>\nSubject: x\nContent-Type: multipart/related;\n\tboundary=x\n\n", "MHTML"),
    (b"From: a@b.example\nTo: c@d.example\nSubject: Visit\nDate: today\n\nText\n", "a mail"),
    (b"From a@b.example Thu May  3 2007\nSubject: Visit\n\nText\n", "a mailbox"),
    (b"BEGIN:VCALENDAR\nVERSION:2.0\n", "a calendar"),
    (b'[{"url": "http://a.example"}]', "JSON"),
    (b'{"title": "Un coro",\n "day": "2007-05-03"}', "JSON"),
]


@pytest.mark.parametrize(("content", "named"), KINDS, ids=[named for _, named in KINDS])
def test_what_is_no_page_is_named_with_a_way_and_not_read(tmp_path, content, named):
    (found,) = read(tmp_path, "file", content)
    assert isinstance(found, Skipped)
    assert found.reason == "not-a-page"
    assert named in found.detail
    assert found.detail.startswith("file is a")
    assert ": " in found.detail


@pytest.mark.parametrize("text", ["[12 May] A visit", "Date: 3 May\nA choir came.", "From Graz: 3"])
def test_a_text_that_only_begins_so_is_a_page(tmp_path, text):
    (found,) = read(tmp_path, "file.txt", text.encode())
    assert isinstance(found, Page)


def test_among_the_files_of_a_folder_texts_are_named_with_a_way_and_the_rest_as_no_pages(tmp_path):
    (tmp_path / "a.odt").write_bytes(packed(mimetype=f"{ODF}text"))
    (tmp_path / "b.doc").write_bytes(stream("WordDocument"))
    (tmp_path / "c.css").write_text("p {}")
    (tmp_path / "d.xml").write_text("<?xml version='1.0'?><urlset/>")
    found = list(read_pages(str(tmp_path), fetched=NOW))
    assert [each.reason for each in found if isinstance(each, Skipped)] == ["not-a-page"] * 4
    ways = [".docx or PDF" in each.detail for each in found if isinstance(each, Skipped)]
    assert ways == [True, True, False, False]


def test_a_page_of_many_comments_is_known_at_once(tmp_path):
    (found,) = read(tmp_path, "file.html", b"<!-- -->" * 500 + b"<p>12 May 2007 - A choir")
    assert isinstance(found, Page)
