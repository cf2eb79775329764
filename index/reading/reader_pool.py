"""Several page readers at once, one a core, whose results come in the order of the pages."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from typing import Generic, TypeVar

from index.files.closing import Closing
from index.files.cores import cores
from index.model.errors import ReaderError
from index.reading.page_reader import RETRY, PageReader

_T = TypeVar("_T")
_R = TypeVar("_R")
MOST_READERS = 4
"""Each takes some 60 MB; what comes after reading has one process in any case. Chosen by hand."""
_PAGES_A_READER = 16
"""Pages after which a further process is worth its start; chosen by hand."""


class PoolResult(Generic[_T, _R]):
    """An item, and what its work came to."""

    def __init__(self, item: _T, future: Future[_R]) -> None:
        self.item = item
        self._future = future

    def result(self) -> _R:
        """Wait for the result and return it. Raises what the work raised."""
        return self._future.result()


class ReaderPool(Closing):
    """Page readers for the threads of a pool. At most one page a reader is under way."""

    def __init__(self, readers: int | None = None) -> None:
        self._most = readers or min(MOST_READERS, cores())
        self._threads = ThreadPoolExecutor(self._most, thread_name_prefix="reader")
        self._idle: deque[PageReader] = deque()
        self._all: list[PageReader] = []

    def each(
        self, items: Iterable[_T], work: Callable[[PageReader, _T], _R]
    ) -> Iterator[PoolResult[_T, _R]]:
        """Yield the outcome of each item, in their order, while later ones are worked on.

        Processes are started as pages come. Raises ReaderError when none can be started.
        """
        under_way: deque[PoolResult[_T, _R]] = deque()
        number = 0
        for number, item in enumerate(items):
            while len(under_way) >= min(self._most, 1 + number // _PAGES_A_READER):
                yield under_way.popleft()
            under_way.append(PoolResult(item, self._submit(item, work)))
        while under_way:
            yield under_way.popleft()

    def close(self) -> None:
        """End what is under way, and let the processes go."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for reader in self._all:
            if reader not in self._idle:
                reader.end()
        self._threads.shutdown()
        for reader in self._all:
            reader.close()

    def _submit(self, item: _T, work: Callable[[PageReader, _T], _R]) -> Future[_R]:
        def run() -> _R:
            try:
                reader = self._idle.pop()
            except IndexError:
                reader = PageReader()
                self._all.append(reader)
            try:
                return work(reader, item)
            finally:
                self._idle.append(reader)

        try:
            return self._threads.submit(copy_context().run, run)
        except RuntimeError as error:  # no thread can be started
            raise ReaderError(
                f"no thread can be started to read pages ({error}); {RETRY}"
            ) from error
