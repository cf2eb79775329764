"""One record of a web archive: whether it is a page, and its decoded bytes, within limits."""

from __future__ import annotations

import io

from fastwarc.stream_io import BrotliReader, ChunkedReader, GzipReader
from fastwarc.warc import WarcRecord, WarcRecordType

from index.reading.sources.decoding import is_binary
from index.reading.sources.markup import looks_like_markup
from index.reading.sources.skipped import BODY_LIMIT, RATIO_EXEMPT_BYTES, RATIO_LIMIT, Skipped

_TEXTS = ("text/html", "application/xhtml+xml", "text/plain")


def is_page(record: WarcRecord) -> bool:
    """Return whether a record may be a page: status 200, and of a text type or of none."""
    if record.record_type == WarcRecordType.resource:
        kind = (record.headers.get("Content-Type") or "").partition(";")[0].strip().casefold()
        return kind in _TEXTS
    headers = record.http_headers
    if headers is None or headers.status_code != 200:
        return False
    kind = (record.http_content_type or "").casefold()
    return not kind or kind in _TEXTS


def media_type_of(record: WarcRecord, body: bytes) -> str:
    """Return a page's media type, with the charset when the server declared one."""
    if record.record_type == WarcRecordType.resource:
        return record.headers.get("Content-Type") or "text/html"
    kind = (record.http_content_type or "").casefold()
    if not kind or kind == "text/plain":
        kind = "text/html" if looks_like_markup(body) else "text/plain"
    charset = record.http_charset
    return f"{kind}; charset={charset}" if charset else kind


def body_of(record: WarcRecord, url: str) -> bytes | Skipped:
    """Return the page's decoded bytes; a `Skipped` when they are damaged or exceed a limit."""
    too_large = Skipped(url, "too-large", f"{url} is larger than {BODY_LIMIT:,} bytes.")
    if record.content_length > BODY_LIMIT:
        return too_large
    damaged = Skipped(url, "malformed", f"{url} is damaged or cut short; fetch it again.")
    expected = record.content_length
    try:
        raw = record.reader.read(BODY_LIMIT + 1)
    except OSError:
        return damaged
    if len(raw) < expected:
        return damaged
    codings = _codings(record)
    if len(codings) > 2 or len([one for one in codings if one != "chunked"]) > 1:
        return Skipped(url, "archive-bomb", f"{url} is compressed more than once.")
    body = raw
    for coding in codings:
        try:
            body = _decoded(body, coding)
        except OSError:
            return damaged
    if len(body) > max(RATIO_EXEMPT_BYTES, RATIO_LIMIT * len(raw)):
        return skip_bomb(url)
    if len(body) > BODY_LIMIT:
        return too_large
    if not body.strip():
        return Skipped(url, "empty", f"{url} holds nothing; fetch it again.")
    if is_binary(body):
        return Skipped(url, "binary", f"{url} says it is text, but is not.")
    return body


def _codings(record: WarcRecord) -> list[str]:
    """Return the content and transfer codings in the order in which to decode them."""
    headers = record.http_headers
    if headers is None:
        return []
    codings: list[str] = []
    for field_name in ("Transfer-Encoding", "Content-Encoding"):
        declared = (headers.get(field_name) or "").casefold().split(",")
        codings += [
            one.strip() for one in reversed(declared) if one.strip() not in ("", "identity")
        ]
    return codings


def _decoded(body: bytes, coding: str) -> bytes:
    """Decode one coding; a body that the crawler stored decoded is returned unchanged."""
    inner = io.BytesIO(body)
    if coding in ("gzip", "x-gzip"):
        return GzipReader(inner).read(BODY_LIMIT + 1) if body[:2] == b"\x1f\x8b" else body
    if coding == "deflate":
        is_zlib = body[:1] == b"\x78"
        return GzipReader(inner, zlib=True).read(BODY_LIMIT + 1) if is_zlib else body
    if coding == "br":
        return body if looks_like_markup(body) else BrotliReader(inner).read(BODY_LIMIT + 1)
    if coding == "chunked":
        is_chunked = body[:9].partition(b"\r\n")[0].strip().isalnum() and b"\r\n" in body[:20]
        return ChunkedReader(inner).read(BODY_LIMIT + 1) if is_chunked else body
    return body


def skip_bomb(name: str) -> Skipped:
    """Return the `Skipped` of something that grows too much when decompressed."""
    return Skipped(
        name, "archive-bomb", f"{name} grows over {RATIO_LIMIT} times when decompressed; left out."
    )
