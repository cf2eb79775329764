"""The process of the command `torino`: where it starts, before anything large is imported."""

from __future__ import annotations

import gc
import os
import sys

from web.cli.interrupts import (
    INTERRUPTED,
    deliver_swallowed_interrupts,
    exit_when_interrupted,
    exiting_when_interrupted,
)

_GC_THRESHOLD = 200_000
"""New objects after which Python looks for those that hold each other and can be freed. Its default
of 700 costs a tenth of a start, all of whose objects stay; chosen by hand."""


def main() -> None:
    """Run `torino`, with standard streams that are open; Ctrl-C ends it at any moment with 130."""
    gc.set_threshold(_GC_THRESHOLD)
    # numpy's algebra, of which nothing here is used, would start a thread for each core
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    deliver_swallowed_interrupts()
    try:
        with exiting_when_interrupted():
            _open_streams()
            from web.cli.main import main as run
        try:
            run()
        finally:
            exit_when_interrupted()
            _leave_objects()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


def _leave_objects() -> None:
    """Let the process end without looking for what could be freed: the system frees all of it."""
    gc.disable()
    gc.freeze()


def _open_streams() -> None:
    """Open /dev/null for closed standard input and error; exit with 1 without standard output.

    A file that is opened later must not get the number of a standard stream.
    """
    if sys.stdin is None:
        sys.stdin = open(os.devnull)  # noqa: PTH123, SIM115  # open until the end
    if sys.stdout is None:
        if sys.stderr is not None:
            sys.stderr.write("torino: standard output is closed; nothing was done\n")
        sys.exit(1)
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w")  # noqa: PTH123, SIM115
