"""Middleware: limits of requests; security headers, ETag and compression of responses."""

from __future__ import annotations

import gzip
import hashlib
import re
import zlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version

from flask import Flask, Response, abort, current_app, g, request
from werkzeug.datastructures import Headers

from web.current_searcher import searcher
from web.http.admission import ADMISSION_KEY, AdmissionControl
from web.http.busy import busy

MAX_PATH, MAX_QUERY_STRING = 1024, 4096
"""Characters of a path, and bytes of a query string."""

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}

HSTS = "max-age=31536000"
"""Sent only over TLS: the browser then uses TLS for a year."""

_COMPRESSED = (
    "text/", "application/json", "application/xml", "application/atom+xml", "application/x-",
    "application/opensearchdescription+xml", "application/jsonl", "image/svg",
)  # fmt: skip
GZIP_LEVEL_DYNAMIC, GZIP_LEVEL_STATIC = 3, 6
"""The gzip levels of pages and of static files, which browsers cache.

Level 3 takes two thirds of the time of level 6, and a page becomes a tenth larger.
"""
_MIN_COMPRESSED = 500
"""Bytes below which a response is not compressed."""


def install_middleware(app: Flask) -> None:
    """Register the checks and headers on the app."""
    app.before_request(_escape_bytes)
    app.before_request(_refuse_too_much)
    app.before_request(_answer_unchanged)
    app.after_request(_finish)


def secure(headers: Headers, *, tls: bool) -> None:
    """Add the security headers of every response."""
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
    if tls:
        headers.setdefault("Strict-Transport-Security", HSTS)


def generation_tag() -> str:
    """Return the ETag of this URL in the live generation, today.

    It changes every day, because a citation contains the date of access.
    """
    parts = (
        searcher().holdings().generation,
        _version(),
        current_app.config["STYLE"],
        datetime.now(UTC).date().isoformat(),
        request.full_path,
        request.url_root,
    )
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:20]


@cache
def _version() -> str:
    """Return the installed version, which is read from a file."""
    return version("torino-archive")


def _escape_bytes() -> None:
    """Percent-encode bytes that no URL may contain; Werkzeug fails on some of them."""
    request.query_string = re.sub(
        rb"[^!-~]", lambda found: b"%%%02X" % ord(found[0]), request.query_string
    )


def _refuse_too_much() -> None:
    if (request.content_length or 0) > current_app.config["MAX_CONTENT_LENGTH"]:
        abort(413)
    if len(request.path) > MAX_PATH or len(request.query_string) > MAX_QUERY_STRING:
        abort(400)


def _answer_unchanged() -> Response | None:
    if request.blueprint in (None, "site"):
        return None
    g.tag = generation_tag()
    if request.if_none_match.contains_weak(g.tag):
        unchanged = Response(status=304)
        unchanged.set_etag(g.tag, weak=True)
        return unchanged
    return None


def _finish(response: Response) -> Response:
    if response.is_streamed and not response.direct_passthrough:
        response = _limit_files(response)
    secure(response.headers, tls=request.is_secure)
    if request.endpoint == "static":
        lasting = request.args.get("v") and response.status_code < 400
        response.headers["Cache-Control"] = (
            "public, max-age=31536000, immutable" if lasting else "no-cache"
        )
    else:
        response.headers.setdefault("Cache-Control", "no-cache")
        if response.status_code == 200 and "tag" in g:
            response.set_etag(g.tag, weak=True)
    return _compressed(response)


def _limit_files(response: Response) -> Response:
    """Return the file that is written while it is sent, or a 503 when too many are being sent."""
    admission: AdmissionControl = current_app.extensions[ADMISSION_KEY]
    sent = admission.take_file()
    if sent is None:
        response.close()
        return busy(request.path, current_app.config["STYLE"])
    response.call_on_close(sent)
    return response


def _compressed(response: Response) -> Response:
    if not (response.mimetype or "").startswith(_COMPRESSED):
        return response
    response.vary.add("Accept-Encoding")
    if (
        response.status_code in (204, 304)
        or "Content-Encoding" in response.headers
        or not request.accept_encodings.quality("gzip")
    ):
        return response
    if response.is_streamed and not response.direct_passthrough:
        response.response = _gzipped(response.iter_encoded())
    else:
        response.direct_passthrough = False
        body = response.get_data()
        if len(body) < _MIN_COMPRESSED:
            return response
        level = GZIP_LEVEL_STATIC if request.endpoint == "static" else GZIP_LEVEL_DYNAMIC
        response.set_data(gzip.compress(body, compresslevel=level, mtime=0))
    response.headers["Content-Encoding"] = "gzip"
    return response


def _gzipped(parts: Iterable[bytes]) -> Iterator[bytes]:
    compressor = zlib.compressobj(GZIP_LEVEL_DYNAMIC, wbits=31)
    for part in parts:
        if out := compressor.compress(part):
            yield out
    yield compressor.flush()
