"""A change of an entry that a publication brought: added, corrected, withdrawn and so on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from index.model.pickled import by_fields

ChangeKind = Literal[
    "added", "changed", "corrected", "undone", "translated",
    "withdrawn", "restored", "joined", "parted", "erased",
]  # fmt: skip
"""`undone`: a correction was taken back; `withdrawn`: it leads nowhere any more; `restored`: it is
back; `joined`: its id leads to another entry, with which it was united; `parted`: it is an entry of
its own again."""
ENDINGS: frozenset[ChangeKind] = frozenset({"withdrawn", "joined", "erased"})
"""After one of these no entry has the id."""
EntryPart = Literal[
    "id", "title", "text", "language", "date", "kind", "countries",
    "places", "people", "doubts", "sources", "translation",
]  # fmt: skip
"""`text` is that of all published versions; `translation` one that is not shown any more."""
LABELLED: frozenset[EntryPart] = frozenset(
    {"id", "language", "date", "kind", "countries", "places", "translation"}
)
"""Parts of which the values themselves are kept; of all others digests."""


@dataclass(frozen=True, slots=True)
class PartChange:
    """A part of an entry that differs, with its label or digest before and after.

    Both are "" where they are not known. A date is `START/END`, lists are separated by blanks.
    """

    part: EntryPart
    before: str = ""
    after: str = ""

    __reduce__ = by_fields


@dataclass(frozen=True, slots=True)
class Change:
    """What one publication changed of the entry with this id. The text of an entry is not in it."""

    id: str
    kind: ChangeKind
    time: datetime
    """Of the publication; UTC, to the millisecond. No two publications have the same."""
    parts: tuple[PartChange, ...] = ()
    """What was changed or corrected; the first is the one that a correction named."""
    why: str = ""
    """The reason that the archivist gave for a correction."""
    language: str = ""
    """Of a translation."""
    origin: str = ""
    """Of a translation: `human` or `machine`."""
    other: str = ""
    """The id of the entry that it joined, or from which it was parted."""

    __reduce__ = by_fields

    @property
    def is_news(self) -> bool:
        """Return whether readers are told: not that only the pages are others that have the entry,
        since on a site with a pager each new article moves the older ones to other lists."""
        return self.kind != "changed" or {part.part for part in self.parts} != {"sources"}


def time_text(time: datetime) -> str:
    """Return a time as RFC 3339 has it, in UTC with milliseconds: `2026-11-28T23:39:17.250Z`."""
    return f"{time.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='milliseconds')}Z"


def change_to_json(change: Change) -> dict[str, Any]:
    """Return the change as readers may see it: values of parts only where they are labels.

    Keys without a value are left out.
    """
    return {
        "id": change.id,
        "kind": change.kind,
        "time": time_text(change.time),
        **({"parts": [_part_json(part) for part in change.parts]} if change.parts else {}),
        **{
            name: value
            for name in ("why", "language", "origin", "other")
            if (value := getattr(change, name))
        },
    }


def change_from_json(data: dict[str, Any]) -> Change:
    """Return the change that `change_to_json` wrote."""
    return Change(
        data["id"],
        data["kind"],
        datetime.fromisoformat(data["time"]),
        tuple(PartChange(**part) for part in data.get("parts", ())),
        *(data.get(name, "") for name in ("why", "language", "origin", "other")),
    )


def _part_json(change: PartChange) -> dict[str, str]:
    if change.part not in LABELLED:
        return {"part": change.part}
    return {"part": change.part, "before": change.before, "after": change.after}
