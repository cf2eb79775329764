"""The protocols of the writing half of an engine."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self

from index.files.progress import ProgressCallback, ignore_progress
from index.model.change import Change
from index.model.entry import Entry


@dataclass(frozen=True, slots=True)
class Provenance:
    """Which archive a generation was made from, in which publication."""

    archive: str
    """The identity of the archive; see `index.store.publications`."""
    token: str
    """No two publications of an archive have the same."""
    entries: int
    """How many entries the generation holds."""
    profile: str = ""
    """The profile.toml that its pages were read with; "" for the bundled one."""


class Writer(Protocol):
    """Builds one index generation: a new one, or (`amend`) one that starts from the live one.

    It is used once, as a context manager. Entering raises IndexLockedError when another writer is
    at work, AmendError when there is nothing sound to amend, and StoreError when the disk fails.
    Leaving the block normally makes the whole generation live in one step, also an empty one;
    leaving it by an exception changes nothing and removes what was written. The methods may be
    called in any order and any number of times; they too raise StoreError.
    """

    def add(self, entries: Iterable[Entry]) -> int:
        """Add the entries, in any order, and return how many were given; 0 for none.

        An entry replaces the one with its id, whether it was added before or, when amending, is
        in the live generation. An id that was withdrawn is withdrawn no longer.
        """
        ...

    def remove(self, ids: Iterable[str]) -> None:
        """Remove the entries with these ids; unknown ids are ignored. An id may be added again."""
        ...

    def withdraw(self, ids: Iterable[str]) -> None:
        """Note ids that lead to no entry any more, so that a searcher can tell them from unknown
        ones. It removes no entries; an id that has an entry counts as held, not as withdrawn."""
        ...

    def note_provenance(self, archive: str, token: str, profile: str = "") -> None:
        """Note what `WritingEngine.live_provenance` is to tell of this generation."""
        ...

    def note_news(self, news: Sequence[Change]) -> None:
        """Note the last changes of the archive, newest first, for readers of this generation. A
        generation of which none were noted has none, also an amended one."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


class WritingEngine(Protocol):
    """Protocol: the writing half of an engine at one location.

    The engine alone decides how generations are stored and how long old ones are kept.
    """

    def writer(
        self, progress: ProgressCallback = ignore_progress, *, amend: bool = False
    ) -> Writer:
        """Return a writer of one generation; it reports progress under "indexing".

        With `amend` the generation starts with everything in the live one, withdrawn ids included,
        and costs as much as the change; from time to time the writer rewrites by itself what has
        come since, or everything. Entering the block raises AmendError when there is no sound
        live generation, or another version of this program wrote it: ask for a writer without
        `amend` then, and add every entry.
        """
        ...

    def live_fingerprint(self) -> str:
        """Return a text that no other generation of this location has; "" before the first.

        It changes with each publication, also when the same entries are published again.
        """
        ...

    def live_provenance(self) -> Provenance | None:
        """Return what was noted of the live generation; None when nothing was, or there is none.

        Raises StoreError when it cannot be read.
        """
        ...

    def live_news(self) -> tuple[Change, ...]:
        """Return the news that was noted of the live generation; empty when there is none.

        Raises StoreError when it cannot be read.
        """
        ...

    def forget_older(self) -> None:
        """Leave nothing on the disk of any generation but the live one.

        It is called when something was erased and a generation without it was written in full. An
        engine that keeps what was deleted until it merges or cleans up, as a cluster does, must
        have written a new index for that generation, and deletes the old ones here with their
        snapshots. What readers have open may stay until they open the live generation. Raises
        IndexLockedError, StoreError, EngineUnavailableError.
        """
        ...

    def denied(self) -> frozenset[str]:
        """Return the deny-list of this location; empty before the first.

        Raises IndexMissingError when it is damaged.
        """
        ...

    def deny(self, names: frozenset[str]) -> None:
        """Replace the deny-list, durably and in one step, also a damaged one.

        The names are ids of entries and addresses of pages. From now on a reader shows no entry,
        of the live generation or of any other, that has one of the ids, has it among its aliases,
        or was read from one of the pages. The list belongs to the location: publishing leaves it,
        and a name needs no entry. Raises StoreError when the disk fails.
        """
        ...

    def find_damage(self) -> tuple[str, ...]:
        """Return what is wrong with what is published, in words; empty when all of it is sound.

        Raises IndexMissingError when nothing was ever published, and EngineUnavailableError when
        the engine does not answer.
        """
        ...
