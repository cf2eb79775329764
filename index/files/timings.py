"""How long each stage took, for whoever asks."""

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
        """Call the function, its time counted to the stage."""
        began = perf_counter()
        try:
            return function(*args, **given)
        finally:
            self.seconds[stage] += perf_counter() - began

    def each(self, stage: str, things: Iterable[_T]) -> Iterator[_T]:
        """Yield the things, the time it takes to make each counted to the stage."""
        making = iter(things)
        while True:
            began = perf_counter()
            try:
                thing = next(making)
            except StopIteration:
                return
            finally:
                self.seconds[stage] += perf_counter() - began
            yield thing
