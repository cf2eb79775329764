"""The time that each stage of a command takes, for `torino add --timings`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from time import perf_counter
from typing import ParamSpec, TypeVar

_P = ParamSpec("_P")
_R = TypeVar("_R")
_T = TypeVar("_T")


class Timings:
    """Seconds by stage, in the order in which the stages first ran."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)

    def run(self, stage: str, function: Callable[_P, _R], *args: _P.args, **given: _P.kwargs) -> _R:
        """Call the function, add its time to the stage, and return its result."""
        began = perf_counter()
        try:
            return function(*args, **given)
        finally:
            self.seconds[stage] += perf_counter() - began

    def each(self, stage: str, items: Iterable[_T]) -> Iterator[_T]:
        """Yield the items; add the time in which they are made, not used, to the stage."""
        source = iter(items)
        while True:
            began = perf_counter()
            try:
                item = next(source)
            except StopIteration:
                return
            finally:
                self.seconds[stage] += perf_counter() - began
            yield item
