"""What became of a run of a translator."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

StopCause = Literal["interrupt", "budget", "service"]
"""`interrupt`: the user; `budget`: the day's characters; `service`: it failed or refused."""


@dataclass(slots=True)
class Report:
    """What became of a run."""

    total: int = 0
    shown: int = 0
    rejected: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    calls: int = 0
    characters: int = 0
    seconds: float = 0.0
    stopped: str | None = None
    """Why the run ended before its work was done, in words; None when it was done."""
    stopped_by: StopCause | None = None

    @property
    def settled(self) -> int:
        """How many texts will not be asked for again."""
        return self.shown + self.rejected.total() + self.failed.total()

    @property
    def left(self) -> int:
        """How many texts are still to be asked for."""
        return self.total - self.settled
