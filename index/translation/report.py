"""The report of a run."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

StopCause = Literal["interrupt", "budget", "service"]
"""`interrupt`: the user; `budget`: the day's characters; `service`: it failed or refused."""


@dataclass(slots=True)
class Report:
    """The counts of a run; they grow while it goes on."""

    total: int = 0
    """Texts to translate."""
    shown: int = 0
    """Texts whose translation may be shown."""
    rejected: Counter[str] = field(default_factory=Counter)
    """Texts whose translation is not good enough, by reason."""
    failed: Counter[str] = field(default_factory=Counter)
    """Texts without an answer that will not be asked for again, by reason."""
    calls: int = 0
    characters: int = 0
    """Characters sent."""
    seconds: float = 0.0
    stopped: str | None = None
    """Why the run ended before its work was done, in words; None when it was done."""
    stopped_by: StopCause | None = None

    @property
    def settled(self) -> int:
        """The number of texts that will not be asked for again."""
        return self.shown + self.rejected.total() + self.failed.total()

    @property
    def left(self) -> int:
        """The number of texts that are still to be asked for."""
        return self.total - self.settled
