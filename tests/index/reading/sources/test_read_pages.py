from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.model.errors import PageError
from index.model.page import Page
from index.reading.sources import BODY_LIMIT, Skipped, read_pages

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
HTML = "<html lang='en-GB'><body><p>Città</p></body></html>"


def read(source: Path | str) -> list[Page | Skipped]:
    return list(read_pages(str(source), fetched=NOW))


def reasons(found: list[Page | Skipped]) -> dict[str, str]:
    return {one.name: one.reason for one in found if isinstance(one, Skipped)}


def urls(found: list[Page | Skipped]) -> list[str]:
    return [one.url for one in found if isinstance(one, Page)]


def test_a_text_file_is_one_page_named_by_its_file_alone(tmp_path: Path) -> None:
    source = tmp_path / "relint-inglese-2007.txt"
    source.write_text("Torino\n")
    assert read(source) == [
        Page("file:relint-inglese-2007.txt", NOW, "text/plain", b"Torino\n", "en")
    ]


def test_a_mirror_gives_the_addresses_of_the_site_in_the_order_of_names(tmp_path: Path) -> None:
    site = tmp_path / "www.comune.torino.it" / "relint"
    for name in ("inglese/a.shtml", "index~p4.shtml", "inglese/a.shtml@p=2", "b/c.html"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(HTML)
    expected = ["index~p4.shtml", "b/c.html", "inglese/a.shtml", "inglese/a.shtml?p=2"]
    assert urls(read(tmp_path)) == [f"http://www.comune.torino.it/relint/{x}" for x in expected]
    assert urls(read(site)) == [f"http://www.comune.torino.it/relint/{x}" for x in expected]


def test_the_address_declares_the_language_before_the_markup_does(tmp_path: Path) -> None:
    (tmp_path / "relint").mkdir()
    (tmp_path / "relint" / "a.html").write_text(HTML)
    (tmp_path / "b.html").write_text(HTML)
    (tmp_path / "c.html").write_text("<p>x</p>")
    found = [one for one in read(tmp_path) if isinstance(one, Page)]
    assert [one.language for one in found] == ["en", None, "it"]


def test_what_is_no_page_is_skipped_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"\x89PNG\0")
    (tmp_path / "b.css").write_text("p {}")
    (tmp_path / "empty.html").write_text(" \n")
    (tmp_path / "noise.html").write_bytes(b"\0" * 64)
    (tmp_path / "huge.txt").write_bytes(b"a" * (BODY_LIMIT + 1))
    (tmp_path / ".git").mkdir()
    (tmp_path / "robots.txt").write_text("User-agent: *")
    assert reasons(read(tmp_path)) == {
        ".git": "not-a-page",
        "a.png": "not-a-page",
        "b.css": "not-a-page",
        "empty.html": "empty",
        "huge.txt": "too-large",
        "noise.html": "binary",
        "robots.txt": "not-a-page",
    }


@pytest.mark.parametrize(
    ("name", "is_page"),
    [
        ("Yanone_LICENSE.txt", False),
        ("licence.text", False),
        ("OFL.txt", False),
        ("readme", False),
        ("humans.txt", False),
        ("licences-of-2008.txt", True),
        ("profile.txt", True),
    ],
)
def test_texts_that_go_with_software_are_no_pages(tmp_path: Path, name: str, is_page: bool) -> None:
    (tmp_path / name).write_text("On 3 May 2008 the Mayor of Lyon came to Torino.")
    assert reasons(read(tmp_path)) == ({} if is_page else {name: "not-a-page"})


def test_links_never_lead_out_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.html").write_text(HTML)
    mirror = tmp_path / "mirror"
    mirror.mkdir()
    (mirror / "a.html").symlink_to(tmp_path / "secret.html")
    (mirror / "up").symlink_to(tmp_path)
    (mirror / "round").symlink_to(mirror)
    assert reasons(read(mirror)) == {"a.html": "link", "up": "link", "round": "link"}
    assert urls(read(mirror)) == []


def test_names_lie_in_both_directions_so_the_bytes_decide(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("  <!DOCTYPE html><p>x")
    (tmp_path / "b.shtml").write_text("International Relations\n\nNavigation Menu\n")
    found = [one for one in read(tmp_path) if isinstance(one, Page)]
    assert [one.media_type for one in found] == ["text/html", "text/plain"]


def test_a_source_that_is_not_there_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(PageError, match="nowhere"):
        read(tmp_path / "nowhere")


def test_an_address_is_answered_with_the_line_that_mirrors_it() -> None:
    with pytest.raises(PageError, match="wget --mirror"):
        read("https://www.comune.torino.it/relint/")


def test_an_unreadable_file_is_skipped_and_the_others_read() -> None:
    with _ordinary_user(), tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for page in ("a.html", "b.html"):
            (folder / page).write_text(HTML)
        (folder / "a.html").chmod(0)
        found = read(folder)
        assert reasons(found) == {"a.html": "unreadable"}
        assert urls(found) == ["file:b.html"]


@contextmanager
def _ordinary_user() -> Iterator[None]:
    """Return up the superuser's right to read everything, where the tests have it."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.parametrize(
    ("given_bytes", "media_type"),
    [(b"<html><p>x", "text/html"), (b"x\n", "text/plain"), (b"\xef\xbb\xbf<p>x", "text/html")],
)
def test_standard_input_tells_what_it_is_by_how_it_begins(
    given_bytes: bytes, media_type: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given_bytes)))
    assert read("-") == [Page("file:-", NOW, media_type, given_bytes, None)]


def test_json_lines_come_by_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    line = b'{"url": "http://example.org/a", "text": "x"}\n' * 2
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(line)))
    assert urls(read("-")) == ["http://example.org/a"] * 2


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(body=st.binary(max_size=400), ending=st.sampled_from([".txt", ".html", "", ".jsonl"]))
def test_any_bytes_give_a_page_or_a_reason(tmp_path: Path, body: bytes, ending: str) -> None:
    source = tmp_path / f"page{ending}"
    source.write_bytes(body)
    found = read(source)
    assert found or ending == ".jsonl"
    assert all(isinstance(one, Page) or one.detail for one in found)


def test_a_pdf_and_a_docx_among_the_files_of_a_mirror_are_pages_of_their_addresses(tmp_path):
    site = tmp_path / "www.borgo.example"
    (site / "atti").mkdir(parents=True)
    (site / "atti" / "Elenco 2007.pdf").write_bytes(b"%PDF-1.4 and more")
    (site / "elenco.docx").write_bytes(b"PK\x03\x04 word/document.xml")
    (site / "no.docx").write_bytes(b"PK\x03\x04 xl/workbook.xml")
    found = list(read_pages(str(site), fetched=NOW))
    pages = {one.url: one for one in found if isinstance(one, Page)}
    assert set(pages) == {
        "http://www.borgo.example/atti/Elenco%202007.pdf",
        "http://www.borgo.example/elenco.docx",
    }
    assert {page.body[:4] for page in pages.values()} == {b"%PDF", b"PK\x03\x04"}
    assert [one.name for one in found if isinstance(one, Skipped)] == ["no.docx"]


def test_a_document_may_be_larger_than_a_page_of_text(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 " + bytes(BODY_LIMIT))
    (tmp_path / "b.txt").write_bytes(b"word " * (BODY_LIMIT // 5 + 1))
    found = list(read_pages(str(tmp_path), fetched=NOW))
    assert [type(one) for one in found] == [Page, Skipped]
