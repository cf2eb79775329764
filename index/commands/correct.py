"""Corrections, one at a time: written into corrections.csv, and published at once."""

from __future__ import annotations

from collections.abc import Iterable, Set

from index.files.progress import ProgressCallback, ignore_progress
from index.model.entry import Entry
from index.model.errors import CorrectionError
from index.publishing.live_state import open_archive
from index.publishing.publish import publish
from index.publishing.publishing_run import Published
from index.store.corrections import (
    Correction,
    CorrectionField,
    add_correction,
    check_correction,
    drop_corrections,
)
from index.store.home import Home


def correct(
    home: Home, entry: Entry, correction: Correction, progress: ProgressCallback = ignore_progress
) -> Published:
    """Write a correction of an entry, which is as readers see it now, and publish the archive.

    Raises CorrectionError, and changes nothing, for a value that the field cannot have and for one
    that changes nothing; also what `publish` raises. That the ids of `join` and `part` are those of
    entries is to be looked at before. Then the row is there, and is published next.
    """
    is_same = check_correction(entry, correction) == entry
    if is_same and correction.field not in ("join", "part", "not-an-entry"):
        raise CorrectionError(f"nothing would change: {_why_nothing(entry, correction)}")
    with home.hold("change"), open_archive(home, "change") as store:
        add_correction(home.corrections, correction)
        return publish(home, store, progress)


def _why_nothing(entry: Entry, correction: Correction) -> str:
    """Return why a correction changes nothing of an entry, and what it has of the field."""
    field = correction.field
    if field == "doubts":
        fields = ", ".join(doubt.field for doubt in entry.doubts) or "none"
        return f"the doubts of {entry.id} are: {fields}"
    listed: dict[CorrectionField, Iterable[str]] = {
        "people": (person.name for person in entry.people),
        "places": (place.as_written for place in entry.places),
        "countries": entry.countries,
    }
    if field in listed:
        return f"the {field} of {entry.id} are: {'; '.join(listed[field]) or 'none'}"
    settled = (
        f"; its doubt is settled with `torino correct {entry.id} doubts {field}`"
        if any(doubt.field == field for doubt in entry.doubts)
        else ""
    )
    return f"{entry.id} has that {field} already{settled}"


def undo_corrections(
    home: Home,
    ids: Set[str],
    field: CorrectionField | None = None,
    progress: ProgressCallback = ignore_progress,
) -> tuple[int, ...]:
    """Take an entry's corrections out of the file, of one field or of all, and publish the archive.

    `ids` are all ids of the entry. Return the numbers of the lines that went; none when there were
    no such rows, and then nothing is published. Raises what `correct` raises.
    """

    def is_meant(correction: Correction) -> bool:
        return correction.id in ids and field in (None, correction.field)

    with home.hold("change"), open_archive(home, "change") as store:
        lines = drop_corrections(home.corrections, is_meant)
        if lines:
            publish(home, store, progress)
        return lines
