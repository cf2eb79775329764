"""What hangs on an id and cannot be placed any more: kept, and listed until somebody decides."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from index.model.errors import ArchiveError
from index.store.corrections import read_corrections
from index.store.database import Store
from index.store.home import Home

UnplacedKind = Literal["correction", "unknown id", "withdrawal", "translation"]
"""`unknown id`: a correction of what never was an entry, most likely a slip."""


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A correction, a withdrawal or a person's translation without its entry or original."""

    kind: UnplacedKind
    id: str
    detail: str
    """What has become of it, with the id."""
    remedy: str
    """What to do."""

    def __str__(self) -> str:
        return f"{self.detail}; {self.remedy}"


def find_unplaced(home: Home, store: Store) -> Iterator[Unplaced]:
    """Yield what was not placed by the last publishing: corrections, withdrawals, translations.

    Raises StoreError, and CorrectionError for a file that cannot be read.
    """
    lines: dict[str, list[str]] = {}
    for correction in read_corrections(home.corrections):
        for id in correction.ids:
            lines.setdefault(id, []).append(str(correction.line))
    for id, numbers in lines.items():
        state = store.published.state(id)
        where = f"{home.corrections.name} line {', '.join(numbers)}"
        if state is None:
            typed = id.rstrip("/").rpartition("/")[2]  # it may be an address
            near = difflib.get_close_matches(typed, (each.id for each in store.published.all()), 2)
            yield Unplaced(
                "unknown id",
                id,
                f"{where}: no entry ever had the id {id}",
                f"did you mean {' or '.join(near)}?" if near else "correct it, or delete the line",
            )
        elif state == "gone":
            yield Unplaced(
                "correction",
                id,
                f"{where}: no entry has the id {id} any more",
                "give it the id of the entry as it is now, or delete the line",
            )
    for id, url in store.published.missing().items():
        yield Unplaced(
            "withdrawal",
            id,
            f"the withdrawn entry {id} is not found any more on {url}",
            f"if it is there in other words, withdraw that; `torino remove --undo {id}` ends this",
        )
    for id, states in store.published.translated().items():
        for language, translation in states.items():
            if translation.state == "outdated":
                yield Unplaced(
                    "translation",
                    id,
                    f"the original of {id} has changed a little since a person translated it"
                    f" ({language}): the translation is shown and marked so",
                    "`torino translations review --csv` has what is to be looked at",
                )
            elif translation.state == "unused":
                yield Unplaced(
                    "translation",
                    id,
                    f"the original of {id} is another text now: a person's translation"
                    f" ({language}) is kept and not shown",
                    "`torino translations review --csv` has it, and the new text",
                )


def list_unplaced(home: Home) -> tuple[Unplaced, ...]:
    """Return what `find_unplaced` yields; nothing when there is no archive that can be read."""
    try:
        with home.open_store("read") as store:
            return tuple(find_unplaced(home, store))
    except ArchiveError:
        return ()
