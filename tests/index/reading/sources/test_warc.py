from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.model.page import Page
from index.reading.sources.capture_times import Redated
from index.reading.sources.skipped import Skipped
from index.reading.sources.warc import read_warc

BASE = "http://www.comune.torino.it/relint"
NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
HTML = "<html><body><p>Città</p></body></html>".encode()


def record(
    url: str,
    body: bytes = HTML,
    *,
    day: int = 1,
    date: str | None = None,
    kind: str = "response",
    http: str = "Content-Type: text/html; charset=utf-8",
    status: str = "200 OK",
    extra: str = "",
) -> bytes:
    """Write one WARC record as a crawler does."""
    content = f"HTTP/1.1 {status}\r\n{http}\r\n\r\n".encode() + body
    written = f"2020-01-{day:02}T00:00:00Z" if date is None else date
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n"
        f"WARC-Date: {written}\r\nWARC-Record-ID: <urn:uuid:{abs(hash(url))}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\n{extra}"
        f"Content-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


def revisit(url: str, *, day: int, of: str, of_day: int) -> bytes:
    refers = (
        f"WARC-Refers-To-Target-URI: {of}\r\nWARC-Refers-To-Date: 2020-01-{of_day:02}T00:00:00Z\r\n"
    )
    return record(url, b"", day=day, kind="revisit", extra=refers)


def plain(*records: bytes) -> bytes:
    return b"".join(records)


def packed(*records: bytes) -> bytes:
    return b"".join(gzip.compress(one) for one in records)


def packed_whole(*records: bytes) -> bytes:
    return gzip.compress(b"".join(records))


def read(body: bytes) -> list[Page | Skipped | Redated]:
    return list(read_warc(io.BytesIO(body), "a.warc", NOW))


def pages(body: bytes) -> dict[str, tuple[int, bytes]]:
    found = [one for one in read(body) if isinstance(one, Page)]
    assert len({one.url for one in found}) == len(found)
    return {one.url.removeprefix(BASE): (one.fetched.day, one.body) for one in found}


def reasons(body: bytes) -> dict[str, str]:
    found = [one for one in read(body) if isinstance(one, Skipped)]
    return {one.name.removeprefix(BASE): one.reason for one in found}


each_packing = pytest.mark.parametrize("pack", [plain, packed, packed_whole])
Pack = Callable[..., bytes]


@each_packing
def test_a_capture_becomes_a_page_with_its_time_and_charset(pack: Pack) -> None:
    body = pack(record(f"{BASE}/inglese/%7Ea.shtml", day=3))
    assert read(body) == [
        Page(
            f"{BASE}/inglese/~a.shtml",
            datetime(2020, 1, 3, tzinfo=UTC),
            "text/html; charset=utf-8",
            HTML,
            "en",
        )
    ]


@each_packing
def test_the_newest_capture_wins_wherever_it_stands(pack: Pack) -> None:
    body = pack(
        record(f"{BASE}/a", b"old", day=1),
        record(f"{BASE}/b", b"new b", day=9),
        record(f"{BASE}/a", b"new a", day=5),
        record(f"{BASE}/b", b"old", day=2),
    )
    assert pages(body) == {"/a": (5, b"new a"), "/b": (9, b"new b")}
    assert set(reasons(body).values()) == {"superseded"}


@each_packing
def test_a_revisit_is_the_capture_it_refers_to_at_its_own_time(pack: Pack) -> None:
    body = pack(
        revisit(f"{BASE}/a", day=7, of=f"{BASE}/a", of_day=1),
        record(f"{BASE}/a", b"a", day=1),
        record(f"{BASE}/b", b"b", day=2),
        revisit(f"{BASE}/c", day=4, of=f"{BASE}/b", of_day=2),
    )
    assert pages(body) == {"/a": (7, b"a"), "/b": (2, b"b"), "/c": (4, b"b")}


def test_a_revisit_is_found_by_its_digest() -> None:
    digest = "WARC-Payload-Digest: sha1:ABC\r\n"
    body = plain(
        record(f"{BASE}/a", b"a", extra=digest),
        record(f"{BASE}/z", b"", day=3, kind="revisit", extra=digest),
    )
    assert pages(body) == {"/a": (1, b"a"), "/z": (3, b"a")}


def test_a_revisit_of_nothing_here_is_missing_or_leaves_the_older_capture() -> None:
    body = plain(
        record(f"{BASE}/a", b"a"),
        revisit(f"{BASE}/a", day=3, of=f"{BASE}/elsewhere", of_day=2),
        revisit(f"{BASE}/b", day=3, of=f"{BASE}/elsewhere", of_day=2),
    )
    assert pages(body) == {"/a": (1, b"a")}
    assert reasons(body) == {"/b": "missing"}


def test_pictures_redirects_and_errors_are_skipped() -> None:
    body = plain(
        record(f"{BASE}/a.png", b"\x89PNG", http="Content-Type: image/png"),
        record(f"{BASE}/old", b"", status="301 Moved", http="Location: /new"),
        record(f"{BASE}/gone", b"<p>no", status="404 Not Found"),
        record("dns:example.org", b"1.2.3.4"),
        record(f"{BASE}/empty", b"  "),
        record(f"{BASE}/bytes", b"\0" * 50),
    )
    found = reasons(body)
    assert [found[name] for name in ("/a.png", "/old", "/gone", "/empty", "/bytes")] == [
        "not-a-page", "not-a-page", "missing", "empty", "binary",
    ]  # fmt: skip
    assert not pages(body)


@pytest.mark.parametrize(
    ("http", "body"),
    [
        ("Content-Encoding: gzip", gzip.compress(HTML, mtime=0)),
        ("Content-Encoding: deflate", zlib.compress(HTML)),
        ("Content-Encoding: deflate", zlib.compress(HTML, wbits=-15)),  # as some servers do
        ("Content-Encoding: deflate", HTML),
        ("Transfer-Encoding: chunked", b"%x\r\n%s\r\n0\r\n\r\n" % (len(HTML), HTML)),
        ("Content-Encoding: gzip", HTML),  # some crawlers store the body decoded
        ("Transfer-Encoding: chunked", HTML),
    ],
)
def test_codings_are_undone(http: str, body: bytes) -> None:
    whole = plain(record(f"{BASE}/a", body, http=f"Content-Type: text/html\r\n{http}"))
    assert pages(whole) == {"/a": (1, HTML)}


def test_deflate_that_is_cut_short_or_no_deflate_is_damaged_and_text_is_read() -> None:
    http = "Content-Type: text/plain\r\nContent-Encoding: deflate"
    body = plain(
        record(f"{BASE}/cut", zlib.compress(HTML * 9, wbits=-15)[:-9], http=http),
        record(f"{BASE}/none", b"\xff\x00\x81" * 9, http=http),
        record(f"{BASE}/text", "Città".encode(), http=http),
    )
    assert reasons(body) == {"/cut": "malformed", "/none": "malformed"}
    assert pages(body) == {"/text": (1, "Città".encode())}


PDF = b"%PDF-1.4 and more"
DOCX = b"PK\x03\x04 word/document.xml"


@pytest.mark.parametrize(
    ("name", "declared", "body", "found"),
    [
        ("a.pdf", "application/pdf", PDF, "application/pdf"),
        ("a.pdf", "application/octet-stream", PDF, "application/pdf"),
        ("a?id=3", "text/html", PDF, "application/pdf"),
        (
            "a",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            DOCX,
            "docx",
        ),
        ("a.docx", "application/octet-stream", DOCX, "docx"),
        ("a.docx", "application/msword", DOCX, "docx"),
        ("a.pdf", "application/pdf", HTML, "text/html"),
    ],
)
def test_a_document_is_known_by_its_bytes_whatever_the_server_says(
    name: str, declared: str, body: bytes, found: str
) -> None:
    (page,) = read(record(f"{BASE}/{name}", body, http=f"Content-Type: {declared}"))
    assert isinstance(page, Page)
    assert page.body == body
    assert page.media_type.endswith(found if found != "docx" else "wordprocessingml.document")


def test_texts_that_are_not_read_are_named_with_a_way_and_unnamed_data_is_no_page() -> None:
    body = plain(
        record(f"{BASE}/a.rtf", b"{\\rtf1 Ciao}", http="Content-Type: application/rtf"),
        record(f"{BASE}/b", PDF, http="Content-Type: application/octet-stream"),
    )
    assert reasons(body) == {"/a.rtf": "not-a-page", "/b": "not-a-page"}
    assert any(isinstance(each, Skipped) and ".docx or PDF" in each.detail for each in read(body))


def bombs() -> bytes:
    bomb = gzip.compress(b" <p>" * 2_300_000)
    coded = "Content-Type: text/html\r\nContent-Encoding: "
    return packed(
        record(f"{BASE}/before"),
        record(f"{BASE}/big", b"a" * 30_000_000),
        record(f"{BASE}/coded", bomb, http=f"{coded}gzip"),
        record(f"{BASE}/twice", gzip.compress(bomb), http=f"{coded}gzip, gzip"),
        record(f"{BASE}/member", b" <p>" * 2_300_000),
        record(f"{BASE}/after"),
    )


def test_what_swells_is_skipped_and_the_rest_is_read() -> None:
    body = bombs()
    assert set(pages(body)) == {"/before", "/after"}
    assert reasons(body) == {
        "/big": "archive-bomb",
        "/coded": "archive-bomb",
        "/twice": "archive-bomb",
        "/member": "archive-bomb",
    }


def test_a_page_that_is_merely_large_is_too_large() -> None:
    noise = bytes(range(32, 127)) * 110_000
    assert reasons(plain(record(f"{BASE}/a", noise))) == {"/a": "too-large"}


@pytest.mark.parametrize("pack", [plain, packed])
def test_a_damaged_stretch_is_counted_and_the_records_behind_it_are_read(pack: Pack) -> None:
    before, behind = pack(record(f"{BASE}/a")), pack(record(f"{BASE}/b"), record(f"{BASE}/c"))
    body = before + b"garbage " * 40 + behind
    assert set(pages(body)) == {"/a", "/b", "/c"}
    assert "malformed" in reasons(body).values()


def test_a_record_cut_short_is_damaged_not_read() -> None:
    body = plain(record(f"{BASE}/a", HTML * 9))[:-60]
    assert pages(body) == {}
    assert reasons(body) == {"/a": "malformed"}


@pytest.mark.parametrize("body", [b"", b"WARC/1.0", b"\x1f\x8b", b"nonsense" * 99])
def test_an_archive_of_nothing_gives_no_page(body: bytes) -> None:
    assert pages(body) == {}


def test_a_stream_that_cannot_be_read_twice_is_read() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    (page,) = read_warc(Pipe(packed(record(f"{BASE}/a"))), "-", NOW)
    assert isinstance(page, Page)


SOUND = plain(
    record(f"{BASE}/a"),
    revisit(f"{BASE}/a", day=2, of=f"{BASE}/a", of_day=1),
    record(f"{BASE}/b", gzip.compress(HTML, mtime=0), http="Content-Encoding: gzip"),
)


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, len(SOUND)), st.integers(0, 255)), max_size=8),
    st.booleans(),
    st.integers(0, 40),
)
def test_no_flipped_byte_or_lost_end_stops_the_reading(
    flips: list[tuple[int, int]], is_packed: bool, lost: int
) -> None:
    body = bytearray(gzip.compress(SOUND, mtime=0) if is_packed else SOUND)
    for place, value in flips:
        body[place % len(body)] = value
    read(bytes(body[: len(body) - lost]))


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_to_their_end(body: bytes) -> None:
    read(body)
    read(b"WARC/1.0\r\n" + body)
    read(gzip.compress(body))


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("2090-01-01T00:00:00Z", "is in the future"),
        ("2026-05-03T00:00:00Z", "is in the future"),
        ("1970-01-01T00:00:00Z", "is before the web"),
        ("0001-01-01T00:00:00+14:00", "is no ISO time"),
        ("0001-01-01T00:00:00Z", "is before the web"),
        ("9999-12-31T23:59:59-01:00", "is no ISO time"),
        ("2013-13-01T00:00:00Z", "is no ISO time"),
        ("yesterday", "is no ISO time"),
        ("", "has no capture date"),
    ],
)
@pytest.mark.parametrize("pack", [plain, packed])
def test_a_capture_whose_date_cannot_be_true_is_read_with_the_time_of_adding_and_told(
    pack: Callable[..., bytes], date: str, said: str
) -> None:
    found = read(pack(record(f"{BASE}/b", day=3), record(f"{BASE}/a", date=date)))
    assert [one.fetched for one in found if isinstance(one, Page)] == [
        datetime(2020, 1, 3, tzinfo=UTC),
        NOW,
    ]
    (note,) = (one for one in found if isinstance(one, Redated))
    assert note.name == f"{BASE}/a"
    assert said in note.detail
    assert note.detail.endswith("; today's is used.")


@pytest.mark.parametrize(
    "date", ["2013", "2013-05", "2013-05-01", "20130501000000", "2013-04-30T23:59:60Z"]
)
def test_a_date_in_another_form_of_the_standard_is_read(date: str) -> None:
    (page,) = read(record(f"{BASE}/a", date=date))
    assert isinstance(page, Page)
    assert datetime(2013, 1, 1, tzinfo=UTC) <= page.fetched <= datetime(2013, 5, 1, tzinfo=UTC)


def test_a_revisit_in_the_future_is_read_with_the_time_of_adding() -> None:
    found = read(
        record(f"{BASE}/a", day=1)
        + record(
            f"{BASE}/a",
            b"",
            kind="revisit",
            date="2090-01-01T00:00:00Z",
            extra=f"WARC-Refers-To-Target-URI: {BASE}/a\r\n"
            "WARC-Refers-To-Date: 2020-01-01T00:00:00Z\r\n",
        )
    )
    note, page = found
    assert isinstance(note, Redated)
    assert isinstance(page, Page)
    assert page.fetched == NOW
