"""The work at a desk: the tasks that wait, what was decided, and its publication."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass
from typing import cast

from flask import current_app

from index.model.entry import Entry
from index.model.errors import ArchiveError
from index.publishing.live_state import open_archive
from index.publishing.publish import publish
from index.publishing.unread_text import UnreadPassage, find_unread
from index.store.corrections import (
    Correction,
    add_correction,
    check_correction,
    correct_entries,
    drop_corrections,
    read_corrections,
)
from index.store.database import Store
from index.store.home import Home
from index.translation import review as reviews
from search.query.query import Query
from search.searcher import Searcher
from web.desk.passages import WaitingPassage, waiting_passages
from web.desk.tasks import TASK_KINDS, DeskTask, tasks_of, waiting

DESK_KEY = "desk"
"""The key of the desk in `app.extensions`."""
_CALM = 1.0
"""Seconds without a decision before what was decided is published, so that a fast hand does not
wait for each publication; as many as the last publication took, where that is more."""
_RETRY = 10.0
"""Seconds until a publication that failed is tried again: who else was writing may be done."""


def desk() -> Desk:
    """Return the desk of the running app."""
    return cast(Desk, current_app.extensions[DESK_KEY])


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a generation gives to decide."""

    generation: str = ""
    tasks: tuple[DeskTask, ...] = ()
    unread: tuple[UnreadPassage, ...] = ()


@dataclass(frozen=True, slots=True)
class _Decision:
    """A task that was settled, and how that is taken back; at which generation."""

    task: DeskTask
    take_back: Callable[[], None]
    generation: str


class Desk:
    """One archivist's work. Decisions are in corrections.csv or in the translation memory at once,
    and published soon after."""

    def __init__(self, home: Home, searcher: Searcher, who: str) -> None:
        self.home = home
        self.who = who
        self.failure = ""
        """Why the last publication failed."""
        self._searcher = searcher
        self._seen = _Seen()
        self._done: list[_Decision] = []
        self._writing = threading.Lock()
        self._changes = self._published = 0
        self._took = 0.0
        """Seconds that the last publication took."""
        self._due = threading.Event()
        self._closing = threading.Event()
        self._publisher = threading.Thread(target=self._publish_what_is_due, name="publisher")
        self._publisher.start()

    def close(self) -> None:
        """Publish what is decided, and stop; `failure` says when that could not be."""
        self._closing.set()
        self._due.set()
        self._publisher.join()
        self._publish()

    @property
    def is_publishing(self) -> bool:
        """Whether something decided is not published yet."""
        return self._published < self._changes

    @property
    def done(self) -> int:
        """How many tasks were settled at this desk."""
        return len(self._done)

    def tasks(self) -> list[DeskTask]:
        """Return the tasks that wait, by kind, newest entries first. Raises ArchiveError."""
        seen = self._look()
        left = waiting(seen.tasks, read_corrections(self.home.corrections))
        left += (DeskTask("unread", key) for key in self.passages())
        decided = {each.task for each in self._done if each.generation == seen.generation}
        left = [task for task in left if task.kind != "translation" or task not in decided]
        return sorted(left, key=lambda task: TASK_KINDS.index(task.kind))

    def passages(self) -> Mapping[str, WaitingPassage]:
        """Return the unread passages that wait, by key. Raises ArchiveError."""
        return waiting_passages(self._look().unread, read_corrections(self.home.corrections))

    def entry(self, id: str) -> Entry | None:
        """Return an entry with all its corrections, also those that are not published yet."""
        entry = self._searcher.get(id)
        if entry is None:
            return None
        return next(correct_entries([entry], read_corrections(self.home.corrections)))

    def review(self, id: str, language: str) -> reviews.Review | None:
        """Return what is to be looked at of a translation that is shown; None when there is none.

        Raises ArchiveError.
        """
        entry = self._searcher.get(id)
        if entry is None:
            return None
        with self.home.open_store("read") as store, self.home.using_profile():
            translated = store.published.translated()
            return reviews.review_of(entry, language, store.memory, translated)

    def settle(
        self, task: DeskTask, entry: Entry | None, corrections: Sequence[Correction]
    ) -> None:
        """Write the corrections, those of an entry's fields of this one. Raises CorrectionError,
        and writes none, when one cannot be."""
        for correction in corrections:
            if entry is not None and correction.field != "unread":
                check_correction(entry, correction)
        with self._writing, self.home.hold("change"):
            for correction in corrections:
                add_correction(self.home.corrections, correction)
            meant = {(each.id, each.field, each.value) for each in corrections}
            self._note(task, lambda: self._drop(meant))

    def settle_translation(self, task: DeskTask, decide: Callable[[Store], reviews.Undo]) -> None:
        """Change the translation memory. Raises ArchiveError, and changes nothing."""
        with self._writing:
            with self._changing() as store:
                undo = decide(store)
            self._note(task, lambda: self._undo_translation(undo))

    def undo(self) -> DeskTask | None:
        """Take the last decision back; return its task, None when there is none.

        Raises ArchiveError, and the decision stands, when it cannot be taken back.
        """
        with self._writing:
            if not self._done:
                return None
            self._done[-1].take_back()
            task = self._done.pop().task
            self._note_change()
        return task

    def can_show(self, task: DeskTask) -> bool:
        """Return whether a task has a page now: what was no entry has one once it is published."""
        if task.kind == "unread":
            return task.id in self.passages()
        if task.kind == "translation":
            return self.review(task.id, task.other) is not None
        return self.entry(task.id) is not None

    def signed_by(self, who: str) -> str:
        """Return who decides: the name that was given, which is kept, else the one before."""
        self.who = who.strip() or self.who
        return self.who

    def _look(self) -> _Seen:
        generation = self._searcher.holdings().generation
        if self._seen.generation != generation:
            entries = tuple(self._searcher.export(Query(sort="newest")))
            with self.home.using_profile(), self.home.open_store("read") as store:
                unread = tuple(find_unread(self.home, store, entries))
                rejected = reviews.rejected_translations(entries, store.memory)
                tasks = (
                    *tasks_of(entries),
                    *(DeskTask("translation", id, language) for id, language in rejected),
                )
                self._seen = _Seen(generation, tasks, unread)
        return self._seen

    @contextmanager
    def _changing(self) -> Iterator[Store]:
        with (
            self.home.hold("change"),
            open_archive(self.home, "change") as store,
            store.change(),
        ):
            yield store

    def _drop(self, meant: Set[tuple[str, str, str]]) -> None:
        with self.home.hold("change"):
            drop_corrections(
                self.home.corrections, lambda row: (row.id, row.field, row.value) in meant
            )

    def _undo_translation(self, undo: reviews.Undo) -> None:
        with self._changing() as store:
            undo(store)

    def _note(self, task: DeskTask, take_back: Callable[[], None]) -> None:
        generation = self._searcher.holdings().generation
        self._done.append(_Decision(task, take_back, generation))
        self._note_change()

    def _note_change(self) -> None:
        self._changes += 1
        self._due.set()

    def _publish_what_is_due(self) -> None:
        while True:
            self._due.wait(_RETRY if self.failure else None)
            self._due.set()
            while self._due.is_set():
                self._due.clear()
                if self._closing.wait(max(_CALM, self._took)):
                    return
            self._publish()

    def _publish(self) -> None:
        changes = self._changes
        if changes == self._published:
            return
        began = time.monotonic()
        try:
            with (
                self._writing,
                self.home.hold("change"),
                open_archive(self.home, "change") as store,
            ):
                publish(self.home, store)
            self._published = changes
            self._took = time.monotonic() - began
            self.failure = ""
        except (ArchiveError, OSError) as error:
            self.failure = str(error)
