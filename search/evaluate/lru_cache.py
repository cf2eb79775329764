"""What was made once and may be asked for again, within a number of bytes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class SizedLRUCache(Generic[K, V]):
    """Values by key; the one not asked for longest goes first. Safe to share between threads.

    Two threads that miss the same value at once both make it; one of the two is kept. A value
    larger than a quarter of the room is not kept at all.
    """

    def __init__(self, room: int, size: Callable[[V], int]) -> None:
        self._room = room
        self._size = size
        self._held = 0
        self._values: OrderedDict[K, V] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: K, make: Callable[[], V]) -> V:
        """The value of the key, made when it is not here."""
        with self._lock:
            value = self._values.get(key)
            if value is not None:
                self._values.move_to_end(key)
                return value
        value = make()
        size = self._size(value)
        if size * 4 <= self._room:
            with self._lock:
                self._put(key, value, size)
        return value

    def _put(self, key: K, value: V, size: int) -> None:
        before = self._values.pop(key, None)
        if before is not None:
            self._held -= self._size(before)
        self._values[key] = value
        self._held += size
        while self._held > self._room:
            _, oldest = self._values.popitem(last=False)
            self._held -= self._size(oldest)

    @property
    def held(self) -> int:
        """The bytes of all that is kept."""
        return self._held
