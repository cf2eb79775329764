"""Many entries, which may lie on a disk."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from index.model.entry import Entry


class Entries(Protocol):
    """Entries that can be read again, in order and one by one."""

    def __iter__(self) -> Iterator[Entry]: ...
    def __len__(self) -> int: ...
    def __getitem__(self, index: int) -> Entry: ...
