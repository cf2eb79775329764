"""The process that reads pages for `page_reader`: one page after another, within limits.

It takes pickled requests from standard input, which only the process that started it can write to,
and answers in JSON: what comes out of a hostile page is never unpickled. It ends when its input
does, so it does not outlive the other process.
"""

from __future__ import annotations

import gc
import json
import logging
import os
import pickle
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, BinaryIO

from index.files.timings import Timings
from index.gazetteer import load_gazetteer
from index.model.entry_json import traced_entry_to_json
from index.model.errors import PageError
from index.model.page import Page
from index.model.page_account import PageReading, account_to_json
from index.model.profile import ArchiveProfile
from index.reading.account import account_of
from index.reading.layouts import split_page
from index.reading.page_reader import LENGTH_BYTES, READY, Limits, ReadingTask
from index.reading.pipeline import cut_of, read_in_process
from index.text.current_profile import using_profile

LimitsSetter = Callable[[Limits], None]
ReadingRequest = tuple[ReadingTask, Page, Limits, ArchiveProfile, PageReading | None]
_GC_THRESHOLD = 50_000
"""New objects after which Python looks for what could be freed: a page makes many, and nearly all
stay until its answer is sent. Chosen by hand."""


def main() -> None:
    """Answer requests until standard input ends."""
    requests, answers = _open_pipes()
    set_limits = _limits_setter()
    log = _LogLines()
    logging.getLogger("index").addHandler(log)
    logging.getLogger("index").setLevel(logging.INFO)
    load_gazetteer()
    gc.freeze()
    gc.set_threshold(_GC_THRESHOLD)
    _send(answers, READY)
    has_room = True
    while has_room:
        try:
            request = _next_request(requests)
            if request is None:
                return
            task, page, limits, profile, earlier = request
            set_limits(limits)
            with using_profile(profile):
                answer = _answer(task, page, earlier) | {"log": log.take()}
            body = json.dumps(answer, separators=(",", ":")).encode()
        except MemoryError:  # the other process then starts a new worker
            body, has_room = b'{"failed": "memory"}', False
        _send(answers, body)


def _send(answers: BinaryIO, body: bytes) -> None:
    try:
        answers.write(len(body).to_bytes(LENGTH_BYTES) + body)
        answers.flush()
    except BrokenPipeError:  # the other process has ended, and nobody waits for the answer
        os._exit(0)


def _next_request(requests: BinaryIO) -> ReadingRequest | None:
    """Return the next request; None when the other process has ended, even in the midst of one."""
    length = int.from_bytes(requests.read(LENGTH_BYTES))
    body = requests.read(length)
    if not length or len(body) < length:
        return None
    request: ReadingRequest = pickle.loads(body)
    return request


def _answer(task: ReadingTask, page: Page, earlier: PageReading | None) -> dict[str, Any]:
    timings = Timings()
    try:
        if task == "count":
            found: dict[str, Any] = {"count": len(timings.run("layouts", split_page, page))}
        elif earlier and cut_of(timings.run("layouts", split_page, page)) == earlier.cut:
            account = timings.run("account", account_of, page, earlier.entries)
            found = {"account": account_to_json(account)}
        else:
            read = read_in_process(page, timings)
            entries = [traced_entry_to_json(entry) for entry in read.entries]
            found = {
                "entries": entries,
                "account": account_to_json(read.account),
                "cut": read.cut,
            }
    except PageError as error:
        return {"unreadable": str(error)}
    stages = [[name, spent, timings.processor[name]] for name, spent in timings.seconds.items()]
    return found | {"stages": stages}


def _open_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Return the two pipes; what anything prints goes to standard error from now on."""
    answers = os.fdopen(os.dup(1), "wb")
    with suppress(OSError):  # standard error may be closed
        os.dup2(2, 1)
    return sys.stdin.buffer, answers


def _limits_setter() -> LimitsSetter:
    """Return a function that sets the limits of the next page.

    A system without `resource` (Windows) has neither limit; the parent's limit by the clock is
    left. A lower limit that the process was started with stays.
    """
    try:
        import resource
    except ImportError:
        return lambda limits: None
    kinds = (resource.RLIMIT_CPU, resource.RLIMIT_AS)
    given = {kind: resource.getrlimit(kind) for kind in kinds}
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))

    def set_limits(limits: Limits) -> None:
        used = int(time.process_time()) + 1
        for kind, wanted in zip(kinds, (used + limits.seconds, limits.memory), strict=True):
            soft, hard = given[kind]
            lowest = min(each for each in (wanted, soft, hard) if each != resource.RLIM_INFINITY)
            try:
                resource.setrlimit(kind, (lowest, hard))
            except (OSError, ValueError):  # macOS refuses limits of the address space
                continue

    return set_limits


class _LogLines(logging.Handler):
    """Keeps what is logged while a page is read, for the other process to log."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[tuple[str, int, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self._lines.append((record.name, record.levelno, record.getMessage()))

    def take(self) -> list[tuple[str, int, str]]:
        """Return what was logged since the last call."""
        lines, self._lines = self._lines, []
        return lines
