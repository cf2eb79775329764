"""The time that each stage of a command takes, for `torino add --timings`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from time import perf_counter, thread_time
from typing import ParamSpec, TypeVar

_P = ParamSpec("_P")
_R = TypeVar("_R")
_T = TypeVar("_T")


class Timings:
    """Seconds by stage, by the clock and of processor time, in the order in which stages began.

    Processor time is that of the thread that ran the stage. Not for several threads.
    """

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.processor: defaultdict[str, float] = defaultdict(float)

    def run(self, stage: str, function: Callable[_P, _R], *args: _P.args, **given: _P.kwargs) -> _R:
        """Call the function, add its time to the stage, and return its result."""
        began, used = perf_counter(), thread_time()
        try:
            return function(*args, **given)
        finally:
            self.note(stage, perf_counter() - began, thread_time() - used)

    def each(self, stage: str, items: Iterable[_T]) -> Iterator[_T]:
        """Yield the items; add the time in which they are made, not used, to the stage."""
        source = iter(items)
        while True:
            began, used = perf_counter(), thread_time()
            try:
                item = next(source)
            except StopIteration:
                return
            finally:
                self.note(stage, perf_counter() - began, thread_time() - used)
            yield item

    def note(self, stage: str, seconds: float, processor: float) -> None:
        """Add time to a stage."""
        self.seconds[stage] += seconds
        self.processor[stage] += processor

    def add(self, other: Timings) -> None:
        """Add all stages of another."""
        for stage, seconds in other.seconds.items():
            self.note(stage, seconds, other.processor[stage])

    def leave_out(self, stage: str, inner: str) -> None:
        """Take the time of a stage that ran within another out of that one."""
        self.note(stage, -self.seconds[inner], -self.processor[inner])
