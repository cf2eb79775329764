"""Replays edits of the sample's pages, and says what became of all that hangs on the entries.

    python tests/index/publishing/edits.py FILE [--rotations 3]

FILE has one edit a line: `{"name": …, "size": "small" or "large", "url": …, "old": …, "new": …,
"entries": [ids]}`. `old` stands once in the page at `url`. Each edit is made on an archive of its
own: the sample with a correction on a third of its entries, a person's translation on another, and
the joins that it has. With three rotations every entry has each of these once.

After a small edit every id must lead to its entry, with its correction and translation. After a
large one, nothing of `entries` may be on an entry that is new.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import SequenceMatcher
from importlib.resources import as_file, files
from pathlib import Path
from typing import Literal

from index.commands.add import add_sources
from index.commands.rebuild import rebuild
from index.model.entry import Entry
from index.store.home import Home
from index.store.stored_translation import Translation
from index.store.unplaced import list_unplaced
from index.text.page_keys import page_key
from index.translation.recall import segments_of
from search.open_searcher import open_searcher
from search.query.query import Query

TRANSLATED = "TR"
"""Every segment of a translation begins with this and the id of its entry."""


@dataclass(frozen=True)
class Edit:
    """A line of the file."""

    name: str
    size: Literal["small", "large"]
    url: str
    old: str
    new: str
    entries: tuple[str, ...]
    """The ids of the entries that are edited or replaced."""


@dataclass(frozen=True)
class State:
    """What readers see of an archive."""

    entries: Mapping[str, Entry]
    leads_to: Mapping[str, str]
    """The id of the entry for each id that leads to one."""


@dataclass
class Archive:
    """An archive before it is edited."""

    home: Home
    before: State
    corrected: Mapping[str, str]
    """The kind that each corrected entry was given."""
    translated: Mapping[str, str]
    """The language of the translation of each translated entry."""


def read_edits(path: Path) -> list[Edit]:
    found = []
    for line in path.read_text("utf-8").splitlines():
        if line.strip():
            shape = json.loads(line)
            found.append(Edit(**{**shape, "entries": tuple(shape["entries"])}))
    return found


def state_of(home: Home) -> State:
    with closing(open_searcher(home.location)) as searcher:
        entries = {entry.id: entry for entry in searcher.export(Query())}
    return State(
        entries, {id: each.id for each in entries.values() for id in (each.id, *each.aliases)}
    )


def make_archive(path: Path, rotation: int) -> Archive:
    """Make the sample's archive, with something on two of three entries."""
    home = Home(path)
    with as_file(files("index") / "data" / "sample") as folder:
        add_sources(home, [str(folder)])
    corrected, translated = {}, {}
    lines = ["id,field,value,who,why"]
    with home.hold(), home.open_store() as store, store.change():
        for number, entry in enumerate(sorted(state_of(home).entries.values(), key=by_id)):
            language = "it" if entry.version("it") is None else "en"
            match (number + rotation) % 3:
                case 0:
                    kind = corrected[entry.id] = "twinning" if entry.kind != "twinning" else "event"
                    lines.append(f"{entry.id},kind,{kind},A,B")
                case 1 if entry.version(language) is None:
                    translated[entry.id] = language
                    for segment in segments_of(entry.original):
                        store.memory.remember(
                            Translation(
                                entry.original.language,
                                segment,
                                language,
                                f"{TRANSLATED} {entry.id} {segment}",
                                "human",
                            )
                        )
        store.touch()
    home.corrections.write_text("\n".join(lines) + "\n", "utf-8")
    rebuild(home)
    return Archive(home, state_of(home), corrected, translated)


def by_id(entry: Entry) -> str:
    return entry.id


def edited_page(home: Home, edit: Edit) -> tuple[str, str]:
    """The address and the new body of the page; ValueError when the edit does not fit it."""
    with home.open_store("read") as store:
        for page in store.pages.all():
            if page_key(page.url) == page_key(edit.url):
                body = page.body.decode("utf-8")
                if body.count(edit.old) == 1:
                    return page.url, body.replace(edit.old, edit.new)
    raise ValueError(f"{edit.name}: `old` does not stand once in the page {edit.url}")


def after_edit(archive: Archive, edit: Edit, path: Path) -> Home:
    """Make a copy of the archive at `path`, and add the edited page to it."""
    shutil.copytree(archive.home.path, path)
    home = Home(path)
    url, body = edited_page(home, edit)
    capture = path.parent / "capture.jsonl"
    now = datetime.now(UTC).isoformat(timespec="seconds")
    capture.write_text(json.dumps({"url": url, "html": body, "fetched": now}) + "\n", "utf-8")
    add_sources(home, [str(capture)], accept_loss=True)
    return home


def words_of(entry: Entry) -> list[str]:
    """Title and text of each published version."""
    return [f"{v.title} {v.text}" for v in entry.versions if v.origin == "published"]


def likeness(one: Entry, other: Entry) -> float:
    """How alike the words of two entries are, 0 to 1, by no means of the product."""
    return max(
        SequenceMatcher(None, a, b, autojunk=False).ratio()
        for a in words_of(one)
        for b in words_of(other)
    )


def losses(archive: Archive, home: Home, figures: Counter[str]) -> Iterator[str]:
    """Yield what a small edit has lost."""
    before, after = archive.before, state_of(home)
    told = Counter(each.id for each in list_unplaced(home))
    for id, own in before.leads_to.items():
        figures["ids"] += 1
        old, target = before.entries[own], after.leads_to.get(id)
        if target is None:
            yield f"dead: {id}"
            continue
        if id != own and target != after.leads_to.get(own):
            figures["joins that were parted"] += 1
        new = after.entries[target]
        if words_of(new) == words_of(old):
            continue
        best = max(after.entries.values(), key=lambda each: likeness(old, each))
        if likeness(old, new) < likeness(old, best):
            yield f"leads to another: {id} to {new.id}, not {best.id}"
    for id, kind in archive.corrected.items():
        figures["corrections"] += 1
        target = after.leads_to.get(id)
        if target is not None and after.entries[target].kind != kind:
            yield f"correction not applied{' but told' * bool(told[id])}: {id}"
    for id, language in archive.translated.items():
        figures["translations"] += 1
        entry = after.entries.get(after.leads_to.get(id, ""))
        version = entry.version(language) if entry else None
        if version and f"{TRANSLATED} {id} " in f"{version.title} {version.text}":
            figures["translations shown marked"] += version.outdated
            if version.outdated and not told[entry.id if entry else id]:
                yield f"translation marked and not told: {id}"
        elif entry and told[entry.id]:
            figures["translations kept and told, not shown"] += 1
        elif not (version and version.origin == "published"):
            yield f"translation lost: {id}"


def inheritances(archive: Archive, home: Home, edit: Edit, figures: Counter[str]) -> Iterator[str]:
    """Yield what a large edit has handed on to an entry that is new."""
    after = state_of(home)
    known = {words for entry in archive.before.entries.values() for words in words_of(entry)}
    for entry in after.entries.values():
        if not known.isdisjoint(words_of(entry)) or holds_what_it_was(entry, archive, edit):
            continue
        figures["new entries"] += 1
        ids = {entry.id, *entry.aliases}
        yield from (f"{id} leads to {entry.id}" for id in sorted(ids & set(edit.entries)))
        if ids & archive.corrected.keys():
            yield f"{entry.id} is corrected"
        if any(TRANSLATED in f"{v.title} {v.text}".split() for v in entry.versions):
            yield f"{entry.id} is translated"


def holds_what_it_was(entry: Entry, archive: Archive, edit: Edit) -> bool:
    """Whether an entry that is not edited only has more words, those of a notice below it."""
    old = archive.before.entries.get(entry.id)
    if old is None or entry.id in edit.entries:
        return False
    return any(before in now for before in words_of(old) for now in words_of(entry))


def replay(archive: Archive, edits: Iterable[Edit], folder: Path) -> Iterator[tuple[Edit, str]]:
    """Yield what is wrong after each edit, and print the figures."""
    figures: dict[str, Counter[str]] = {"small": Counter(), "large": Counter()}
    for edit in edits:
        path = folder / "edited"
        home, counted = after_edit(archive, edit, path), figures[edit.size]
        for id in edit.entries:
            if id not in archive.before.leads_to:
                yield edit, f"no entry of the sample has the id {id}"
        found = (
            losses(archive, home, counted)
            if edit.size == "small"
            else inheritances(archive, home, edit, counted)
        )
        counted["edits"] += 1
        for fault in found:
            counted["faults"] += 1
            yield edit, fault
        shutil.rmtree(path)
    for size, counted in figures.items():
        print(f"{size}: " + ", ".join(f"{number} {name}" for name, number in counted.items()))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--rotations", type=int, default=3, choices=(1, 2, 3))
    asked = parser.parse_args()
    edits, faults = read_edits(asked.file), 0
    for rotation in range(asked.rotations):
        with tempfile.TemporaryDirectory() as name:
            archive = make_archive(Path(name) / "archive", rotation)
            print(
                f"rotation {rotation}: {len(archive.before.entries)} entries,"
                f" {len(archive.corrected)} corrected, {len(archive.translated)} translated,"
                f" {sum(bool(e.aliases) for e in archive.before.entries.values())} joined"
            )
            for edit, fault in replay(archive, edits, Path(name)):
                faults += 1
                print(f"  {edit.size} {edit.name}: {fault}")
    print(f"{faults} faults")
    return min(faults, 1)


if __name__ == "__main__":
    sys.exit(main())
