"""Each publication notes in the history what it changes, once, in whatever way it is made."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

import index.publishing.publishing_run
from index.commands.add import add_sources
from index.commands.erase import erase
from index.commands.rebuild import rebuild
from index.commands.withdraw import withdraw
from index.model.change import Change
from index.model.errors import StoreError
from index.store.database import Store
from index.store.history import Record
from index.store.home import Home
from index.store.stored_translation import Translation
from search.open_searcher import open_searcher
from search.query.query import Query

NOW = datetime(2026, 1, 5, tzinfo=UTC)
LYON, TURKU = "Delegation from Lyon - France", "Delegation from Turku - Finland"
HEAD = "International Relations\n\n2007 June\n\n"
ITEM = "  • June {day}th 2007 - {title}\n\n    {text}\n\n"
TEXT = "A delegation led by the Mayor {name} met the Mayor of Torino and visited a museum."
Item = tuple[int, str, str]
ONE, TWO = (8, LYON, TEXT.format(name="Anna Keller")), (9, TURKU, TEXT.format(name="Jean Moreau"))
NAGOYA = (10, "Delegation from Nagoya - Japan", TEXT.format(name="Aiko Mori"))
RAINED = (8, LYON, f"{ONE[2]} It rained.")


class Archive:
    """A home whose one page is replaced, as when a mirror is added again."""

    def __init__(self, path: Path) -> None:
        self.home = Home(path / "home")
        self.page = path / "relint-inglese-list.txt"
        self.ids: dict[str, str] = {}
        self._read = 0

    def add(self, *items: Item) -> None:
        body = "".join(ITEM.format(day=day, title=title, text=text) for day, title, text in items)
        self.page.write_text(HEAD + body, "utf-8")
        add_sources(self.home, [str(self.page)])

    def id(self, title: str) -> str:
        with closing(open_searcher(self.home.location)) as searcher:
            (hit,) = searcher.search(Query(phrase=title)).hits
            return hit.id

    def records(self) -> list[Record]:
        with self.home.open_store("read") as store:
            found = store.history.latest(-1)
            return sorted(found, key=lambda record: (record.change.time, record.change.id))

    def new(self) -> list[Change]:
        """The changes since this was asked last."""
        found = [record.change for record in self.records()]
        new, self._read = found[self._read :], len(found)
        return new

    def kinds(self) -> list[tuple[str, ...]]:
        return [(c.id, c.kind, *(part.part for part in c.parts)) for c in self.new()]


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    archive = Archive(tmp_path)
    archive.add(ONE, TWO)
    archive.ids = {title: archive.id(title) for title in (LYON, TURKU)}
    assert archive.kinds() == [(id, "added") for id in sorted(archive.ids.values())]
    return archive


def test_what_is_published_again_as_it_was_has_not_changed(archive: Archive) -> None:
    rebuild(archive.home)
    archive.add(ONE, TWO)
    assert archive.new() == []


def test_an_entry_more_and_an_entry_less(archive: Archive) -> None:
    archive.add(TWO)
    assert archive.kinds() == [(archive.ids[LYON], "withdrawn")]
    archive.add(ONE, TWO)
    assert archive.kinds() == [(archive.ids[LYON], "restored")]


@pytest.mark.parametrize(
    ("other", "parts"),
    [
        ((8, LYON, ONE[2] + " It rained."), ("text",)),
        ((8, LYON, ONE[2].replace("museum", "museum in Nice (France)")), ("text", "places")),
        ((8, LYON, TEXT.format(name="Anna Kessler")), ("text", "people")),
    ],
)
def test_a_change_says_what_changed(archive: Archive, other: Item, parts: tuple[str, ...]) -> None:
    archive.add(other, TWO)
    assert archive.kinds() == [(archive.ids[LYON], "changed", *parts)]


def test_a_heading_or_a_day_set_right_is_a_change_of_the_same_entry(archive: Archive) -> None:
    old = archive.ids[LYON]
    archive.add((7, LYON, ONE[2]), TWO)
    (change,) = archive.new()
    assert change.kind == "changed"
    said = {each.part: (each.before, each.after) for each in change.parts}
    assert said["date"] == ("2007-06-08", "2007-06-07")
    assert said.get("id", (old, change.id)) == (old, change.id)
    with archive.home.open_store("read") as store:
        known = store.published.of_one_entry(old)
        assert [each.change.kind for each in store.history.of(known)] == ["added", "changed"]


CORRECTIONS = (
    ("title", "Guests from Lyon"),
    ("text", "Nothing else is known."),
    ("language", "it"),
    ("kind", "mission"),
    ("date", "2007-06-05/2007-06-06"),
    ("countries", "FI"),
    ("doubts", ""),
)


@pytest.mark.parametrize(("field", "value"), CORRECTIONS)
def test_a_correction_says_what_and_why(archive: Archive, field: str, value: str) -> None:
    row = f"{archive.ids[LYON]},{field},{value},Ada,misread"
    archive.home.corrections.write_text(f"id,field,value,who,why\n{row}\n", "utf-8")
    rebuild(archive.home)
    (record,) = archive.records()[2:]
    change = record.change
    assert (change.kind, change.parts[0].part, change.why, record.who) == (
        "corrected", field, "misread", "Ada",
    )  # fmt: skip
    archive.home.corrections.write_text(f"id,field,value,who,why\n{row} badly\n", "utf-8")
    rebuild(archive.home)
    archive.add(ONE, TWO)
    assert len(archive.records()) == 3


def test_a_correction_taken_back_is_told_as_such(archive: Archive) -> None:
    rows = f"id,field,value\n{archive.ids[LYON]},kind,mission\n"
    archive.home.corrections.write_text(rows, "utf-8")
    rebuild(archive.home)
    archive.home.corrections.unlink()
    rebuild(archive.home)
    assert [kind for _, kind, *_ in archive.kinds()] == ["corrected", "undone"]


def test_a_translation_says_its_language_and_origin(archive: Archive) -> None:
    with archive.home.open_store() as store, store.change():
        for source in (LYON, ONE[2]):
            store.memory.remember(Translation("en", source, "it", f"Tradotto {source}", "human"))
        store.touch()
    rebuild(archive.home)
    (change,) = archive.new()
    assert (change.id, change.kind) == (archive.ids[LYON], "translated")
    assert (change.language, change.origin) == ("it", "human")


def test_withdrawn_and_brought_back(archive: Archive) -> None:
    id = archive.ids[LYON]
    withdraw(archive.home, [id])
    withdraw(archive.home, [id], undo=True)
    assert archive.kinds() == [(id, "withdrawn"), (id, "restored")]
    withdraw(archive.home, [f"file:{archive.page.name}"])
    assert sorted(kind for _, kind in archive.kinds()) == ["withdrawn", "withdrawn"]


def test_what_is_erased_leaves_no_reason_and_no_value(
    archive: Archive, traces_in: Callable[[Path, Iterable[str]], object]
) -> None:
    id = archive.ids[LYON]
    row = f"{id},title,Guests of Zephyrine,Zebedee,Zoe asked for it"
    archive.home.corrections.write_text(f"id,field,value,who,why\n{row}\n", "utf-8")
    rebuild(archive.home)
    assert traces_in(archive.home.path, ["Zebedee"])
    erase(archive.home, [id], lambda _: True)
    assert not traces_in(archive.home.path, ["Zephyrine", "Zebedee", "Zoe", "Keller"])
    records = [record for record in archive.records() if record.change.id == id]
    assert [record.change.kind for record in records] == ["added", "corrected", "erased"]
    assert not any(record.who or record.change.why or record.change.parts for record in records)


def test_a_publishing_that_is_killed_and_said_again_notes_each_change_once(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    for place in (
        (index.publishing.publishing_run.PublishingRun, "_write"),
        (Store, "mark_published"),
        (index.publishing.publishing_run.BuildState, "save"),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(*place, die)
            with pytest.raises(KeyboardInterrupt):
                archive.add(TWO, NAGOYA)
    archive.add(TWO, NAGOYA)
    assert sorted(kind for _, kind in archive.kinds()) == ["added", "withdrawn"]


def test_what_readers_saw_before_a_kill_is_not_told_them_again(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    def news() -> list[tuple[Change, datetime]]:
        with closing(open_searcher(archive.home.location)) as searcher:
            found = [change for item in searcher.news() for change in item.changes]
        assert [change.time for change in found] == sorted((c.time for c in found), reverse=True)
        return [(replace(change, time=NOW), change.time) for change in found]

    fourth = (11, "Delegation from Porto - Portugal", TEXT.format(name="Rui Costa"))
    noted = news()
    with monkeypatch.context() as patch:
        patch.setattr(Store, "mark_published", die)
        with pytest.raises(KeyboardInterrupt):
            archive.add(ONE, TWO, NAGOYA)
        seen = news()
        assert len(seen) == len(noted) + 1
        with pytest.raises(KeyboardInterrupt):  # once more, and with more
            archive.add(RAINED, TWO, NAGOYA)
    more = news()
    assert set(more) > set(seen)
    with monkeypatch.context() as patch:  # which leaves no generation
        patch.setattr(index.publishing.publishing_run.PublishingRun, "_write", die)
        with pytest.raises(KeyboardInterrupt):
            rebuild(archive.home)
    archive.add(RAINED, TWO, NAGOYA, fourth)
    last = news()
    assert set(last) > set(more)
    assert len(last) == len({change for change, _ in last}) == len(noted) + 3
    assert len({time for _, time in last}) == 4
    rebuild(archive.home)
    assert news() == last


@pytest.mark.parametrize(
    ("told", "then", "expected"),
    [
        # An entry more is told, and gone before it is noted.
        ([ONE, TWO, NAGOYA], [ONE, TWO], ["added", "withdrawn"]),
        # An entry less is told, and back before it is noted.
        ([TWO], [ONE, TWO], ["withdrawn", "restored"]),
        # A change is told, and taken back.
        ([RAINED, TWO], [ONE, TWO], ["changed"]),
        # An entry more is told; another comes, and it stays.
        ([ONE, TWO, NAGOYA], [RAINED, TWO, NAGOYA], ["added", "changed"]),
        # A change is told, and goes on.
        ([RAINED, TWO], [(7, *RAINED[1:]), TWO], ["changed", "changed"]),
        ([ONE, TWO, NAGOYA], [ONE, TWO, NAGOYA], ["added"]),
    ],
)
def test_what_was_told_before_a_kill_is_told_once_and_so_is_its_end(
    archive: Archive,
    monkeypatch: pytest.MonkeyPatch,
    told: list[Item],
    then: list[Item],
    expected: list[str],
) -> None:
    def die(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Store, "mark_published", die)
        with pytest.raises(KeyboardInterrupt):
            archive.add(*told)
    with closing(open_searcher(archive.home.location)) as searcher:
        seen = {(item.id, item.time) for item in searcher.news()}
    archive.add(*then)
    assert [change.kind for change in archive.new()] == expected
    with closing(open_searcher(archive.home.location)) as searcher:
        assert seen <= {(item.id, item.time) for item in searcher.news()}


def test_an_archive_that_had_no_history_begins_one_in_silence(archive: Archive) -> None:
    with closing(sqlite3.connect(archive.home.database)) as db:
        db.executescript(
            "DROP TABLE history; DROP TABLE snapshots; DROP TABLE identities;"
            " DROP TABLE translated; DROP TABLE translated_from; DELETE FROM row_sets"
            " WHERE name IN"
            " ('history', 'snapshots', 'identities', 'translated', 'translated_from');"
            " DELETE FROM meta WHERE key = 'history';"
            " UPDATE row_sets SET rows = (SELECT count(*) FROM meta) WHERE name = 'meta';"
            " PRAGMA user_version = 4"
        )
    archive._read = 0
    archive.add(ONE, TWO, NAGOYA)
    assert archive.new() == []
    archive.add(TWO, NAGOYA)
    assert archive.kinds() == [(archive.ids[LYON], "withdrawn")]


def test_publications_never_have_the_same_time(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stopped(index.publishing.publishing_run.datetime):
        @classmethod
        def now(cls, tz: object = None) -> Stopped:
            return cls(2001, 1, 1, tzinfo=index.publishing.publishing_run.UTC)

    monkeypatch.setattr(index.publishing.publishing_run, "datetime", Stopped)
    archive.add(TWO)
    archive.add(ONE, TWO)
    times = [record.change.time for record in archive.records()]
    assert times == sorted(times)
    assert len(set(times)) == 3


def test_an_entry_carries_its_own_history(archive: Archive) -> None:
    id = archive.ids[LYON]
    withdraw(archive.home, [id])
    withdraw(archive.home, [id], undo=True)
    with closing(open_searcher(archive.home.location)) as searcher:
        entry = searcher.get(id)
    assert entry
    assert [change.kind for change in entry.history] == ["added", "withdrawn", "restored"]


def test_changes_that_cannot_be_written_leave_the_history_as_it_was(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Store, "mark_published", _fail)
        with pytest.raises(StoreError):
            archive.add(TWO)
    assert archive.new() == []


def _fail(*_: object) -> None:
    raise StoreError("the disk is full")
