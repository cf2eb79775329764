"""The page reader: reads pages in a process of its own, so that no page can take without end.

A page is input from outside. What a parser or an expression does with an odd one cannot be proved
for all pages, so each is read within a limit of processor time and one of memory, by a process
(`worker`) that can be ended.
"""

from __future__ import annotations

import atexit
import json
import logging
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import IO, Any, Literal, cast

from index.files.closing import Closing
from index.files.timings import Timings
from index.model.entry_json import entry_from_json
from index.model.errors import PageError, ReaderError
from index.model.page import Page
from index.model.page_account import PageReading, account_from_json
from index.text.current_profile import current_profile

PageReadFunction = Callable[[Page, Timings], PageReading]
"""A function that returns the entries of a page with its account, and adds the time of each stage
to the timings. It raises PageError for a page that cannot be read."""
ReadingTask = Literal["read", "count", "again"]
"""`read`: all stages; `count`: only the layouts; `again`: all, unless the page is cut as it was
before anything was known of its site."""
LENGTH_BYTES = 8
"""Of the length in front of each message between the two processes."""
READY = b"{}"
"""What the worker says once, before it answers: what ends it earlier is no fault of a page."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one page may take at most."""

    seconds: int
    """Of processor time; up to one more may pass. Without `resource` (Windows) not limited."""
    memory: int
    """Bytes of address space of the whole process. Not limited on Windows and macOS."""
    seconds_per_megabyte: int = 0
    """Of processor time, in addition, by the size of the page."""

    def for_page(self, page: Page) -> Limits:
        """Return the limits for one page, by its size."""
        more = self.seconds_per_megabyte * len(page.body) // 1_000_000
        return Limits(self.seconds + more, self.memory)


ADDING = Limits(20, 2 << 30, seconds_per_megabyte=20)
"""For a page that is added. A page of real entries takes 2 to 5 seconds a megabyte, and 10 MB of
them 0.3 GiB (MEASURED)."""
PUBLISHING = Limits(60, 3 << 30, seconds_per_megabyte=60)
"""For a stored page: more than for adding, so that a page that was added can be read again."""
CLOCK_FACTOR = 30
"""By how much the time by the clock may be longer than the limit of processor time, before a
process that does not answer is ended; chosen by hand."""


class PageReader(Closing):
    """Reads pages, one at a time, in a process that starts with the first page.

    When it is closed, its process waits for the next PageReader of this process, since starting one
    takes longer than reading most pages. Not for several threads.
    """

    def __init__(self) -> None:
        self._worker: _Worker | None = None
        self._is_ending = False

    def read(self, page: Page, timings: Timings, limits: Limits) -> PageReading:
        """Return what `index.reading.pipeline.read_in_process` does.

        Raises PageError, also when a limit is exceeded or the process was ended by others; the next
        page is then read by a new process. Raises ReaderError when no process can be started.
        """
        answer = self._ask("read", page, timings, limits)
        return _reading_from_json(answer)

    def count(self, page: Page, timings: Timings, limits: Limits) -> int:
        """Return how many entries the page is cut into. Raises PageError as `read` does."""
        return int(self._ask("count", page, timings, limits)["count"])

    def read_again(
        self, page: Page, earlier: PageReading, timings: Timings, limits: Limits
    ) -> PageReading:
        """Return what `read` does, given what was read of the page without its `furniture`.

        That decides only how a page is cut and where its text went: where the former is the same,
        the entries are, and no other stage runs. Raises as `read` does.
        """
        answer = self._ask("again", page, timings, limits, earlier)
        if "entries" not in answer:
            return replace(earlier, account=account_from_json(answer["account"]))
        return _reading_from_json(answer)

    def close(self) -> None:
        """Let the process go."""
        if self._worker is not None:
            _keep(self._worker)
            self._worker = None

    def end(self) -> None:
        """End the process, from another thread: what is under way raises PageError."""
        self._is_ending = True
        if (worker := self._worker) is not None:
            worker.end()

    def _ask(
        self,
        task: ReadingTask,
        page: Page,
        timings: Timings,
        limits: Limits,
        earlier: PageReading | None = None,
    ) -> dict[str, Any]:
        if self._worker is not None and self._worker.has_ended:  # while nothing was asked of it
            self._worker.wait()
            self._worker = None
        if self._worker is None:
            with _interrupts_held():  # so that no process is started that nobody ends
                self._worker = _take_idle() or _started()
        worker, limits = self._worker, limits.for_page(page)
        try:
            if self._is_ending:
                raise PageError("reading it was stopped")
            worker.await_ready()
            request = (task, page, limits, current_profile(), earlier)
            answer = worker.ask(request, CLOCK_FACTOR * limits.seconds)
        except BaseException:
            self._worker = None
            worker.kill()
            raise
        if answer is None:
            self._worker = None
            raise PageError(_why_ended(worker.wait(), limits, is_late=worker.is_late))
        if "failed" in answer:
            self._worker = None
            worker.kill()
            raise PageError(f"reading it takes more than {limits.memory >> 20:,} MiB of memory")
        for name, level, message in answer["log"]:
            logging.getLogger(name).log(level, "%s", message)
        if "unreadable" in answer:
            raise PageError(answer["unreadable"])
        for stage, seconds, processor in answer["stages"]:
            timings.note(stage, seconds, processor)
        return answer


def _reading_from_json(answer: dict[str, Any]) -> PageReading:
    entries = tuple(map(entry_from_json, answer["entries"]))
    return PageReading(entries, account_from_json(answer["account"]), answer["cut"])


class _Worker:
    """A started process. Whoever has it asks it one thing at a time."""

    def __init__(self) -> None:
        self.is_late = False
        """Whether it was ended because it did not answer."""
        self._is_ready = False
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", f"import sys; sys.path[:] = {sys.path!r}; {_START}"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )

    def ask(self, request: object, clock_seconds: float) -> dict[str, Any] | None:
        """Return the answer to a request; None when the process ended before it gave one."""
        message = pickle.dumps(request, pickle.HIGHEST_PROTOCOL)
        requests = cast(IO[bytes], self._process.stdin)
        answers = cast(IO[bytes], self._process.stdout)
        clock = threading.Timer(clock_seconds, self._end_late)
        clock.daemon = True
        clock.start()
        try:
            with suppress(BrokenPipeError):
                requests.write(len(message).to_bytes(LENGTH_BYTES) + message)
                requests.flush()
            length = int.from_bytes(answers.read(LENGTH_BYTES))
            body = answers.read(length)
        finally:
            clock.cancel()
            clock.join()
        whole = length > 0 and len(body) == length and not self.is_late
        return json.loads(body) if whole else None

    def await_ready(self) -> None:
        """Wait until it can read pages. Raises ReaderError when it ends before."""
        if self._is_ready:
            return
        answers = cast(IO[bytes], self._process.stdout)
        clock = threading.Timer(_STARTING_SECONDS, self._end_late)
        clock.daemon = True
        clock.start()
        try:
            self._is_ready = answers.read(LENGTH_BYTES + len(READY)).endswith(READY)
        finally:
            clock.cancel()
            clock.join()
        if not self._is_ready:
            code = self.wait()
            why = f"it was ended by signal {-code}" if code < 0 else "its words are on stderr"
            raise ReaderError(f"the process that reads pages ended before it could; {why}; {RETRY}")

    @property
    def has_ended(self) -> bool:
        """Whether the process has ended."""
        return self._process.poll() is not None

    def kill(self) -> None:
        """End the process at once."""
        self._process.kill()
        self.wait()

    def end(self) -> None:
        """Let the process end; who waits for its answer waits for that too."""
        self._process.kill()

    def wait(self) -> int:
        """Wait for a process that is ending; return its exit code, negative for a signal."""
        try:
            code = self._process.wait(_ENDING_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            code = self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):  # what was not written yet cannot be written any more
                cast(IO[bytes], pipe).close()
        return code

    def _end_late(self) -> None:
        self.is_late = True
        self._process.kill()


def _started() -> _Worker:
    try:
        return _Worker()
    except (OSError, RuntimeError) as error:  # the latter where no thread can be started
        reason = getattr(error, "strerror", None) or error
        raise ReaderError(f"no process can be started to read pages ({reason}); {RETRY}") from error


RETRY = (
    "nothing was changed; free memory or processes (`ulimit -u`, `ulimit -v`), and give the same"
    " command again"
)
_STARTING_SECONDS = 600
"""In which a process must be ready; it takes 0.3 on an idle machine. Chosen by hand."""
_START = "from index.reading.worker import main; main()"
_ENDING_SECONDS = 10
"""In which a process that has closed its output must have ended; chosen by hand."""

_idle: list[tuple[int, _Worker]] = []
"""At most one process that waits, with the number of the process that started it."""


def _take_idle() -> _Worker | None:
    """Return the process that waits; None when there is none, or before a fork it was another's."""
    while _idle:
        owner, worker = _idle.pop()
        if owner == os.getpid():
            return worker
    return None


def _keep(worker: _Worker) -> None:
    if _idle:
        worker.kill()
    else:
        _idle.append((os.getpid(), worker))


@atexit.register
def end_idle() -> None:
    """End the process that waits for the next PageReader, if there is one."""
    if worker := _take_idle():
        worker.kill()


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold back Ctrl-C in the block. A process that is started in it never gets any."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _why_ended(code: int, limits: Limits, *, is_late: bool) -> str:
    """Return why a page was not read, by the exit code of the process that read it."""
    if is_late:
        return f"reading it takes more than {CLOCK_FACTOR * limits.seconds} seconds"
    if code == -getattr(signal, "SIGXCPU", 0) and code:
        return f"reading it takes more than {limits.seconds} seconds of processor time"
    if code < 0:
        return (
            f"the process that read it was ended by signal {-code}; the system may have run out"
            " of memory: try again"
        )
    return "reading it failed; the reason is on standard error"
