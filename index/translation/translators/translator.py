"""What a translator promises, and the three ways in which it may fail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from index.model.errors import TranslationError


class TryLaterError(TranslationError):
    """The service could not answer now: busy, broken, silent or out of reach."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        """`wait`: the seconds for which the service itself asks (Retry-After), if it does."""
        super().__init__(reason)
        self.wait = wait


class QuotaError(TryLaterError):
    """The service says that the day's allowance is used up."""


class RefusedError(TranslationError):
    """The service will not translate this text; asking again would change nothing."""


class UnusableError(TranslationError):
    """Nothing can be asked of this translator: no key, a wrong key, not installed."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A text as the translator gave it, and the words that it says it does not know."""

    text: str
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ServiceLimits:
    """How a translator may be used: what one call may hold, and how often it may be made."""

    longest: int
    """Characters of a text; longer ones are cut at sentence ends."""
    batch: int = 1
    """Texts a call."""
    concurrency: int = 1
    """Calls at a time."""
    a_second: float | None = None
    """Calls begun in a second; None: as many as there are."""
    characters_a_day: int | None = None
    """What may be sent in a day; None: no bound."""
    free: bool = False
    """Whether asking a second time, in other words, costs nobody anything."""
    people: tuple[str, ...] = ()
    """Names that it knows and hands on as they are, to stand for people while it works."""
    places: tuple[str, ...] = ()
    """The same for places."""
    wordings: tuple[tuple[str, str], ...] = ()
    """Words that it gets wrong, Italian and English: they are put in their place for it."""


class Translator(Protocol):
    """An engine. One may be used by several threads at once: it shares nothing between calls."""

    @property
    def name(self) -> str:
        """The engine's name, as the translation memory and the labels have it."""

    @property
    def limits(self) -> ServiceLimits:
        """How it may be used."""

    def model(self, source: str, target: str) -> str:
        """Name the model that translates `source` into `target`; empty when it has no name."""

    def supports(self, source: str, target: str) -> bool:
        """Tell whether it translates from one language into the other. Tags are BCP 47."""

    def translate(self, texts: tuple[str, ...], source: str, target: str) -> tuple[Answer, ...]:
        """Translate texts, one answer each, in their order, within the translator's time-out.

        Raises TryLaterError, RefusedError, UnusableError.
        """
