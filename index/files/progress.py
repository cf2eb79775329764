"""The callback by which long operations report their progress."""

from __future__ import annotations

from collections.abc import Callable

ProgressCallback = Callable[[str, int, int], None]
"""Called with what is being done ("indexing"), how many are done, and of how many; 0 when the
total is not known. It is called from the thread that works, and often: it should return at once."""


def ignore_progress(doing: str, done: int, total: int) -> None:
    """Show nothing."""
