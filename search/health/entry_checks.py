"""Checks of entries: those with doubts, or without date, country or certain language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from index.joining.undecided import Undecided, undecided_of, undecided_pairs
from index.model.entry import UNDETERMINED, DateSpan, Doubt, Entry, Reading

FindingCode = Literal[
    "doubt", "undated", "loosely-dated", "unplaced", "uncertain-language", "perhaps-same"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about an entry that an archivist should check."""

    code: FindingCode
    id: str
    title: str
    detail: str


def findings_of(entries: Iterable[Entry]) -> Iterator[Finding]:
    """Yield the findings of each entry; most have none. Those about two entries come last."""
    compared: list[Undecided] = []
    titles: dict[str, str] = {}
    for entry in entries:
        title = entry.original.title
        if one := undecided_of(entry):
            compared.append(one)
            titles[entry.id] = title
        for doubt in entry.doubts:
            yield Finding("doubt", entry.id, title, _doubt_text(doubt, entry))
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
    for id, other in undecided_pairs(compared):
        detail = f"perhaps the same event as {other}, {titles[other]}"
        yield Finding("perhaps-same", id, titles[id], detail)


def _doubt_text(doubt: Doubt, entry: Entry) -> str:
    readings = ", ".join(
        f"the {r.source}{_text_of(r, entry)} says {r.value}" for r in doubt.readings
    )
    return f"{doubt.field}: {readings}"


def _text_of(reading: Reading, entry: Entry) -> str:
    """Return which text a reading is of, "" where the entry has one."""
    version = next((v for v in entry.versions if v.url and v.url == reading.url), None)
    if version is not None:
        return f" of the text in {version.language}"
    return f" of {reading.url}" if reading.url else ""


def _window(dates: DateSpan) -> str:
    return f"{dates.precision} ({dates.start}/{dates.end})"
