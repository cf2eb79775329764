"""An entry and its parts: versions, date span, places, people, doubts, sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal, get_args, overload

from index.model.change import Change
from index.model.page import ReadingSource
from index.model.pickled import by_fields
from index.model.reading_trace import ReadingTrace

UNDETERMINED = "und"
"""BCP 47 tag of a text whose language is not known with enough certainty."""

READING_LANGUAGES = ("it", "en")
"""The languages the archive is read in."""

Kind = Literal[
    "delegation", "mission", "event", "network", "ambassador",
    "consul", "meeting", "agreement", "twinning",
]  # fmt: skip
TranslationOrigin = Literal["human", "machine"]
Origin = Literal["published", TranslationOrigin]
Precision = Literal["day", "month", "year", "unknown"]
Side = Literal["city", "visitor"]
DoubtField = Literal["date", "language", "countries", "places", "people"]
"""The fields of an entry that can have a doubt."""

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
    """The words of the source; empty when the date was not read from any."""

    __reduce__ = by_fields


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

    __reduce__ = by_fields


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody an entry names, with the role that it gives, or "". `id` is the folded name."""

    id: str
    name: str
    role: str
    side: Side
    """`city`: of the home city; `visitor`: everybody else."""

    __reduce__ = by_fields


@dataclass(frozen=True, slots=True)
class Reading:
    """One of several values found for the same thing, and where it was found."""

    value: str
    source: ReadingSource
    url: str = ""
    """The address of the published text that says it, where an entry has several; else ""."""

    __reduce__ = by_fields


@dataclass(frozen=True, slots=True)
class Doubt:
    """Readings that contradict each other, the chosen one first; or one that nothing confirms."""

    field: DoubtField
    readings: tuple[Reading, ...]

    __reduce__ = by_fields


@dataclass(frozen=True, slots=True)
class Source:
    """Where an entry was published, and when it was read there."""

    url: str
    fetched: datetime

    __reduce__ = by_fields


@dataclass(frozen=True, slots=True)
class Version:
    """An entry's words in one language. A blank line separates the paragraphs of `text`.

    Only a published version has a url, only a machine's has a translator and a model, and only
    translations have a day. The three signatures below let a type checker refuse the rest.
    """

    language: str
    """BCP 47."""
    title: str
    text: str
    origin: Origin
    url: str | None = None
    translator: str | None = None
    model: str | None = None
    """None when the translator has only one, or does not name it."""
    day: date | None = None
    """When the translation was made, if that is known."""
    outdated: bool = False
    """Whether the original has changed a little since a person translated it."""
    rough: bool = False
    """Whether a machine made it whose texts are often wrong: it is searched, and shown to those
    who ask for it."""

    __reduce__ = by_fields

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The paragraphs of the text, without white space around them."""
        return tuple(part.strip() for part in self.text.split("\n\n") if part.strip())

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            language: str,
            title: str,
            text: str,
            origin: Literal["published"],
            url: str | None = None,
        ) -> None: ...
        @overload
        def __init__(
            self,
            language: str,
            title: str,
            text: str,
            origin: Literal["human"],
            *,
            day: date | None = None,
            outdated: bool = False,
        ) -> None: ...
        @overload
        def __init__(
            self,
            language: str,
            title: str,
            text: str,
            origin: Literal["machine"],
            *,
            translator: str,
            model: str | None,
            day: date | None,
            rough: bool = False,
        ) -> None: ...
        def __init__(
            self, language: str, title: str, text: str, origin: Origin, *given: object, **by: object
        ) -> None: ...


@dataclass(frozen=True, slots=True)
class Entry:
    """One event as the archive published it, with at most one version per language.

    `versions` is never empty. The published ones come first, the original before all others.
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
    """Other ids that lead to this entry."""
    sources: tuple[Source, ...]
    pages: tuple[str, ...] = ()
    """The addresses of the pages it was read from, when they are not just those of its sources."""
    history: tuple[Change, ...] = ()
    """What publications changed of it and of its aliases, oldest first; empty before it is
    published, and when it has not changed since a history is kept."""
    apart: tuple[str, ...] = ()
    """Ids of entries that the archivist says are other events."""
    traces: tuple[ReadingTrace, ...] = ()
    """How its published versions were read; empty for an index of an earlier version."""

    __reduce__ = by_fields

    @property
    def read_from(self) -> tuple[str, ...]:
        """The addresses of the pages it was read from: to withdraw one withdraws the entry."""
        return self.pages or tuple(dict.fromkeys(source.url for source in self.sources))

    @property
    def original(self) -> Version:
        """The first published version."""
        return self.versions[0]

    def version(self, language: str) -> Version | None:
        """Return the version in `language`, or None."""
        return next((v for v in self.versions if v.language == language), None)

    def readable(self, language: str) -> Version | None:
        """Return the version in `language` that is shown unasked, or None: no rough translation."""
        version = self.version(language)
        return None if version and version.rough else version

    @property
    def readable_versions(self) -> tuple[Version, ...]:
        """The versions that are shown unasked, in their order."""
        return tuple(version for version in self.versions if not version.rough)

    def trace(self, language: str) -> ReadingTrace | None:
        """Return how the published version in `language` was read, or None."""
        return next((trace for trace in self.traces if trace.language == language), None)
