"""Ctrl-C while nothing is under way: it ends the process with 130, in silence."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

INTERRUPTED = 130
"""The exit code after Ctrl-C: what a shell shows for a process that the signal ended."""


def exit_when_interrupted() -> None:
    """Let Ctrl-C end the process from now on, where it would raise KeyboardInterrupt.

    A signal that is ignored, as in the background of a script, stays ignored.
    """
    if (
        threading.current_thread() is threading.main_thread()
        and signal.getsignal(signal.SIGINT) is signal.default_int_handler
    ):
        signal.signal(signal.SIGINT, _exit)


@contextmanager
def exiting_when_interrupted() -> Iterator[None]:
    """Let Ctrl-C end the process during the block, which must leave nothing to clean up.

    It is for imports: a KeyboardInterrupt raised in one can be swallowed, or printed by a callback.
    """
    exit_when_interrupted()
    try:
        yield
    finally:
        if signal.getsignal(signal.SIGINT) is _exit:
            signal.signal(signal.SIGINT, signal.default_int_handler)


def _exit(number: int, frame: FrameType | None) -> None:
    os._exit(INTERRUPTED)
