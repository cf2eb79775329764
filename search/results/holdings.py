"""What a generation of the index holds, in numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Holdings:
    """The contents of the live generation."""

    generation: str
    built: datetime
    """UTC."""
    entries: int
    languages: dict[str, int]
    """The number of entries by the BCP 47 tag of their original."""
    countries: int
    years: tuple[int, int] | None
    """The first and last year; None when no entry is dated."""
