"""What waits for the archivist: one task for each thing that a program should not decide."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from index.gazetteer import load_gazetteer
from index.joining.undecided import Undecided, undecided_of, undecided_pairs
from index.model.entry import UNDETERMINED, Entry, Version
from index.store.corrections import Correction, CorrectionField
from index.text.folding import fold
from index.translation.review import says_something_else

EntryTaskKind = Literal["doubt", "undated", "pair", "language", "people", "unplaced"]
TaskKind = EntryTaskKind | Literal["unread", "translation"]
"""`doubt`: about the date; `pair`: two entries that may be one event; `people`: names that may be
none; `unplaced`: no country; `unread`: a passage of a page in no entry; `translation`: one that a
machine made, shown or rejected by a check, or that is outdated."""
ENTRY_KINDS: tuple[EntryTaskKind, ...] = get_args(EntryTaskKind)
"""Those that a correction of an entry's field settles."""
TASK_KINDS: tuple[TaskKind, ...] = (*ENTRY_KINDS, "unread", "translation")
"""In the order in which they are shown."""
FIELDS: Mapping[TaskKind, CorrectionField] = {
    "doubt": "date",
    "undated": "date",
    "pair": "join",
    "language": "language",
    "people": "people",
    "unplaced": "countries",
}
"""What a task decides. When that is corrected already, or the doubt settled, there is no task."""


@dataclass(frozen=True, slots=True)
class DeskTask:
    """A thing to decide about an entry, or a passage."""

    kind: TaskKind
    id: str
    """Of the entry; of a passage its key."""
    other: str = ""
    """The id of the other entry of a pair; the language of a translation."""

    @property
    def name(self) -> str:
        """What names it in an address."""
        return f"{self.id}+{self.other}" if self.other else self.id


def tasks_of(entries: Iterable[Entry]) -> Iterator[DeskTask]:
    """Yield the tasks of the entries in their order, those of pairs and translations last."""
    translations: list[tuple[int, DeskTask]] = []
    compared: list[Undecided] = []
    for entry in entries:
        if one := undecided_of(entry):
            compared.append(one)
        if any(doubt.field == "date" for doubt in entry.doubts):
            yield DeskTask("doubt", entry.id)
        if entry.dates.start is None:
            yield DeskTask("undated", entry.id)
        if entry.original.language == UNDETERMINED:
            yield DeskTask("language", entry.id)
        if any(map(is_odd, (person.name for person in entry.people))):
            yield DeskTask("people", entry.id)
        if not entry.countries:
            yield DeskTask("unplaced", entry.id)
        for version in entry.versions:
            if version.outdated or version.origin == "machine":
                urgency = _urgency(entry, version)
                translations.append((urgency, DeskTask("translation", entry.id, version.language)))
    yield from (DeskTask("pair", *pair) for pair in undecided_pairs(compared))
    for _, task in sorted(translations, key=lambda each: each[0]):
        yield task


def _urgency(entry: Entry, version: Version) -> int:
    """Return the place of a translation among those that wait: outdated ones, then those that
    readers see and that seem to say something else, then others, rough ones last."""
    if version.outdated:
        return 0
    if version.rough:
        return 3
    return 1 if says_something_else(entry, version) else 2


def waiting(tasks: Iterable[DeskTask], corrections: Iterable[Correction]) -> list[DeskTask]:
    """Return the tasks that are not decided, by kind in the order in which kinds are shown."""
    rows = tuple(corrections)
    settled = {(row.id, row.field) for row in rows}
    pairs = {
        frozenset((row.id, other))
        for row in rows
        if row.field in ("join", "part")
        for other in row.ids[1:]
    }
    left = [
        task
        for task in tasks
        if (
            task.kind not in FIELDS
            or task.kind == "pair"
            or (task.id, FIELDS[task.kind]) not in settled
        )
        and frozenset((task.id, task.other)) not in pairs
        and all((id, "not-an-entry") not in settled for id in (task.id, task.other))
        and not (task.kind == "doubt" and (task.id, "doubts") in settled)
    ]
    return sorted(left, key=lambda task: TASK_KINDS.index(task.kind))


def is_odd(name: str) -> bool:
    """Return whether a person's name looks like none: one word, very long, or with a country in it.

    A name is not wrong for that; it is worth a look.
    """
    words = re.findall(r"[^\W\d_]+", name)
    if not 2 <= len(words) <= 5:
        return True
    gazetteer = load_gazetteer()
    return any(sense.kind == "country" for word in words for sense in gazetteer.senses(fold(word)))
