"""The verbs of the storm: what each is given, what it leads to, and the two rules they all obey.

A verb works on a disk of its own: a folder with the archive `home`, a backup `saved.zip` and what
else the verb needs. Whatever happens to it, nothing is lost; and the same words said again reach
the goal, with exit code 0, and leave no litter.
"""

from __future__ import annotations

import csv
import io
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from index.model.errors import IndexMissingError, StoreError
from index.store.database import Store
from search.open_searcher import open_searcher
from search.query.query import Query

DONE, REFUSED, DIED = 0, 1, 137
FOREVER = 1 << 40
URL = "file:relint-inglese-{}.txt"
HIDDEN = ("number 5 of", "number 6 of", "number 7 of")
"""Of the entries that were withdrawn (5 by id, 6 with its page) or erased (7) before the storm."""
ERASED = ("garden number 7 of", "giardino numero 7 della")
SOURCES = ("changed", "page.tmx", "reviewed.csv", "saved.zip")
"""What the archivist has beside the home; no verb may touch it."""

VERBS: dict[str, tuple[str, ...]] = {
    "add a new page": ("add", "PAGE-10"),
    "add a changed page": ("add", "DISK/changed/relint-inglese-8.txt"),
    "add over the sample": ("add", "PAGE-10"),
    "add --sample": ("add", "--sample"),
    "serve an empty home": ("serve", "--port", "0"),
    "index": ("index",),
    "index without derived.db": ("index",),
    "index without DENIED": ("index",),
    "index without provenance": ("index",),
    "remove a page": ("remove", URL.format(8)),
    "remove an entry": ("remove", "ID-8"),
    "remove --undo": ("remove", "--undo", URL.format(6)),
    "translate": ("TRANSLATING",),
    "import a TMX": ("translations", "import", "DISK/page.tmx"),
    "import a CSV": ("translations", "import", "DISK/reviewed.csv"),
    "drop": ("translations", "drop", "--translator", "libre"),
    "backup": ("backup", "DISK/new.zip"),
    "restore": ("restore", "DISK/saved.zip"),
    "erase a page": ("erase", "--yes", URL.format(8)),
    "erase an entry": ("erase", "--yes", "ID-12"),
    "erase --allow": ("erase", "--allow", URL.format(7)),
}
READING = ("add a new page", "add a changed page", "index without derived.db", "restore")
"""Verbs that have pages read by a worker process."""
EMPTY = ("add --sample", "serve an empty home")
GOES: dict[str, tuple[str, ...]] = {
    "erase a page": ("garden number 8 of", "giardino numero 8 della"),
    "erase an entry": ("garden number 12 of", "giardino numero 12 della"),
}
"""Words of which a verb leaves no trace in the home."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What can be seen of a home; a home without an archive is all empty."""

    answers: tuple[tuple[str, ...], ...] = ()
    pages: frozenset[str] = frozenset()
    translations: frozenset[tuple[str, str, str]] = frozenset()
    names: frozenset[str] = frozenset()
    """Withdrawn and erased pages and entries."""
    corrections: bytes = b""
    is_published: bool = True


@dataclass(frozen=True, slots=True)
class Case:
    """A verb on its disk, undisturbed."""

    verb: str
    words: tuple[str, ...]
    """With DISK for the folder of the disk."""
    home: str
    """The name of the home that it changes."""
    disk: Path
    before: Seen
    after: Seen
    files: frozenset[str]
    """The names of the files that are there afterwards."""
    changes: int
    """Changes of the disk that it makes."""
    seconds: float

    def words_on(self, disk: Path) -> tuple[str, ...]:
        home = ("--home", str(disk / self.home))
        return (*(word.replace("DISK", str(disk)) for word in self.words), *home)


@dataclass(frozen=True, slots=True)
class Eyes:
    """How the state of a disk is looked at."""

    answers: Callable[[Path], tuple[tuple[str, ...], ...]]
    checked: Callable[[Path], tuple[int, dict[str, Any]]]
    traces_in: Callable[[Path, tuple[str, ...]], set[Any]]


def seen(home: Path, eyes: Eyes) -> Seen:
    corrections = home / "corrections.csv"
    written = corrections.read_bytes() if corrections.exists() else b""
    if not (home / "archive.db").exists():
        return Seen(corrections=written)
    try:
        store = Store(home / "archive.db", "read")
    except StoreError as error:
        if error.fault != "missing":  # a file without a table is no archive yet
            raise
        return Seen(corrections=written)
    with store:
        found = Seen(
            pages=frozenset(page.url for page in store.pages.all()),
            translations=frozenset(
                (row.source, row.target or "", row.origin) for row in store.memory.attempts("ok")
            ),
            names=store.pages.withdrawn()
            | store.published.withdrawn()
            | store.published.erased()
            | frozenset(u for n in range(20) if store.erasures.has_page(u := URL.format(n))),
            is_published=store.is_published,
        )
    try:
        answers = eyes.answers(home)
    except IndexMissingError:
        answers = ()
    return Seen(answers, found.pages, found.translations, found.names, written, found.is_published)


def older_answers(home: Path, aside: Path) -> str:
    """Return what is shown when the live generation is lost; "" when nothing is."""
    if not (home / "index" / "CURRENT").exists():
        return ""
    copy = aside / "index"
    shutil.copytree(home / "index", copy)
    shutil.rmtree(copy / (copy / "CURRENT").read_text().split()[0], ignore_errors=True)
    try:
        with closing(open_searcher(str(copy))) as searcher:
            return " ".join(
                version.title + version.text
                for entry in searcher.export(Query(sort="oldest"))
                for version in entry.versions
            )
    except IndexMissingError:
        return ""
    finally:
        shutil.rmtree(copy)


def files_of(disk: Path) -> frozenset[str]:
    """The names of all files, but those of generations, caches, what SQLite keeps beside a
    database, and who held a lock last."""
    names = (path.relative_to(disk).as_posix() for path in disk.rglob("*"))
    passing = re.compile(r"/g\d{6}(/|$)|-(wal|shm)$|[.]holder$|/derived[.]db$")
    return frozenset(name for name in names if not passing.search(name))


def what_is_lost(case: Case, disk: Path, code: int, eyes: Eyes, aside: Path) -> str:
    """Return what a disturbed verb has lost or broken; "" when nothing."""
    if code not in (DONE, REFUSED, DIED, -9):
        return f"exit code {code}"
    for name in SOURCES:
        path, was = disk / name, case.disk / name
        if path.is_file() and path.read_bytes() != was.read_bytes():
            return f"{name} was changed"
    target = disk / "new.zip"
    if target.exists() and not _is_whole(target):
        return "half a backup has its name"
    home, before, after = disk / case.home, case.before, case.after
    now = seen(home, eyes)
    if code == DONE and now != after:
        return f"exit code 0 without its goal: {_differences(now, after)}"
    is_begun = (home / "archive.db").exists() and (now.answers or before.answers)
    damage = eyes.checked(home)[1]["damage"] if is_begun else []
    if damage and "without" not in case.verb:  # else it may be damaged as before
        return f"damage: {damage}"
    if case.home != "home" and seen(disk / "home", eyes) != seen(case.disk / "home", eyes):
        return "another home was changed"
    if now.answers not in (before.answers, after.answers):
        return f"answers are neither old nor new: {_differences(now, after)}"
    if now.pages not in (before.pages, after.pages):
        return "pages are neither old nor new"
    if now.corrections not in (before.corrections, after.corrections):
        return "corrections are neither old nor new"
    if now.names not in (before.names, after.names):
        return "what is withdrawn is neither old nor new"
    both = before.translations & after.translations
    if not both <= now.translations <= before.translations | after.translations:
        return "a translation was lost or made up"
    hidden = HIDDEN if "undo" not in case.verb else HIDDEN[::2]
    if now.names == after.names != before.names and "undo" not in case.verb:
        if now.answers != after.answers:
            return "withdrawn or erased, and shown"
        hidden += tuple(word.removeprefix("garden ") for word in GOES.get(case.verb, ())[:1])
    shown = " ".join(" ".join(entry) for entry in now.answers) + older_answers(home, aside)
    for word in hidden:
        if word in shown:
            return f"hidden before, and shown: {word}"
    return ""


def what_sticks(
    case: Case, disk: Path, run: Callable[..., Any], eyes: Eyes, temporary: Callable[[], Any]
) -> str:
    """Say the verb again; return why it does not reach its goal, "" when it does."""
    litter = temporary()
    again = run(*case.words_on(disk))
    if again.code != DONE:
        return f"said again: exit code {again.code}: {again.said}"
    now = seen(disk / case.home, eyes)
    if case.verb == "serve an empty home":
        # The site shows a whole archive and does not publish it anew for a note that is missing;
        # `torino check` names it, and the next publishing writes it.
        now = replace(now, is_published=True)
    if now != case.after:
        return f"said again, and not at the goal: {_differences(now, case.after)}"
    code, report = eyes.checked(disk / case.home)
    if code != DONE:
        return f"check is not content: {report}"
    if (files := files_of(disk)) != case.files:
        return f"files: more {sorted(files - case.files)}, less {sorted(case.files - files)}"
    if not has_two_generations(disk / case.home):  # a removal was lost: the next publishing has it
        run("index", "--home", str(disk / case.home))
        if not has_two_generations(disk / case.home):
            return "more than two whole generations"
    if left := temporary() - litter:
        return f"temporary files: {sorted(left)}"
    if "erase" in case.verb and (
        traces := eyes.traces_in(disk / case.home, (*ERASED, *GOES.get(case.verb, ())))
    ):
        return f"traces: {traces}"
    return ""


def has_two_generations(home: Path) -> bool:
    generations = [*(home / "index").glob("g*")]
    return len(generations) <= 2 and all((g / "MANIFEST.json").exists() for g in generations)


def _is_whole(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            members = ["archive.db", "corrections.csv"]
            return archive.namelist() == members and archive.testzip() is None
    except zipfile.BadZipFile:
        return False


def _differences(now: Seen, after: Seen) -> str:
    fields = ("answers", "pages", "translations", "names", "corrections", "is_published")
    return "; ".join(
        f"{name}: {getattr(now, name)!r:.300} for {getattr(after, name)!r:.300}"
        for name in fields
        if getattr(now, name) != getattr(after, name)
    )


def reviewed(review: str) -> str:
    """Return a CSV of `translations review` with a correction of the first machine's text."""
    rows = list(csv.DictReader(io.StringIO(review)))
    rows[0]["correction"] = "Corretto da una persona."
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


@contextmanager
def copy_of(case: Case, folder: Path) -> Iterator[Path]:
    """Yield a copy of a case's disk; it is gone afterwards."""
    disk = folder / "disk"
    shutil.copytree(case.disk, disk)
    try:
        yield disk
    finally:
        shutil.rmtree(disk)
