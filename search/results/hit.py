"""An entry as a list of hits shows it, and the whole of a version with its matches marked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from index.model.change import Change
from index.model.entry import DateSpan, Kind, Origin, Person, Place, Source


class Snippet(NamedTuple):
    """Plain text, and the parts of it that matched as (start, end) offsets.

    The marks ascend and do not overlap. A named tuple, as passages are, because every hit has four.
    """

    text: str
    marks: tuple[tuple[int, int], ...] = ()


class ShownPassage(NamedTuple):
    """The title and a snippet of one version, as a hit shows them."""

    language: str
    origin: Origin
    title: Snippet
    text: Snippet
    translator: str | None = None
    day: date | None = None
    outdated: bool = False


@dataclass(frozen=True, slots=True)
class MarkedVersion:
    """The whole of one version, its matches marked."""

    title: Snippet
    paragraphs: tuple[Snippet, ...]


class Hit(NamedTuple):
    """One entry that matched, as a list shows it.

    `shown` is the version in the reading language; without one, the original.
    """

    id: str
    dates: DateSpan
    kind: Kind
    countries: tuple[str, ...]
    places: tuple[Place, ...]
    people: tuple[Person, ...]
    shown: ShownPassage
    original: ShownPassage
    doubts: int
    source: Source
    history: tuple[Change, ...]
    """As in `Entry`."""
    score: float
