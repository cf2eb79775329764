"""Middleware: limits of requests; security headers, ETag, compression and cache of responses."""

from __future__ import annotations

import gzip
import re
from typing import cast

from flask import Flask, Response, abort, current_app, g, request
from werkzeug.datastructures import Headers

from web.http.admission import ADMISSION_KEY, AdmissionControl
from web.http.busy import busy
from web.http.clients import client_of
from web.http.file_response import gzipped
from web.http.identity import identity_of
from web.http.page_cache import PAGE_CACHE_KEY, PageCache

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
    "application/opensearchdescription+xml", "application/jsonl", "application/geo+json",
    "application/vnd.citationstyles.csl+json", "image/svg",
)  # fmt: skip
GZIP_LEVEL_DYNAMIC, GZIP_LEVEL_STATIC = 3, 6
"""The gzip levels of pages and of static files, which browsers cache.

Level 3 takes two thirds of the time of level 6, and a page becomes a tenth larger.
"""
_IN_A_LANGUAGE = ("/it/", "/en/")
"""What the addresses of pages begin with whose language is theirs."""
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
    """Return the ETag of this URL in the present state of the archive."""
    return identity_of(request.full_path, request.url_root)


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
    if not _may_be_kept():
        return None
    g.kept = _pages().get(g.tag, zipped=_takes_gzip())
    return cast("Response | None", g.kept)


def _may_be_kept() -> bool:
    """Return whether the answer depends on nothing but what is in its ETag, and its encoding.

    The language of other addresses is that of the browser.
    """
    return request.path.startswith(_IN_A_LANGUAGE) and "Range" not in request.headers


def _pages() -> PageCache:
    return cast(PageCache, current_app.extensions[PAGE_CACHE_KEY])


def _takes_gzip() -> bool:
    return bool(request.accept_encodings.quality("gzip"))


def _finish(response: Response) -> Response:
    was_kept = g.get("kept") is response
    if was_kept:
        return response  # it was finished before
    is_file = response.is_streamed and not response.direct_passthrough
    if is_file:
        response = _limit_files(response)
    secure(response.headers, tls=request.is_secure)
    if request.endpoint == "static":
        lasting = request.args.get("v") and response.status_code < 400
        response.headers["Cache-Control"] = (
            "public, max-age=31536000, immutable" if lasting else "no-cache"
        )
    else:
        response.headers.setdefault("Cache-Control", "no-cache")
        if response.status_code in (200, 206) and "tag" in g:
            response.set_etag(g.tag, weak=True)
    response = _compressed(response)
    if is_file and response.is_streamed:
        admission: AdmissionControl = current_app.extensions[ADMISSION_KEY]
        response.response = admission.in_turns(response.iter_encoded())
    elif (
        response.status_code == 200
        and request.method == "GET"
        and "tag" in g
        and g.get("kept") is None
        and not response.is_streamed
        and not response.direct_passthrough
        and _may_be_kept()
    ):
        zipped = _takes_gzip()
        _pages().keep(g.tag, response, zipped=zipped, is_current=lambda: g.tag == generation_tag())
    return response


def _limit_files(response: Response) -> Response:
    """Return the file that is written while it is sent, or a 503 when too many are being sent.

    That is, too many in all or too many to this client.
    """
    admission: AdmissionControl = current_app.extensions[ADMISSION_KEY]
    sent = admission.take_file(client_of(request.remote_addr))
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
        or not _takes_gzip()
    ):
        return response
    if response.is_streamed and not response.direct_passthrough:
        response.response = gzipped(response.iter_encoded(), GZIP_LEVEL_DYNAMIC)
    else:
        response.direct_passthrough = False
        body = response.get_data()
        if len(body) < _MIN_COMPRESSED:
            return response
        level = GZIP_LEVEL_STATIC if request.endpoint == "static" else GZIP_LEVEL_DYNAMIC
        response.set_data(gzip.compress(body, compresslevel=level, mtime=0))
    response.headers["Content-Encoding"] = "gzip"
    return response
