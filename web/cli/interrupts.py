"""Ctrl-C while nothing is under way: it ends the process with 130, in silence."""

from __future__ import annotations

import _thread
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import NoReturn, cast

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


def deliver_swallowed_interrupts() -> None:
    """Let a Ctrl-C that falls into a callback count all the same, in silence.

    Python prints what is raised in a destructor or a callback of a weak reference, and goes on.
    """
    others = sys.unraisablehook

    def hook(unraisable: sys.UnraisableHookArgs) -> None:
        if unraisable.exc_type is not KeyboardInterrupt:
            others(unraisable)
            return
        again = threading.Timer(_AGAIN, _interrupt_main)
        again.daemon = True
        again.start()

    sys.unraisablehook = hook


def leave() -> NoReturn:
    """End the process with 130, also while another thread is in a call that does not end."""
    here = threading.current_thread()
    if all(thread is here or thread.daemon for thread in threading.enumerate()):
        sys.exit(INTERRUPTED)  # nothing is waited for
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # closed, or its reader is gone
            stream.flush()
    os._exit(INTERRUPTED)


def _interrupt_main() -> None:
    if hasattr(signal, "pthread_kill"):  # which also ends a wait
        signal.pthread_kill(cast(int, threading.main_thread().ident), signal.SIGINT)
    else:
        _thread.interrupt_main()


_AGAIN = 0.01
"""Seconds until then, in which the callback has ended; chosen by hand."""


def _exit(number: int, frame: FrameType | None) -> None:
    os._exit(INTERRUPTED)
