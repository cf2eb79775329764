"""TODO module."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Holdings:
    """What the live generation holds."""

    generation: str
    built: datetime
    """UTC."""
    entries: int
    languages: dict[str, int]
    """BCP 47 tag of the original to the number of entries."""
    countries: int
    years: tuple[int, int] | None
    """First and last year; None when no entry is dated."""
