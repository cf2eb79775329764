"""Web archives (.warc, .warc.gz): the newest capture of each page, read with FastWARC.

A revisit record stands for the capture it refers to. An archive is read twice: first its headers,
to choose the newest captures, then those.
"""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from index.model.page import Page
from index.reading.sources.addresses import declared_language, is_web_address, normalise_address
from index.reading.sources.capture_times import Redated, capture_time, parse_time, redated
from index.reading.sources.decoding import is_markup
from index.reading.sources.markup import markup_language
from index.reading.sources.skipped import RATIO_EXEMPT_BYTES, RATIO_LIMIT, Skipped
from index.reading.sources.warc_records import body_of, is_page, media_type_of, skip_bomb

RECORD_LIMIT = 2_000_000
"""Records that are read of one archive; chosen by hand."""
_MAX_HEADER_BYTES = 65_536
_MAX_DAMAGES = 1_000
"""Damaged parts after which the rest of an archive is not read; chosen by hand."""
_KINDS = WarcRecordType.response | WarcRecordType.revisit | WarcRecordType.resource


@dataclass(slots=True)
class _CapturePlan:
    """Which captures to read.

    `wanted` has, by a record's number, the address and written time of each page it stands for;
    None is its own. `bombs` are records that grow too much, `unresolved` addresses whose capture is
    missing.
    """

    wanted: dict[int, list[tuple[str, str] | None]] = field(default_factory=dict)
    bombs: set[int] = field(default_factory=set)
    unresolved: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Revisit:
    url: str
    when: datetime
    written: str
    refers: tuple[bytes, ...]
    """Keys of the capture it refers to, the surest first."""


def read_warc(stream: BinaryIO, name: str, now: datetime) -> Iterator[Page | Skipped | Redated]:
    """Yield the newest capture of each page; `fetched` is its time of capture.

    That is `now` for a capture without a time that can be true; a `Redated` then precedes it. A
    stream that cannot seek is first copied to a temporary file. Damaged parts are reported as
    `Skipped` and passed over.
    """
    if stream.seekable():
        yield from _read(stream, name, now)
        return
    with tempfile.TemporaryFile() as copy:
        shutil.copyfileobj(stream, copy)
        yield from _read(copy, name, now)


def _read(stream: BinaryIO, name: str, now: datetime) -> Iterator[Page | Skipped | Redated]:
    plan = _plan_captures(stream, now)
    number = 0
    for found in _records(stream):
        if isinstance(found, int):
            yield Skipped(
                f"{name}@{found}",
                "malformed",
                f"{name} is damaged at byte {found:,}; fetch it again. The rest was read.",
            )
            continue
        number += 1
        if number > RECORD_LIMIT:
            yield Skipped(
                name, "too-many", f"{name} has over {RECORD_LIMIT:,} records; split it first."
            )
            return
        if number in plan.bombs:
            yield skip_bomb(_address(found) or name)
        else:
            yield from _read_capture(found, number, plan, name, now)
    for url in plan.unresolved:
        yield Skipped(url, "missing", f"{url} in {name} refers to a capture that is not in it.")


def _plan_captures(stream: BinaryIO, now: datetime) -> _CapturePlan:
    """Read the headers of the archive and choose the newest capture of each address."""
    newest: dict[bytes, tuple[datetime, int]] = {}
    numbers: dict[bytes, int] = {}
    revisits: dict[bytes, _Revisit] = {}
    bombs: set[int] = set()
    number = begun = size = 0
    for record in _records(stream):
        if isinstance(record, int):
            continue
        # The next record's offset gives the compressed size of this one.
        if size > max(RATIO_EXEMPT_BYTES, RATIO_LIMIT * (record.stream_pos - begun)) and number:
            bombs.add(number)
        number += 1
        if number > RECORD_LIMIT:
            break
        begun, size = record.stream_pos, record.content_length
        url, written = _address(record), _written_time(record)
        if not url:
            continue
        key, when = _key(url), capture_time(written, now)
        digest = record.headers.get("WARC-Payload-Digest")
        if record.record_type == WarcRecordType.revisit:
            known = revisits.get(key)
            if known is None or known.when < when:
                revisits[key] = _Revisit(url, when, written, _revisit_targets(record, digest))
        elif is_page(record):
            earlier = newest.get(key)
            if earlier is None or earlier[0] <= when:
                newest[key] = (when, number)
            if captured := parse_time(written):
                numbers.setdefault(_key(f"{url} {captured.isoformat()}"), number)
            if digest:
                numbers.setdefault(_key(f"digest {digest}"), number)
    if size > max(RATIO_EXEMPT_BYTES, RATIO_LIMIT * (stream.seek(0, io.SEEK_END) - begun)):
        bombs.add(number)
    plan = _choose_captures(newest, numbers, revisits)
    plan.bombs = bombs
    return plan


def _choose_captures(
    newest: dict[bytes, tuple[datetime, int]],
    numbers: dict[bytes, int],
    revisits: dict[bytes, _Revisit],
) -> _CapturePlan:
    plan = _CapturePlan()
    for key, revisit in revisits.items():
        capture = newest.get(key)
        if capture and capture[0] >= revisit.when:
            continue
        number = next((numbers[one] for one in revisit.refers if one in numbers), None)
        if number is not None:
            plan.wanted.setdefault(number, []).append((revisit.url, revisit.written))
            newest.pop(key, None)
        elif capture is None:
            plan.unresolved.append(revisit.url)
    for _, number in newest.values():
        plan.wanted.setdefault(number, []).append(None)
    return plan


def _read_capture(
    record: WarcRecord, number: int, plan: _CapturePlan, name: str, now: datetime
) -> Iterator[Page | Skipped | Redated]:
    """Yield the pages that one record stands for."""
    if record.record_type == WarcRecordType.revisit:
        return
    url = _address(record)
    if not url:
        yield Skipped(
            f"{name}@{record.stream_pos}",
            "malformed",
            f"A record of {name} names no web address; it was left out.",
        )
        return
    if not is_page(record):
        yield _skip_record(record, url)
        return
    wanted = plan.wanted.get(number)
    if wanted is None:
        yield Skipped(url, "superseded", f"{url}: a newer capture of it is in {name}.")
        return
    body = body_of(record, url)
    if isinstance(body, Skipped):
        yield body
        return
    media_type = media_type_of(record, body)
    for address, written in (one or (url, _written_time(record)) for one in wanted):
        language = declared_language(address)
        if language is None and is_markup(media_type):
            language = markup_language(body)
        if note := redated(written, now, address, address):
            yield note
        yield Page(address, capture_time(written, now), media_type, body, language)


def _records(stream: BinaryIO) -> Iterator[WarcRecord | int]:
    """Yield the records from the stream's start, and the offset of each damaged part."""
    start: int | None = 0
    damages = 0
    while start is not None and damages <= _MAX_DAMAGES:
        place = start
        stream.seek(start)
        try:
            for record in ArchiveIterator(
                stream, record_types=_KINDS, strict_mode=False, max_header_len=_MAX_HEADER_BYTES
            ):
                place = max(place, record.stream_pos)
                yield record
            return
        except (OSError, ValueError):
            damages += 1
            yield place
        start = _next_record(stream, place + 1)


def _next_record(stream: BinaryIO, start: int) -> int | None:
    """Return the offset at or after `start` where a record may begin, or None."""
    stream.seek(start)
    behind = b""
    base = start
    while piece := stream.read(1 << 20):
        window = behind + piece
        starts = [at for mark in (b"WARC/1.", b"\x1f\x8b\x08") if (at := window.find(mark)) >= 0]
        if starts:
            return base + min(starts)
        behind = window[-8:]
        base += len(window) - len(behind)
    return None


def _skip_record(record: WarcRecord, url: str) -> Skipped:
    headers = record.http_headers
    status = headers.status_code if headers is not None else None
    if status is not None and status >= 400:
        return Skipped(url, "missing", f"{url}: the server answered {status}.")
    return Skipped(url, "not-a-page", f"{url} is no page (a picture, a redirect, a style…).")


def _address(record: WarcRecord) -> str:
    """Return a record's normalised web address, "" when it has none."""
    url = (record.headers.get("WARC-Target-URI") or "").strip().strip("<>")
    return normalise_address(url) if is_web_address(url) else ""


def _written_time(record: WarcRecord) -> str:
    return record.headers.get("WARC-Date") or ""


def _revisit_targets(record: WarcRecord, digest: str | None) -> tuple[bytes, ...]:
    """Return the keys a revisit refers to: address and time, then the digest of the content."""
    names: list[bytes] = []
    url = (record.headers.get("WARC-Refers-To-Target-URI") or "").strip().strip("<>")
    when = parse_time(record.headers.get("WARC-Refers-To-Date") or "")
    if url and when:
        names.append(_key(f"{normalise_address(url)} {when.isoformat()}"))
    if digest:
        names.append(_key(f"digest {digest}"))
    return tuple(names)


def _key(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "replace"), digest_size=12).digest()
