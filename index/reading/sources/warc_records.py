"""One record of a web archive: whether it is a page, and its decoded bytes, within limits."""

from __future__ import annotations

import io
import zlib

from fastwarc.stream_io import BrotliReader, ChunkedReader, GzipReader
from fastwarc.warc import WarcRecord, WarcRecordType

from index.reading.sources.decoding import is_binary
from index.reading.sources.documents import (
    DOCUMENT_ENDINGS,
    DOCUMENT_LIMIT,
    DOCX,
    PDF,
    document_type,
)
from index.reading.sources.markup import looks_like_markup
from index.reading.sources.other_formats import other_format
from index.reading.sources.skipped import BODY_LIMIT, RATIO_EXEMPT_BYTES, RATIO_LIMIT, Skipped

_TEXTS = ("text/html", "application/xhtml+xml", "text/plain")
_DOCUMENTS = (PDF, "application/x-pdf", DOCX)
_WRITTEN = (
    "application/msword", "application/rtf", "text/rtf", "application/epub+zip",
    "application/vnd.oasis.opendocument.text",
)  # fmt: skip
"""Types of texts that are not read, which are named with a way."""
_ANY = "application/octet-stream"


def is_page(record: WarcRecord) -> bool:
    """Return whether a record may be a page: status 200, and of the type of a text, of a document,
    or of none."""
    kind = _kind(record)
    is_read = kind in (*_TEXTS, *_DOCUMENTS, *_WRITTEN) or (kind == _ANY and _is_named(record))
    if record.record_type == WarcRecordType.resource:
        return is_read
    headers = record.http_headers
    return headers is not None and headers.status_code == 200 and (not kind or is_read)


def _is_named(record: WarcRecord) -> bool:
    """Return whether an address ends as those of documents do."""
    address = (record.headers.get("WARC-Target-URI") or "").partition("?")[0]
    return address.rpartition(".")[2].strip("> ").casefold() in DOCUMENT_ENDINGS


def _kind(record: WarcRecord) -> str:
    """Return the declared media type without its parameters, "" for none."""
    if record.record_type == WarcRecordType.resource:
        return (record.headers.get("Content-Type") or "").partition(";")[0].strip().casefold()
    return (record.http_content_type or "").casefold()


def media_type_of(record: WarcRecord, body: bytes) -> str:
    """Return a page's media type, with the charset when the server declared one.

    A document is known by its bytes, and a server's error that is declared as one is a page.
    """
    if (document := document_type(body)) is not None:
        return document
    if _kind(record) in (*_DOCUMENTS, *_WRITTEN, _ANY):
        return "text/html" if looks_like_markup(body) else "text/plain"
    if record.record_type == WarcRecordType.resource:
        return record.headers.get("Content-Type") or "text/html"
    kind = (record.http_content_type or "").casefold()
    if not kind or kind == "text/plain":
        kind = "text/html" if looks_like_markup(body) else "text/plain"
    charset = record.http_charset
    return f"{kind}; charset={charset}" if charset else kind


def body_of(record: WarcRecord, url: str) -> bytes | Skipped:
    """Return the page's decoded bytes; a `Skipped` when they are damaged or exceed a limit."""
    limit = DOCUMENT_LIMIT if _kind(record) in (*_DOCUMENTS, _ANY) else BODY_LIMIT
    too_large = Skipped(url, "too-large", f"{url} is larger than {limit:,} bytes.")
    if record.content_length > limit:
        return too_large
    damaged = Skipped(url, "malformed", f"{url} is damaged or cut short; fetch it again.")
    expected = record.content_length
    try:
        raw = record.reader.read(limit + 1)
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
            body = _decoded(body, coding, limit)
        except OSError:
            return damaged
    if len(body) > max(RATIO_EXEMPT_BYTES, RATIO_LIMIT * len(raw)):
        return skip_bomb(url)
    if len(body) > limit:
        return too_large
    if not body.strip():
        return Skipped(url, "empty", f"{url} holds nothing; fetch it again.")
    if document_type(body) is not None:
        return body
    if (other := other_format(body)) is not None:
        return Skipped(url, "not-a-page", f"{url} is {other[0]}: fetch it, {other[1]}.")
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


def _decoded(body: bytes, coding: str, limit: int) -> bytes:
    """Decode one coding; a body that the crawler stored decoded is returned unchanged."""
    inner = io.BytesIO(body)
    if coding in ("gzip", "x-gzip"):
        return GzipReader(inner).read(limit + 1) if body[:2] == b"\x1f\x8b" else body
    if coding == "deflate":
        if _has_zlib_header(body):
            return GzipReader(inner, zlib=True).read(limit + 1)
        return _inflated(body, limit)
    if coding == "br":
        return body if _is_plain(body) else BrotliReader(inner).read(limit + 1)
    if coding == "chunked":
        is_chunked = body[:9].partition(b"\r\n")[0].strip().isalnum() and b"\r\n" in body[:20]
        return ChunkedReader(inner).read(limit + 1) if is_chunked else body
    return body


def _is_plain(body: bytes) -> bool:
    return looks_like_markup(body) or document_type(body) is not None


def _has_zlib_header(body: bytes) -> bool:
    return len(body) > 1 and body[0] & 15 == 8 and int.from_bytes(body[:2]) % 31 == 0


def _inflated(body: bytes, limit: int) -> bytes:
    """Decode "deflate" without the header of zlib, as some servers send it.

    Raises OSError for what is neither that nor a text that was stored decoded.
    """
    if _is_plain(body):
        return body
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        found = inflater.decompress(body, limit + 1)
    except zlib.error as error:
        if _is_text(body):
            return body
        raise OSError(str(error)) from error
    if not inflater.eof and len(found) <= limit:
        if _is_text(body):
            return body
        raise OSError("cut short")
    return found


def _is_text(body: bytes) -> bool:
    """Return whether bytes are UTF-8 without control characters of data."""
    try:
        text = body[:4096].decode("utf-8")
    except UnicodeDecodeError as error:
        text = "" if error.start < len(body[:4096]) - 3 else body[: error.start].decode("utf-8")
    return bool(text) and not any(sign < " " and sign not in "\t\n\r\f" for sign in text)


def skip_bomb(name: str) -> Skipped:
    """Return the `Skipped` of something that grows too much when decompressed."""
    return Skipped(
        name, "archive-bomb", f"{name} grows over {RATIO_LIMIT} times when decompressed; left out."
    )
