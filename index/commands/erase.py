"""Erase: take pages and entries out of every file of a home, for good."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from index.commands.erasure_plan import Erasure, ErasurePlan
from index.commands.undone import NothingChangedError
from index.files.lock import HOLDER
from index.files.progress import ProgressCallback, ignore_progress
from index.publishing.denying import deny_withdrawn
from index.publishing.live_state import open_archive
from index.publishing.publish import publish, publish_if_due
from index.reading.redaction import sentences_of
from index.reading.sources.addresses import normalise_address
from index.store.database import Store
from index.store.home import Home
from index.store.home_files import BACKUPS, INDEX, LOCK, PROFILE, TRANSLATING
from index.store.known_backups import KnownBackup, known_backups
from index.store.source_keys import source_hash
from index.text.folding import letters_of
from index.translation.sentences import SegmentWords


@dataclass(frozen=True, slots=True)
class EraseReport:
    """What became of the names that were to be erased."""

    erased: Erasure | None = None
    """None when nothing was left to erase."""
    already: tuple[tuple[str, date], ...] = ()
    """Names that were erased before, each with the day."""
    unknown: tuple[str, ...] = ()
    """When there are any, nothing was changed."""
    translations: int = 0
    """Rows of the translation memory that were deleted."""
    others: tuple[str, ...] = ()
    """Names of files in the home that are not torino's; they may hold the text, and stay."""
    backups: tuple[KnownBackup, ...] = ()
    """The backups that the home knows and that are still where they were written."""
    still_shown: tuple[str, ...] = ()
    """Ids of entries that readers see all the same, since other pages have them too."""


Confirm = Callable[[Erasure], bool]
"""Is shown what is to be erased before anything is changed; False leaves everything."""


def erase(
    home: Home,
    names: Iterable[str],
    confirm: Confirm,
    progress: ProgressCallback = ignore_progress,
) -> EraseReport | None:
    """Erase pages by url and entries by id, with their copies, captures and translations.

    The change of archive.db is one transaction. From then on the other files are unfinished, until
    this or any later publishing has written them anew. None when `confirm` says no. Raises
    EraseError when an entry cannot be taken out of its page, IndexLockedError also while
    translations are made, StoreError, CorrectionError, ProfileError.
    """
    names = tuple(dict.fromkeys(names))
    with (
        home.using_profile(),
        home.hold_translating(),
        home.hold("change"),
        open_archive(home, "change") as store,
    ):
        plan = ErasurePlan(home, store)
        unknown = plan.take(names)
        if unknown:
            return EraseReport(unknown=unknown)
        translations = 0
        if not plan.is_empty:
            plan.locate(progress)
            if not confirm(plan.erasure):
                return None
            with store.change():
                translations = _change_archive(store, plan)
                deny_withdrawn(home, store)
            publish(home, store, progress)
        else:
            publish_if_due(home, store, progress)
        return EraseReport(
            None if plan.is_empty else plan.erasure,
            tuple(plan.already.items()),
            translations=translations,
            others=other_files(home),
            backups=tuple(each for each in known_backups(home) if _is_there(each.path)),
            still_shown=_live_ids(store, plan.joined_ids),
        )


def allow(home: Home, urls: Iterable[str]) -> tuple[str, ...]:
    """Let erased pages be added again; return the addresses of which nothing was erased.

    When there are any, nothing is changed. What was allowed before is allowed again. Raises
    IndexLockedError, StoreError.
    """
    urls = tuple(dict.fromkeys(map(normalise_address, urls)))
    with home.hold("change"), open_archive(home, "change") as store:
        today = datetime.now(UTC).date()
        with suppress(NothingChangedError), store.change():
            unknown = tuple(url for url in urls if not store.erasures.allow(url, today))
            if unknown:
                raise NothingChangedError
    return unknown


def _live_ids(store: Store, ids: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of the live entries to which these lead, sorted."""
    rows = [row for row in map(store.published.row, ids) if row is not None]
    own = {row.leads_to if row.state == "moved" else row.id for row in rows}
    return tuple(sorted(id for id in own if id and store.published.state(id) == "live"))


def _is_there(path: Path) -> bool:
    """Return whether a file is there; also when this user may not look."""
    try:
        return path.exists()
    except OSError:
        return True


def other_files(home: Home) -> tuple[str, ...]:
    """Return the names in the home that are none of torino's own, sorted."""
    databases = (home.database.name, home.derived.name)
    own = {name + end for name in databases for end in ("", "-wal", "-shm")}
    own |= {lock + end for lock in (LOCK, TRANSLATING) for end in ("", HOLDER)}
    own |= {home.corrections.name, BACKUPS, PROFILE}
    if home.engine is None:
        own.add(INDEX)
    return tuple(sorted(path.name for path in home.path.iterdir() if path.name not in own))


def _change_archive(store: Store, plan: ErasurePlan) -> int:
    """Change archive.db, inside a transaction; return how many rows of translations went."""
    today = datetime.now(UTC).date()
    store.erasures.begin(today)
    store.erasures.record_ids(plan.ids, today)
    store.erasures.record_corrections(plan.ids | plan.joined_ids, today)
    for url in plan.erasure.pages:
        store.erasures.record_page(url, today)
    for url, keys in plan.keys.items():
        store.erasures.record_entry(keys, url, today)
    store.pages.delete(plan.deleted)
    for number, page in plan.rewritten.items():
        store.pages.rewrite(number, page)
    store.published.erase(plan.ids, plan.erasure.pages, plan.erasure.redacted)
    store.history.erase(plan.ids | plan.joined_ids)
    translations = store.memory.erase(_is_gone_with(plan))
    store.touch()
    return translations


def _is_gone_with(plan: ErasurePlan) -> Callable[[str, str], bool]:
    """Return the test of whether a translation is of erased text: by its paragraph, or, when no
    entry has its source any more, by a sentence, since an older reading may have cut it otherwise,
    and translators bring sentences."""
    erased = {source_hash(text) for text in plan.texts} - plan.kept_hashes
    sentences = {
        each
        for text in plan.texts
        for each in (*sentences_of(text), letters_of(text))
        if len(each) >= _MIN_LETTERS
    }
    parts = {part for text in plan.texts for part in SegmentWords.of(text).parts()}

    def is_gone(source: str, target: str) -> bool:
        if source_hash(source) in plan.kept_hashes:
            return False
        if SegmentWords.of(source).words in parts:
            return True
        if not erased.isdisjoint((source_hash(source), source_hash(target))):
            return True
        letters = f"{letters_of(source)}\0{letters_of(target)}"
        return any(sentence in letters for sentence in sentences)

    return is_gone


_MIN_LETTERS = 20
"""Letters of a sentence below which a translation may have it by chance; chosen by hand."""
