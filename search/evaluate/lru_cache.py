"""What was made once and may be asked for again, within a number of bytes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from contextlib import suppress
from typing import Generic, TypeVar

from cachetools import LRUCache

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class SizedLRUCache(Generic[K, V]):
    """Values by key; the one not asked for longest goes first. Safe to share between threads.

    Two threads that miss the same value at once both make it; one of the two is kept. A value
    larger than a quarter of the room is not kept at all.
    """

    def __init__(self, room: int, size: Callable[[V], int]) -> None:
        self._largest = room // 4
        self._size = size
        self._values: LRUCache[K, V] = LRUCache(room, size)
        self._lock = threading.Lock()

    def get(self, key: K, make: Callable[[], V]) -> V:
        """The value of the key, made when it is not here."""
        with self._lock, suppress(KeyError):
            return self._values[key]
        value = make()
        if self._size(value) <= self._largest:
            with self._lock:
                self._values[key] = value
        return value
