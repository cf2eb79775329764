"""Translations, and attempts at them, as the translation memory stores them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from index.model.entry import TranslationOrigin

BY_PERSON = "by a person"
"""How the reason begins when a person rejected a translation."""

Status = Literal["ok", "pending", "rejected", "failed"]
"""`ok`: may be shown; `pending`: to be asked for again; `rejected`: not good enough to show;
`failed`: the translator gave no answer."""


@dataclass(frozen=True, slots=True)
class Translation:
    """A translated paragraph or title. A person's has neither translator nor model."""

    source_language: str
    source: str
    target_language: str
    target: str
    origin: TranslationOrigin
    translator: str = ""
    model: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Attempt:
    """The result of asking a translator for a translation. Only with status ok may it be shown."""

    source_language: str
    source: str
    target_language: str
    translator: str
    model: str
    status: Status
    target: str | None = None
    """The translation; of a rejected one, the text that was not good enough."""
    reason: str | None = None
    """Why it was rejected, failed or put off."""
    attempts: int = 1
    next_try: datetime | None = None
    """When a pending one may be asked for again (UTC); None: at any time."""
    day: date | None = None
    origin: TranslationOrigin = "machine"

    @property
    def is_rejected_by_person(self) -> bool:
        """Whether a person decided that it is not good enough; then no machine is asked again."""
        return self.status == "rejected" and (self.reason or "").startswith(BY_PERSON)


@dataclass(frozen=True, slots=True)
class KeptRows:
    """What the memory had of a text in a language, to be put back."""

    source_hash: str
    target_language: str
    rows: tuple[tuple[object, ...], ...]
