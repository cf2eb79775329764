"""The protocol of a translator, and the ways in which it may fail."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from index.model.errors import TranslationError


class TryLaterError(TranslationError):
    """The service could not answer now: busy, broken, silent or out of reach."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        """`wait`: the seconds after which the service asks to be called again (Retry-After)."""
        super().__init__(reason)
        self.wait = wait


class UnreachableError(TryLaterError):
    """No connection was made, so that no text was sent: the network or the service is down."""


class QuotaError(TryLaterError):
    """The service says that the quota is used up."""


class TextRefusedError(TranslationError):
    """The service does not translate this text; asking again would change nothing."""


class UnusableError(TranslationError):
    """The translator cannot be used at all: it has no key or a wrong one, or is not installed."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A translated text, and the words in it that the translator marked as unknown to it."""

    text: str
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ServiceLimits:
    """How a translator may be used."""

    max_length: int
    """Characters of a text; longer ones are cut into pieces."""
    batch: int = 1
    """Texts per call."""
    concurrency: int = 1
    """Calls at the same time."""
    calls_per_second: float | None = None
    """None: no limit."""
    characters_per_day: int | None = None
    """Characters sent in a day (UTC); None: no limit."""
    free: bool = False
    """Whether a rejected text may be asked for a second time, with more of it protected."""
    people: tuple[str, ...] = ()
    """Names that it leaves as they are, which replace people's names in the text it is given."""
    places: tuple[str, ...] = ()
    """The same for places."""
    glossary: tuple[Mapping[str, str], ...] = ()
    """Words that it translates wrongly, by language; of several rows with a word the first
    counts."""


class Translator(Protocol):
    """A translation service or program. Its methods may be called by several threads at once.

    Languages are BCP 47 tags.
    """

    @property
    def name(self) -> str:
        """The name by which the translation memory and the labels call it; never empty."""

    @property
    def limits(self) -> ServiceLimits:
        """How it may be used; the same during a run."""

    def model(self, source: str, target: str) -> str:
        """Return the name of the model for this direction; "" when it has no name."""

    def supports(self, source: str, target: str) -> bool:
        """Return whether it translates from `source` into `target`. It asks no network."""

    def translate(self, texts: tuple[str, ...], source: str, target: str) -> tuple[Answer, ...]:
        """Return one answer for each text, in the same order. The call ends within a time limit.

        `texts` has 1 to `limits.batch` texts, each of 1 to `limits.max_length` characters, equal
        ones possible. An answer may be empty; the caller judges it. Raises TryLaterError when the
        service is busy, broken or out of reach, QuotaError when its quota is used up,
        TextRefusedError when it does not take the texts, UnusableError when no further call can
        succeed. After an error none of the texts counts as translated.
        """
