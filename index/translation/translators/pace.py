"""How fast a service may be asked, and when to leave it alone."""

from __future__ import annotations

import random
import threading
import time
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """How hard to try. Times are seconds."""

    attempts: int = 4
    """For one text, over all runs."""
    first_wait: float = 2
    longest_wait: float = 60
    patience: float = 300
    """The longest wait asked for by the service (Retry-After) that a run sits out."""
    failures: int = 6
    """New texts that fail one after another before the service is left alone for a while."""
    rest: float = 20
    """How long the first time; twice as long each time after."""
    rests: int = 3
    """After as many in a row the run gives up."""
    refusals: int = 3
    """How often in a row the service may say that its quota is used up."""

    def wait(self, attempts: int) -> float:
        """Seconds until the next attempt after `attempts`: doubling, and never quite the same."""
        longest = min(self.longest_wait, self.first_wait * 2.0 ** (attempts - 1))
        return longest * random.uniform(0.5, 1.0)


class Pace:
    """Rate limit and circuit breaker of one run; shared by its threads."""

    def __init__(self, insistence: RetryPolicy, a_second: float | None) -> None:
        self._insistence = insistence
        self._between = 1 / a_second if a_second else 0.0
        self._lock = threading.Lock()
        self._next_turn = 0.0
        self._closed_until = 0.0
        self._in_a_row = 0
        self._rests = 0
        self._refusals = 0

    def turn(self, stop: threading.Event) -> bool:
        """Wait for one's turn to call; False when the run is stopped meanwhile."""
        with self._lock:
            mine = max(time.monotonic(), self._next_turn)
            self._next_turn = mine + self._between
        return not stop.wait(max(0.0, mine - time.monotonic()))

    def closed_for(self) -> float:
        """Seconds for which nothing may be asked."""
        return max(0.0, self._closed_until - time.monotonic())

    @property
    def is_trying(self) -> bool:
        """Whether, after a rest, one call at a time must show that the service is well again."""
        return self._rests > 0

    def close(self, seconds: float) -> None:
        """Ask nothing for a while."""
        self._closed_until = max(self._closed_until, time.monotonic() + seconds)

    def answered(self) -> None:
        """Note that the service answered."""
        self._in_a_row = self._rests = self._refusals = 0

    def failed(self, *, anew: bool) -> bool:
        """Note a failure, of a text that never failed before or not; False: give the service up.

        Only new texts speak against the service: one that failed before may itself be the cause.
        """
        if anew or self.is_trying:
            self._in_a_row += 1
        if self._in_a_row < (1 if self.is_trying else self._insistence.failures):
            return True
        if self._rests == self._insistence.rests:
            return False
        self.close(self._insistence.rest * 2**self._rests)
        self._rests += 1
        self._in_a_row = 0
        return True

    def refused(self) -> bool:
        """Note that the quota is said to be used up; False: believe it."""
        self._refusals += 1
        return self._refusals < self._insistence.refusals
