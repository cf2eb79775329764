"""A cache that is limited by the size of its values."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from contextlib import suppress
from typing import Generic, TypeVar

from cachetools import LRUCache

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class SizedLRUCache(Generic[K, V]):
    """Values by key; the least recently used is removed first. Safe to share between threads.

    Two threads that miss the same value at once both make it, and one of the two is cached. A value
    larger than a quarter of the capacity is not cached.
    """

    def __init__(self, capacity: int, size: Callable[[V], int]) -> None:
        self._max_size = capacity // 4
        self._size = size
        self._values: LRUCache[K, V] = LRUCache(capacity, size)
        self._lock = threading.Lock()

    def get(self, key: K, make: Callable[[], V]) -> V:
        """Return the value of a key; `make` makes it when it is not cached."""
        with self._lock, suppress(KeyError):
            return self._values[key]
        value = make()
        if self._size(value) <= self._max_size:
            with self._lock:
                self._values[key] = value
        return value
