"""The sources stage: pages from files, mirrored folders, web archives, JSON lines and stdin.

Sources are read as streams, one page at a time. What cannot be read is a `Skipped` with a reason
that a caller can count; only a source that does not exist is an error. Read `read_pages` first.
"""

from __future__ import annotations

import io
import os
import re
import stat
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, BinaryIO

from index.model.errors import PageError
from index.model.page import Page
from index.reading.sources.addresses import (
    declared_language,
    file_address,
    file_extension,
    page_address,
)
from index.reading.sources.capture_times import Redated
from index.reading.sources.decoding import is_binary, is_markup
from index.reading.sources.documents import DOCUMENT_ENDINGS, document_type, limit_of
from index.reading.sources.feeds import is_feed, read_feed
from index.reading.sources.json_lines import read_json_lines
from index.reading.sources.markup import has_markup, looks_like_markup, markup_language
from index.reading.sources.other_formats import other_format
from index.reading.sources.skipped import BODY_LIMIT, Skipped
from index.reading.sources.warc import read_warc

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

__all__ = ["BODY_LIMIT", "Redated", "Skipped", "read_pages"]

_MARKUP_ENDINGS = frozenset({"html", "shtml", "htm", "xhtml", "php", "asp", "aspx", "jsp"})
_TEXT_ENDINGS = frozenset({"txt", "text"})
_FEED_ENDINGS = frozenset({"rss", "atom"})
_LINES_ENDINGS = frozenset({"jsonl", "ndjson"})
_WRITTEN_ENDINGS = frozenset(
    {"doc", "odt", "rtf", "pages", "epub", "xls", "xlsx", "ods", "ppt", "pptx", "odp", "eml", "msg"}
    | {"mbox", "mht", "mhtml", "wacz", "arc", "gz", "zip", "ps", "json", "ics"}
    | {"tar", "tgz", "bz2", "xz", "7z", "rar", "fodt"}
)
"""Of files that are no pages, those in which people keep texts."""
_START = 4_096
"""Bytes by which most formats are known; chosen by hand."""
_NOT_PAGES = frozenset(
    {"robots.txt", "humans.txt", "ads.txt", "llms.txt", "security.txt"}
    | {"makefile", "wget.log", "wget-log"}
)
_PAPERS = re.compile(r"(?:.*[-_. ])?(?:licen[sc]e|readme|ofl|fontlog|copying)(?:\.te?xt)?", re.I)
"""Names of texts that go with software and fonts, which a site has beside its pages."""


def read_pages(source: str, *, fetched: datetime) -> Iterator[Page | Skipped | Redated]:
    """Yield the pages of a file, a folder, a web archive, JSON lines, or standard input (`-`).

    `fetched` (UTC) is the time for pages that have none of their own, or one that cannot be true; a
    `Redated` then precedes the page. A folder is walked in the
    order of names; links are not followed. Raises PageError when there is no such source.
    """
    if source == "-":
        yield from _read_stream(sys.stdin.buffer, fetched)
        return
    if re.match(r"https?://", source, re.IGNORECASE):
        raise PageError(
            "Addresses are not fetched. Mirror the site first: wget --mirror --no-parent "
            f"--adjust-extension --wait=1 {source}  then add the folder it makes."
        )
    path = Path(source)
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        raise PageError(
            f"There is no {source} to read: check the name, or use - for standard input."
        ) from error
    if stat.S_ISDIR(mode):
        yield from _read_folder(path, fetched)
    elif stat.S_ISREG(mode) or stat.S_ISFIFO(mode):
        yield from _read_file(path, PurePosixPath(path.name), None, fetched)
    else:
        raise PageError(f"{source} is neither a file nor a folder: name one of these.")


def declared_page_language(url: str, media_type: str, body: bytes) -> str | None:
    """Return the language that the address declares, else the markup; None for neither."""
    declared = declared_language(url)
    if declared is None and is_markup(media_type):
        return markup_language(body)
    return declared


def _read_folder(root: Path, fetched: datetime) -> Iterator[Page | Skipped | Redated]:
    """Yield the pages of a folder, without recursion: deep folders cannot exhaust the stack."""
    own_name = root.resolve().name
    waiting = [PurePosixPath(".")]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(root / folder) as listing:
                found = sorted(listing, key=lambda one: one.name)
        except OSError as error:
            yield _unreadable(folder.as_posix(), error)
            continue
        inner: list[PurePosixPath] = []
        for one in found:
            relative = folder / one.name
            if one.is_symlink():
                yield Skipped(
                    relative.as_posix(), "link", f"{relative} is a link; add what it leads to."
                )
            elif one.is_dir():
                if one.name.startswith("."):
                    yield _not_a_page(relative.as_posix())
                else:
                    inner.append(relative)
            elif one.is_file():
                yield from _read_file(root / relative, relative, own_name, fetched)
            else:
                yield _not_a_page(relative.as_posix())
        waiting.extend(reversed(inner))


def _read_file(
    path: Path, relative: PurePosixPath, folder: str | None, fetched: datetime
) -> Iterator[Page | Skipped | Redated]:
    """Yield the pages of one file; `folder` is the name of its mirror, None for a file alone."""
    name = relative.as_posix()
    ending = file_extension(path.name)
    try:
        if folder is not None and not _may_be_page(path.name, ending):
            yield from _named_or_feed(path, relative, folder, ending, fetched)
            return
        with path.open("rb") as stream:
            if _is_warc(path.name):
                yield from read_warc(stream, name, fetched)
            elif ending in _LINES_ENDINGS:
                yield from read_json_lines(stream, name, fetched)
            else:
                alone = folder is None
                url = file_address(relative) if alone else page_address(relative, folder or "")
                yield from _read_bodies(stream, url, name, ending, fetched)
    except OSError as error:
        yield _unreadable(name, error)


def _named_or_feed(
    path: Path, relative: PurePosixPath, folder: str, ending: str, fetched: datetime
) -> Iterator[Page | Skipped]:
    """Yield the pages of a feed among the other files of a mirror; any other file is skipped.

    What people write in is named with a way, as when it is added alone.
    """
    name = relative.as_posix()
    if ending == "xml" or ending in _WRITTEN_ENDINGS:
        with path.open("rb") as stream:
            start = stream.read(_START)
            if ending == "xml" and is_feed(start):
                stream.seek(0)
                yield from _read_bodies(stream, page_address(relative, folder), name, "", fetched)
                return
            other = other_format(start + stream.read(BODY_LIMIT))
            if other is not None and ending != "xml":
                yield Skipped(name, "not-a-page", f"{name} is {other[0]}: {other[1]}.")
                return
    yield _not_a_page(name)


class _PrefixedStream(io.RawIOBase):
    """A stream whose first bytes were already read, which are read again first."""

    def __init__(self, start: bytes, rest: BinaryIO) -> None:
        self._start, self._rest = start, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer)
        piece = self._start[: len(view)] or self._rest.read(len(view))
        self._start = self._start[len(piece) :]
        view[: len(piece)] = piece
        return len(piece)


def _read_stream(stream: BinaryIO, fetched: datetime) -> Iterator[Page | Skipped | Redated]:
    """Yield the pages of standard input, whose format is known by its first bytes."""
    start = stream.read(64)
    whole = io.BufferedReader(_PrefixedStream(start, stream))
    if start.lstrip().startswith((b"\x1f\x8b", b"WARC/")):
        yield from read_warc(whole, "-", fetched)
    elif start.lstrip().startswith(b"{"):
        yield from read_json_lines(whole, "-", fetched)
    else:
        yield from _read_bodies(whole, "file:-", "-", "", fetched)


def _read_bodies(
    stream: BinaryIO, url: str, name: str, ending: str, fetched: datetime
) -> Iterator[Page | Skipped]:
    """Yield the page of some bytes, or those of a feed."""
    start = stream.read(_START)
    limit = limit_of(start)
    body = start + stream.read(limit + 1 - len(start))
    if len(body) <= BODY_LIMIT and is_feed(body):
        yield from read_feed(body, name, fetched)
    else:
        yield _read_body(body, limit, url, name, ending, fetched)


def _read_body(
    body: bytes, limit: int, url: str, name: str, ending: str, fetched: datetime
) -> Page | Skipped:
    if len(body) > limit:
        return Skipped(name, "too-large", f"{name} is larger than {limit:,} bytes; split it first.")
    if not body.strip():
        return Skipped(name, "empty", f"{name} holds nothing; fetch it again.")
    if (document := document_type(body)) is not None:
        return Page(url, fetched, document, body, declared_page_language(url, document, body))
    if (other := other_format(body)) is not None:
        return Skipped(name, "not-a-page", f"{name} is {other[0]}: {other[1]}.")
    if is_binary(body):
        return Skipped(
            name, "binary", f"{name} is not text; add pages as HTML, plain text, PDF or .docx."
        )
    media_type = _media_type(body, ending)
    return Page(url, fetched, media_type, body, declared_page_language(url, media_type, body))


def _media_type(body: bytes, ending: str) -> str:
    """Return the media type by the bytes, since names of files may be wrong."""
    is_html = has_markup(body) if ending in _MARKUP_ENDINGS else looks_like_markup(body)
    return "text/html" if is_html else "text/plain"


def _may_be_page(name: str, ending: str) -> bool:
    if name.startswith(".") or name.casefold() in _NOT_PAGES or _PAPERS.fullmatch(name):
        return False
    known = _MARKUP_ENDINGS | _TEXT_ENDINGS | _LINES_ENDINGS | _FEED_ENDINGS | DOCUMENT_ENDINGS
    return not ending or ending in known or _is_warc(name)


def _is_warc(name: str) -> bool:
    return name.casefold().endswith((".warc", ".warc.gz"))


def _not_a_page(name: str) -> Skipped:
    return Skipped(
        name, "not-a-page", f"{name} is no page: these are HTML, text, PDF, .docx, WARC or JSONL."
    )


def _unreadable(name: str, error: OSError) -> Skipped:
    why = error.strerror or type(error).__name__
    return Skipped(name, "unreadable", f"{name} cannot be read ({why}); check its permissions.")
