"""JSON lines: one page a line, an object of the shape that `read_json_lines` describes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO

from index.model.page import Page
from index.reading.sources.addresses import declared_language, is_web_address, normalise_address
from index.reading.sources.capture_times import Redated, capture_time, parse_time, redated
from index.reading.sources.skipped import BODY_LIMIT, Skipped

_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4}")
_LINE_LIMIT = 2 * BODY_LIMIT
"""Bytes of a line: in practice JSON escapes at most double a page's text."""
_DRAIN_LIMIT = 1 << 30
"""Bytes of a line that are passed over in search of its end; chosen by hand."""


def read_json_lines(
    stream: BinaryIO, name: str, fetched: datetime
) -> Iterator[Page | Skipped | Redated]:
    """Yield a page for each line, a `Skipped` for a line that has not the shape below.

    `{"url": "http://…", "html": "…" or "text": "…", "fetched": "2013-05-01T10:00:00Z",
    "language": "it"}`: `url` and one of `html` and `text` are required, the others optional
    (`fetched` is then the argument, as it is for a time that cannot be true). Blank lines are
    ignored. After a line over `_DRAIN_LIMIT` the rest is not read.
    """
    number = 0
    while line := stream.readline(_LINE_LIMIT + 1):
        number += 1
        where = f"{name}:{number}"
        if len(line) > _LINE_LIMIT:
            length = len(line)
            while line and not line.endswith(b"\n") and length <= _DRAIN_LIMIT:
                line = stream.readline(1 << 20)
                length += len(line)
            yield Skipped(where, "too-large", f"{where} is longer than {_LINE_LIMIT:,} bytes.")
            if length > _DRAIN_LIMIT:
                yield Skipped(
                    where, "too-large", f"{where} has no end; what follows it was not read."
                )
                return
        elif line.strip():
            yield from _page_of(line, where, fetched)


def _page_of(line: bytes, where: str, fetched: datetime) -> Iterator[Page | Skipped | Redated]:
    try:
        shape = json.loads(line)
    except (ValueError, RecursionError):
        yield _malformed(where, "is not JSON")
        return
    page = _page_of_shape(shape, where, fetched)
    if isinstance(page, Page) and shape.get("fetched") is not None:
        note = redated(shape["fetched"], fetched, page.url, where)
        if note is not None:
            yield note
    yield page


def _page_of_shape(shape: object, where: str, fetched: datetime) -> Page | Skipped:
    if not isinstance(shape, dict):
        return _malformed(where, "is not a JSON object")
    url, html, text = shape.get("url"), shape.get("html"), shape.get("text")
    if not isinstance(url, str) or not (is_web_address(url) or url.startswith("file:")):
        return _malformed(where, 'has no "url" that begins with http or https')
    content = html if isinstance(html, str) else text
    if not isinstance(content, str):
        return _malformed(where, 'has neither "html" nor "text"')
    written = shape.get("fetched")
    if written is not None and not (isinstance(written, str) and parse_time(written)):
        return _malformed(where, 'has a "fetched" that is no ISO time ("2013-05-01T10:00:00Z")')
    body = content.encode("utf-8", "replace")
    if not body.strip():
        return Skipped(where, "empty", f"{where} holds a page without text.")
    if len(body) > BODY_LIMIT:
        return Skipped(where, "too-large", f"{where} holds more than {BODY_LIMIT:,} bytes.")
    media_type = "text/html" if isinstance(html, str) else "text/plain"
    language = shape.get("language")
    url = normalise_address(url)
    is_tag = isinstance(language, str) and bool(_TAG.fullmatch(language))
    declared = language if is_tag else None
    when = fetched if written is None else capture_time(written, fetched)
    return Page(url, when, media_type, body, declared or declared_language(url))


def _malformed(where: str, what: str) -> Skipped:
    return Skipped(where, "malformed", f'{where} {what}; a line is {{"url": …, "html": …}}.')
