"""Responses that are sent from a file: from the file cache, whole or a range of bytes."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from flask import Response, current_app, request, stream_with_context
from werkzeug.wsgi import wrap_file

from web.http.admission import ADMISSION_KEY, PLACE, AdmissionControl
from web.http.busy import busy
from web.http.clients import client_of
from web.http.file_cache import FILE_CACHE_KEY, FileCache, KeptFile, NoRoomError, StillMadeError
from web.http.identity import identity_of

GZIP_LEVEL_FILES = 6
"""The gzip level of files that are made once."""

PART = 1 << 16
"""Bytes of the parts in which a file is made and streamed, at least."""


def made_file(
    name: str, site: str, parts: Callable[[], Iterable[bytes]], media_type: str
) -> Response:
    """Return the file of this name for the present state of the archive, made when there is none.

    It is kept compressed; for a client that does not take gzip another is made of it. Streams the
    parts when the file cannot be kept. A request that makes a file, or waits for one, gives its
    place to the next and holds one of the few places for files; without one it gets a 503.
    """
    admission: AdmissionControl = current_app.extensions[ADMISSION_KEY]
    cache: FileCache = current_app.extensions[FILE_CACHE_KEY]
    key = identity_of(site, name)
    zipped = bool(request.accept_encodings.quality("gzip"))
    made = partial(cache.get, site=site)
    try:
        file = cache.kept(f"{key}.gz" if zipped else key)
        if file is None:
            done = admission.take_file(client_of(request.remote_addr))
            if done is None:
                return busy(request.path, current_app.config["STYLE"])
            if place := request.environ.get(PLACE):
                place.leave()
            try:
                file = made(
                    f"{key}.gz", parts=lambda: admission.in_turns(gzipped(in_parts(parts())))
                )
                if not zipped:
                    parts = partial(unzipped, iter(partial(file.read, PART), b""))
                    file = made(key, parts=lambda: admission.in_turns(parts()), is_derived=True)
            finally:
                done()
    except StillMadeError:
        return busy(request.path, current_app.config["STYLE"])
    except NoRoomError:
        return Response(stream_with_context(in_parts(parts())), mimetype=media_type)
    assert file is not None
    response = _sent(file, media_type)
    response.vary.add("Accept-Encoding")
    if zipped:
        response.headers["Content-Encoding"] = "gzip"
    return response


def in_parts(parts: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the same bytes in parts of at least PART bytes, but for the last."""
    held: list[bytes] = []
    size = 0
    for part in parts:
        held.append(part)
        size += len(part)
        if size >= PART:
            yield b"".join(held)
            held, size = [], 0
    if held:
        yield b"".join(held)


def gzipped(parts: Iterable[bytes], level: int = GZIP_LEVEL_FILES) -> Iterator[bytes]:
    """Yield the parts compressed; equal parts give equal bytes."""
    compressor = zlib.compressobj(level, wbits=31)
    for part in parts:
        if out := compressor.compress(part):
            yield out
    yield compressor.flush()


def unzipped(parts: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the parts of a gzip file decompressed, in parts of PART bytes at most."""
    decompressor = zlib.decompressobj(wbits=31)
    for part in parts:
        while part:
            if out := decompressor.decompress(part, PART):
                yield out
            part = decompressor.unconsumed_tail
    if out := decompressor.flush():
        yield out


def _sent(file: KeptFile, media_type: str) -> Response:
    """Return the response: the server reads the file itself, so that no thread waits for readers.

    One range of bytes is understood. With If-Range the whole is sent: the ETag is weak.
    """
    first, end = 0, file.size
    asked = request.range if "If-Range" not in request.headers else None
    wanted = asked.range_for_length(file.size) if asked and len(asked.ranges) == 1 else None
    if wanted:
        first, end = wanted
    elif asked and asked.units == "bytes" and len(asked.ranges) == 1:
        file.close()
        refused = Response(status=416)
        refused.headers["Content-Range"] = f"bytes */{file.size}"
        return refused
    file.seek(first)
    file.end = end
    response = Response(
        wrap_file(request.environ, file, PART),
        status=206 if wanted else 200,
        mimetype=media_type,
        direct_passthrough=True,
    )
    response.content_length = end - first
    response.headers["Accept-Ranges"] = "bytes"
    if wanted:
        response.headers["Content-Range"] = f"bytes {first}-{end - 1}/{file.size}"
    return response
