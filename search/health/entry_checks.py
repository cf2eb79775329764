"""Checks of entries: those with doubts, or without date, country or certain language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from index.model.entry import UNDETERMINED, DateSpan, Doubt, Entry

FindingCode = Literal["doubt", "undated", "loosely-dated", "unplaced", "uncertain-language"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about an entry that an archivist should check."""

    code: FindingCode
    id: str
    title: str
    detail: str


def findings_of(entries: Iterable[Entry]) -> Iterator[Finding]:
    """Yield the findings of each entry; most have none."""
    for entry in entries:
        title = entry.original.title
        for doubt in entry.doubts:
            yield Finding("doubt", entry.id, title, _doubt_text(doubt))
        if entry.dates.start is None:
            yield Finding("undated", entry.id, title, "no date was found")
        elif entry.dates.precision != "day":
            yield Finding(
                "loosely-dated", entry.id, title, f"only the {_window(entry.dates)} is known"
            )
        if not entry.countries:
            yield Finding("unplaced", entry.id, title, "no country was found")
        if entry.original.language == UNDETERMINED:
            yield Finding("uncertain-language", entry.id, title, "the language is not certain")


def _doubt_text(doubt: Doubt) -> str:
    readings = ", ".join(f"the {r.source} says {r.value}" for r in doubt.readings)
    return f"{doubt.field}: {readings}"


def _window(dates: DateSpan) -> str:
    return f"{dates.precision} ({dates.start}/{dates.end})"
