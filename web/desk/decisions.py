"""From what the archivist chose in a form to corrections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from index.model.entry import Entry
from index.store.corrections import SIGNS, Correction, CorrectionField
from web.desk.tasks import FIELDS, DeskTask

NOT_KNOWN = "unknown"
"""The choice that nothing can be said, or nothing is to be named."""
_PAIR: tuple[CorrectionField, ...] = ("join", "part")
NOT_AN_ENTRY = "not-an-entry"
"""The button that says so."""


def decided(
    task: DeskTask, entry: Entry, chosen: Mapping[str, Sequence[str]], who: str
) -> tuple[Correction, ...]:
    """Return the corrections that a submitted form makes; none when nothing was chosen."""
    why = _first(chosen, "why")
    if _first(chosen, "do") == NOT_AN_ENTRY:
        return (Correction(0, entry.id, "not-an-entry", "yes", who, why),)
    if task.kind == "pair":
        field = next((each for each in _PAIR if each == _first(chosen, "value")), None)
        return (Correction(0, entry.id, field, task.other, who, why),) if field else ()
    value = _people(chosen) if task.kind == "people" else _value(chosen)
    if value is None:
        return ()
    settled: list[tuple[CorrectionField, str]] = [(FIELDS[task.kind], value)]
    if task.kind == "doubt":
        settled.append(("doubts", "date"))
    if task.kind == "unplaced" and (places := _first(chosen, "places")):
        settled.append(("places", places))
    return tuple(Correction(0, entry.id, field, value, who, why) for field, value in settled)


def _value(chosen: Mapping[str, Sequence[str]]) -> str | None:
    """Return what was written, else what was chosen; "" for what is not known."""
    if written := _first(chosen, "other"):
        return written
    value = _first(chosen, "value")
    return "" if value == NOT_KNOWN else value or None


def _people(chosen: Mapping[str, Sequence[str]]) -> str:
    """Return the list of the people that are kept, as they were written."""
    kept = set(chosen.get("keep", ()))
    rows = zip(*(chosen.get(name, ()) for name in ("row", "name", "role", "side")), strict=True)
    return "; ".join(
        " | ".join(
            part.replace("|", "/").replace(";", ",").strip()
            for part in (name.strip(SIGNS + " "), role, side)
        )
        for row, name, role, side in rows
        if row in kept and name.strip(SIGNS + " ")
    )


def _first(chosen: Mapping[str, Sequence[str]], name: str) -> str:
    return next(iter(chosen.get(name, ())), "").strip()
