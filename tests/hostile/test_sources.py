"""Sources that would do harm are skipped with a reason, and lead nowhere."""

from __future__ import annotations

import gzip
import os

import pytest

from index.model.errors import ArchiveError
from index.store.home import Home


def warc(body, http="Content-Type: text/html"):
    content = f"HTTP/1.1 200 OK\r\n{http}\r\n\r\n".encode() + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://example.org/a.html\r\n"
        "WARC-Date: 2020-01-01T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        f"Content-Type: application/http\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


ZEROS = b"0" * 12_000_000
CODED = "Content-Type: text/html\r\nContent-Encoding: "
SOURCES = {
    "a.warc.gz": (gzip.compress(warc(ZEROS[:9_000_000])), "archive-bomb"),
    "coded.warc": (warc(gzip.compress(ZEROS), CODED + "gzip"), "archive-bomb"),
    "twice.warc": (warc(gzip.compress(gzip.compress(ZEROS)), CODED + "gzip, gzip"), "archive-bomb"),
    "large.warc": (warc(ZEROS), "too-large"),
    "huge.txt": (b"word " * 2_100_000, "too-large"),
    "deep.html": (b"<ul><li>x" * 40_000, "unreadable"),
    "binary.html": (bytes(range(256)) * 50, "binary"),
    "nothing.txt": (b" \n" * 50_000, "empty"),
    "deep.jsonl": (b"[" * 100_000, "malformed"),
    "digits.jsonl": (
        b'{"url": "http://example.org/", "text": ' + b"1" * 50_000 + b"}",
        "malformed",
    ),
    "script.jsonl": (b'{"url": "javascript:alert(1)", "text": "x"}', "malformed"),
    "file.jsonl": (b'{"url": "http:/\\\\/etc/passwd", "text": "x"}', "malformed"),
}


@pytest.mark.parametrize("name", SOURCES)
def test_a_hostile_source_is_skipped_with_its_reason_and_what_is_beside_it_is_read(
    page_of, run, tmp_path, name
):
    body, reason = SOURCES[name]
    (tmp_path / name).write_bytes(body)
    (tmp_path / "good.txt").write_text(page_of("Good", "A good page."))
    ran = run(Home(tmp_path / "home"), "add", tmp_path / name, tmp_path / "good.txt")
    assert f"pages skipped   1  ({reason} 1)" in ran.stdout
    assert "entries in all  1" in ran.stdout


def test_links_and_odd_names_in_a_folder_lead_nowhere(run, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.html").write_text("<p>secret")
    folder = tmp_path / "mirror"
    folder.mkdir()
    (folder / "link.html").symlink_to(outside / "secret.html")
    (folder / "folder").symlink_to(outside, target_is_directory=True)
    (folder / "round").symlink_to(folder, target_is_directory=True)
    names = ("a..%2f..%2fetc%2fpasswd.html", "a\\..\\..\\x.html", "a\nb.html", "\x1b[31m.html")
    for number, name in enumerate(names):
        (folder / name).write_text(f"<h1>June {number + 1}th 2007 - Odd</h1><p>Text of it.")
    home = Home(tmp_path / "home")
    ran = run(home, "add", folder)
    assert "link 3" in ran.stdout
    with home.open_store() as store:
        found = [page.url for page in store.pages.all()]
        assert len(found) == len(names)
        assert all(b"secret" not in page.body for page in store.pages.all())
    assert all(url.isprintable() and "/../" not in url for url in found)


def test_pipes_devices_and_folders_without_end_hold_up_nothing(run, tmp_path):
    folder = tmp_path / "mirror"
    folder.mkdir()
    (folder / "good.html").write_text("<h1>June 8th 2007 - Good</h1><p>Text of it.")
    os.mkfifo(folder / "pipe.html")  # nobody ever writes to it
    (folder / "device.html").symlink_to("/dev/zero")
    (folder / "loop.html").symlink_to(folder / "loop.html")
    where = os.open(folder, os.O_RDONLY)
    try:
        for _ in range(600):  # beyond the longest path
            os.mkdir("d" * 8, dir_fd=where)
            inner = os.open("d" * 8, os.O_RDONLY, dir_fd=where)
            os.close(where)
            where = inner
    finally:
        os.close(where)
    ran = run(Home(tmp_path / "home"), "add", folder)
    assert "pages read      1  (new 1)" in ran.stdout
    assert "(link 2, not-a-page 1, unreadable 1)" in ran.stdout
    for name in ("/dev/zero", folder / "loop.html"):
        with pytest.raises(ArchiveError, match="nothing could be read"):
            run(Home(tmp_path / "other"), "add", name)


def test_a_file_larger_than_memory_is_skipped(run, tmp_path):
    for name in ("huge.txt", "huge.html"):
        with (tmp_path / name).open("wb") as out:
            out.truncate(1 << 40)  # sparse: it takes no room
        with pytest.raises(ArchiveError, match="nothing could be read"):
            run(Home(tmp_path / "home"), "add", tmp_path / name)
