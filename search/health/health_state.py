"""The outcome of a health check."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

HealthPart = Literal[
    "settings", "versions", "profile", "home", "disk", "archive.db", "index", "text"
]
HealthState = Literal["ok", "warning", "bad"]
"""`warning`: it works, but somebody should look. `bad`: it is damaged or wrong."""


@dataclass(frozen=True, slots=True)
class HealthCheck:
    """The state of one part of an archive."""

    part: HealthPart
    state: HealthState
    detail: str
    remedy: str = ""
    """What to do; "" when the state is `ok`, or nothing can be done."""
