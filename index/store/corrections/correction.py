"""One correction, and the fields that there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, get_args

CorrectionField = Literal[
    "title", "text", "language", "kind", "date",
    "countries", "places", "people", "doubts", "join", "part", "not-an-entry", "unread",
]  # fmt: skip
"""`unread` is not about an entry but about a line of a page that is in none, by its `line_id`."""
FIELDS: tuple[CorrectionField, ...] = get_args(CorrectionField)


@dataclass(frozen=True, slots=True)
class Correction:
    """One row of corrections.csv."""

    line: int
    """The last line of the row in the file, from 1; 0 for one that is not in it yet."""
    id: str
    field: CorrectionField
    value: str
    who: str = ""
    why: str = ""

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of entries that it is about."""
        match self.field:
            case "join" | "part":
                return (self.id, *self.value.split())
            case "unread":
                return ()
        return (self.id,)


def check_is_yes(value: str) -> None:
    """Raise ValueError unless a value of `not-an-entry` says so."""
    if value.lower() != "yes":
        raise ValueError("write yes; to show the entry again, take the line out")


def changed_ids(before: Iterable[Correction], after: Iterable[Correction]) -> frozenset[str]:
    """Return the ids of which other things are corrected, or in another order.

    Rows that only moved to other lines change nothing. When others changed places, all ids count:
    two ids may be of one entry, of which the later row wins.
    """
    old, new = ([replace(each, line=0) for each in rows if each.ids] for rows in (before, after))
    differing = (Counter(old) - Counter(new)) + (Counter(new) - Counter(old))
    changed = {id for each in differing for id in each.ids}
    kept = ([each for each in rows if changed.isdisjoint(each.ids)] for rows in (old, new))
    every = (id for each in (*old, *new) for id in each.ids)
    return frozenset(changed if next(kept) == next(kept) else every)


def decide_joins(corrections: Iterable[Correction]) -> bool:
    """Return whether some of the corrections join or part entries."""
    return any(each.field in ("join", "part") for each in corrections)
