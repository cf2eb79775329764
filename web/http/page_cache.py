"""Whole pages as they were sent, for when the same address is asked for again.

A page is kept under its ETag, which changes with all that it is made of: the generation without
what is denied, the program, the day, the address and the host. What is asked of a site is mostly
asked again: links from other sites, its own home page, the first searches of visitors.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from cachetools import LRUCache
from flask import Response

PAGE_CACHE_KEY = "page-cache"

MOST_BYTES = 16 << 20
"""Bytes of all pages. A compressed page of results has about 10 kB."""
_MOST_OF_ONE = MOST_BYTES // 64
_OVERHEAD = 2_000
"""Bytes that a page takes beside its body: its key and headers. An estimate."""


@dataclass(frozen=True, slots=True)
class _Kept:
    body: bytes
    headers: tuple[tuple[str, str], ...]


class PageCache:
    """Pages by ETag and encoding; the least recently asked for are dropped. Shared by threads."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._pages: LRUCache[tuple[str, bool], _Kept] = LRUCache(
            most_bytes, getsizeof=lambda kept: len(kept.body) + _OVERHEAD
        )
        self._lock = threading.Lock()

    def get(self, tag: str, *, zipped: bool) -> Response | None:
        """Return the page of an ETag, compressed or not; None when it is not kept."""
        with self._lock:
            kept = self._pages.get((tag, zipped))
        return None if kept is None else Response(kept.body, headers=list(kept.headers))

    def keep(
        self, tag: str, response: Response, *, zipped: bool, is_current: Callable[[], bool]
    ) -> None:
        """Keep a page, unless it is large or made while the archive changed."""
        body = response.get_data()
        if len(body) + _OVERHEAD > _MOST_OF_ONE or not is_current():
            return
        kept = _Kept(body, tuple(response.headers.items()))
        with self._lock:
            self._pages[tag, zipped] = kept
