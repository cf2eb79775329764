"""The archive's own words: page, raw entry, entry, version, date span, place, person, doubt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args

UNDETERMINED = "und"
"""BCP 47 tag of a text whose language is not known with enough certainty."""

READING_LANGUAGES = ("it", "en")
"""The languages the archive is read in."""

Kind = Literal[
    "delegation", "mission", "event", "network", "ambassador",
    "consul", "meeting", "agreement", "twinning",
]  # fmt: skip
Origin = Literal["published", "human", "machine"]
Precision = Literal["day", "month", "year", "unknown"]
Side = Literal["city", "visitor"]

KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class DateSpan:
    """When something happened: both days inclusive, both None when nothing is known.

    A month or a year is its first to its last day with that precision; a two-month window
    has precision "month".
    """

    start: date | None
    end: date | None
    precision: Precision
    as_written: str


UNDATED = DateSpan(None, None, "unknown", "")


@dataclass(frozen=True, slots=True)
class Place:
    """A city or named territory abroad. `names` has "it" and "en"; `id` is like `bacau-ro`."""

    id: str
    country: str
    names: Mapping[str, str]
    as_written: str
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody an entry names, with the role it gives (may be empty). `id` is the folded name."""

    id: str
    name: str
    role: str
    side: Side
    """`city`: of Torino; `visitor`: everybody else."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One of several values found for the same thing, and where it was found."""

    value: str
    source: str
    """"heading", "text", "folder", "address" or "month heading"."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """What two readings disagree about. The first reading is the one that was chosen."""

    field: str
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Where an entry was published, and when it was read there."""

    url: str
    fetched: datetime


@dataclass(frozen=True, slots=True)
class Version:
    """An entry's words in one language. Paragraphs of `text` stand a blank line apart."""

    language: str
    title: str
    text: str
    origin: Origin
    url: str | None = None
    """Where it was published; None for a translation."""
    engine: str | None = None
    model: str | None = None
    day: date | None = None
    """The day a translation was made; None for a published version."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One event as the archive published it, with one version a language.

    `versions` begin with the published ones, the first of them being the original.
    """

    id: str
    dates: DateSpan
    kind: Kind
    countries: tuple[str, ...]
    """ISO 3166-1 alpha-2 codes, in the order the entry names them."""
    places: tuple[Place, ...]
    people: tuple[Person, ...]
    versions: tuple[Version, ...]
    doubts: tuple[Doubt, ...]
    aliases: tuple[str, ...]
    """Other ids this entry answers to."""
    sources: tuple[Source, ...]

    @property
    def original(self) -> Version:
        """The version that was published first."""
        return self.versions[0]

    def version(self, language: str) -> Version | None:
        """The version in `language`, or None."""
        return next((v for v in self.versions if v.language == language), None)
