"""A cache that is limited by the size of its values."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class SizedLRUCache(Generic[K, V]):
    """Values by key; the least recently used is removed first. Safe to share between threads.

    Two threads that miss the same value at once both make it, and one of the two is cached. A value
    larger than a quarter of the capacity is not cached.
    """

    def __init__(self, capacity: int, size: Callable[[V], int]) -> None:
        self._capacity = capacity
        self._size = size
        self._values: OrderedDict[K, tuple[V, int]] = OrderedDict()
        """The least recently used first, each with its size."""
        self._held = 0
        self._lock = threading.Lock()

    def get(self, key: K, make: Callable[[], V]) -> V:
        """Return the value of a key; `make` makes it when it is not cached."""
        with self._lock:
            found = self._values.get(key)
            if found is not None:
                self._values.move_to_end(key)
                return found[0]
        value = make()
        size = self._size(value)
        if size <= self._capacity // 4:
            with self._lock:
                self._put(key, value, size)
        return value

    def _put(self, key: K, value: V, size: int) -> None:
        replaced = self._values.pop(key, None)
        self._held += size - (replaced[1] if replaced else 0)
        self._values[key] = (value, size)
        while self._held > self._capacity:
            _, (_, dropped) = self._values.popitem(last=False)
            self._held -= dropped
