"""The pace of a run: how often a service is called, when to retry, and when to give up."""

from __future__ import annotations

import random
import threading
import time
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """How often and after what time to retry. Times are seconds; all values are chosen by hand."""

    max_attempts: int = 4
    """For one text, over all runs."""
    first_wait: float = 2
    max_wait: float = 60
    max_requested_wait: float = 300
    """The longest Retry-After of a service for which a run waits; else it ends."""
    max_failures: int = 6
    """Failures of new texts in a row after which the run pauses (the circuit breaker opens)."""
    pause: float = 20
    """The length of the first pause; each further pause is twice as long."""
    max_pauses: int = 3
    """Pauses in a row after which the run gives up."""
    max_refusals: int = 3
    """The number of reports in a row that the quota is used up, at which the run gives up."""

    def wait(self, attempts: int) -> float:
        """Return the seconds until the next attempt after `attempts` (at least 1) failed ones.

        They double each time, with random jitter of up to a half.
        """
        longest = min(self.max_wait, self.first_wait * 2.0 ** (attempts - 1))
        return longest * random.uniform(0.5, 1.0)


class Pace:
    """The rate limit and circuit breaker of one run; `turn` may be called by several threads."""

    def __init__(self, retry_policy: RetryPolicy, calls_per_second: float | None) -> None:
        self._retry_policy = retry_policy
        self._between = 1 / calls_per_second if calls_per_second else 0.0
        self._lock = threading.Lock()
        self._next_turn = 0.0
        self._closed_until = 0.0
        self._failures = 0
        self._pauses = 0
        self._refusals = 0

    def turn(self, stop: threading.Event) -> bool:
        """Wait until the next call is allowed; return False when the run is stopped meanwhile."""
        with self._lock:
            mine = max(time.monotonic(), self._next_turn)
            self._next_turn = mine + self._between
        return not stop.wait(max(0.0, mine - time.monotonic()))

    def closed_for(self) -> float:
        """Return the seconds for which no call may be made; 0 when calls are allowed."""
        return max(0.0, self._closed_until - time.monotonic())

    @property
    def is_trying(self) -> bool:
        """Return whether calls are made one at a time, after a pause, until one succeeds."""
        return self._pauses > 0

    def close(self, seconds: float) -> None:
        """Allow no call for so many seconds."""
        self._closed_until = max(self._closed_until, time.monotonic() + seconds)

    def answered(self) -> None:
        """Note that the service answered."""
        self._failures = self._pauses = self._refusals = 0

    def failed(self, *, is_new_text: bool) -> bool:
        """Note a failure, and pause after several; return False when the run should give up.

        Only new texts count: one that failed before may be the cause itself.
        """
        if is_new_text or self.is_trying:
            self._failures += 1
        if self._failures < (1 if self.is_trying else self._retry_policy.max_failures):
            return True
        if self._pauses == self._retry_policy.max_pauses:
            return False
        self.close(self._retry_policy.pause * 2**self._pauses)
        self._pauses += 1
        self._failures = 0
        return True

    def refused(self) -> bool:
        """Note a report that the quota is used up; return False when the run should give up."""
        self._refusals += 1
        return self._refusals < self._retry_policy.max_refusals
