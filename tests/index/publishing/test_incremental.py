"""What an amended publishing gives is what publishing anew gives, whatever happened before."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest

import index.publishing.denying
import index.publishing.publishing_run
from index.indexing.fields import stored_text
from index.indexing.writer import Provenance
from index.model.change import ENDINGS, Change
from index.model.entry import Entry
from index.model.errors import AmendError
from index.model.page import Page
from index.publishing.publish import publish
from index.publishing.publishing_run import Published
from index.store.cache import DerivedCache
from index.store.database import Store
from index.store.home import Home
from index.store.stored_translation import Translation
from search.open_searcher import open_searcher

ROOT = "http://www.comune.torino.it/relint"
NOW = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
TOWNS = (("Lyon", "Lione", "France", "Francia"), ("Turku", "Turku", "Finland", "Finlandia"))
GUESTS = ("Anna Keller", "Jean Moreau")
HEADINGS = (
    "{day} giugno {year} - Delegazione da {citta} - {paese}",
    "June {day}th {year} - Delegation from {town} - {country}",
)
TEXTS = (
    "Una delegazione di {citta} guidata dal sindaco {guest} ha visto il sindaco di Torino{more}.",
    "A delegation from {town} led by the Mayor {guest} met the Mayor of Torino{more}.",
)
MORE = (("", ""), (" con altri 33 amici", " with 33 more friends"))
PAGE = (
    '<html lang="{language}"><body><h1>{title}</h1><h2>{month}</h2><ul>{items}</ul></body></html>'
)


def an_entry(chance: random.Random, english: bool) -> str:
    """One of few days, towns and guests, so that entries meet often; some say their source."""
    town, citta, country, paese = chance.choice(TOWNS)
    said = {
        "day": chance.randint(4, 6), "year": chance.choice((2006, 2007, 2007)),
        "town": town, "citta": citta, "country": country, "paese": paese,
        "guest": chance.choice(GUESTS), "more": chance.choice(MORE)[english],
    }  # fmt: skip
    heading, text = HEADINGS[english].format_map(said), TEXTS[english].format_map(said)
    via = f'<p><a rel="via" href="{url_of(chance.randint(0, 8))}">Fonte</a></p>'
    return f"<li><h3>{heading}</h3><p>{text}</p>{via * (chance.random() < 0.2)}</li>"


def a_page(chance: random.Random, number: int, now: datetime) -> Page:
    english = number % 2 == 0
    items = "".join(an_entry(chance, english) for _ in range(chance.randint(1, 3)))
    html = PAGE.format(
        language="en" if english else "it",
        title="International Relations" if english else "Relazioni internazionali",
        month="2007 June" if english else "Giugno 2007",
        items=items,
    )
    return Page(url_of(number), now, "text/html", html.encode(), None)


def url_of(number: int) -> str:
    language = "" if number % 2 else "inglese/"
    return f"{ROOT}/{language}archivio/2007/maggiogiugno/p{number // 2}.shtml"


@dataclass
class Generations:
    """What was written to each location: a writer of entries to memory, true to its contract."""

    live: dict[str, dict[str, str]] = field(default_factory=dict)
    gone: dict[str, set[str]] = field(default_factory=dict)
    provenance: dict[str, Provenance] = field(default_factory=dict)
    news: dict[str, tuple[Change, ...]] = field(default_factory=dict)
    denied: dict[str, frozenset[str]] = field(default_factory=dict)
    amended: int = 0
    fingerprint: str = "live"

    def open(self, location: str) -> InMemory:
        return InMemory(self, location)


class InMemory:
    """The writing half of an engine at one location; see index.indexing.writer.WritingEngine."""

    def __init__(self, generations: Generations, location: str) -> None:
        self._generations, self._location = generations, location

    def writer(self, progress: object = None, *, amend: bool = False) -> Writing:
        return Writing(self._generations, self._location, amend)

    def live_fingerprint(self) -> str:
        return f"{self._generations.fingerprint} {self._location}"

    def live_provenance(self) -> Provenance | None:
        return self._generations.provenance.get(self._location)

    def live_news(self) -> tuple[Change, ...]:
        return self._generations.news.get(self._location, ())

    def denied(self) -> frozenset[str]:
        return self._generations.denied.get(self._location, frozenset())

    def deny(self, names: frozenset[str]) -> None:
        self._generations.denied[self._location] = names


class Writing:
    """One generation under way."""

    def __init__(self, generations: Generations, location: str, amend: bool) -> None:
        self._to, self._location, self._amend = generations, location, amend

    def __enter__(self) -> Self:
        if self._amend and self._location not in self._to.live:
            raise AmendError("nothing to amend")
        self._entries = dict(self._to.live[self._location]) if self._amend else {}
        self._gone = set(self._to.gone[self._location]) if self._amend else set()
        return self

    def add(self, entries: Iterable[Entry]) -> int:
        for entry in entries:
            self._entries[entry.id] = stored_text(entry)
            self._gone -= {entry.id, *entry.aliases}
        return 0

    def remove(self, ids: Iterable[str]) -> None:
        for id in ids:
            assert self._entries.pop(id, None), f"{id} did not stand"

    def withdraw(self, ids: Iterable[str]) -> None:
        self._gone |= set(ids)

    def note_provenance(self, archive: str, token: str, profile: str = "") -> None:
        self._to.provenance[self._location] = Provenance(
            archive, token, len(self._entries), profile
        )

    def note_news(self, news: Sequence[Change]) -> None:
        self._to.news[self._location] = tuple(news)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is None:
            self._to.live[self._location] = self._entries
            self._to.gone[self._location] = self._gone
            self._to.amended += self._amend


@pytest.fixture
def generations(monkeypatch: pytest.MonkeyPatch) -> Generations:
    """Generations in memory, since a thousand of them are to be compared."""
    generations = Generations()
    for module in (index.publishing.publishing_run, index.publishing.denying):
        monkeypatch.setattr(module, "open_engine", generations.open)
    monkeypatch.setattr(index.publishing.publishing_run, "MAX_CHANGED_SHARE", 10)
    return generations


def memory_of(store: Store) -> None:
    """Remember a few translations."""
    for town, citta, country, paese in TOWNS:
        title = f"Delegation from {town} - {country}", f"Delegazione da {citta} - {paese}"
        for guest in GUESTS:
            said = {"town": town, "citta": citta, "guest": guest, "more": ""}
            text = TEXTS[True].format_map(said), TEXTS[False].format_map(said)
            for english, italian in (title, text):
                store.memory.remember(Translation("en", english, "it", italian, "human"))


@dataclass
class Archive:
    """A home, published after every change."""

    home: Home
    generations: Generations
    full: bool

    def change(self, do: Callable[[Store], object]) -> Published:
        with self.home.open_store() as store:
            with store.change():
                do(store)
                store.touch()
            return publish(self.home, store, full=self.full)

    def replayed(self) -> set[str]:
        with self.home.open_store() as store:
            changes = [record.change for record in store.history.latest(-1)]
        return replay(sorted(changes, key=lambda change: (change.time, change.id)))

    def live_ids(self) -> set[str]:
        return set(self.generations.live[self.home.location])

    def state(self) -> tuple[object, ...]:
        with self.home.open_store() as store:
            known = store.published.all()
            history = [timeless(each.change) for each in store.history.latest(-1)]
            snapshots = store.history.snapshots(sorted(store.history.live_ids()))
        location = self.home.location
        entries = {id: json.loads(t) for id, t in self.generations.live[location].items()}
        for change in (each for entry in entries.values() for each in entry.get("history", ())):
            del change["time"]
        assert snapshots.keys() == entries.keys()
        news = list(map(timeless, self.generations.news[location]))
        assert news == [change for change in history if change.is_news][:500]
        return entries, self.generations.gone[location], known, history, snapshots


def replay(changes: Iterable[Change]) -> set[str]:
    """The ids of the entries that are live after these changes."""
    live: set[str] = set()
    for change in changes:
        if change.kind in ("added", "restored", "parted"):
            assert change.id not in live, change
            live.add(change.id)
        elif change.kind in ENDINGS:
            live.remove(change.id)
        for part in change.parts:
            if part.part == "id":
                live.remove(part.before)
                live.add(part.after)
        assert change.id in live or change.kind in ENDINGS, change
    return live


def timeless(change: Change) -> Change:
    """A change without the time of its publication, in which two archives differ."""
    return replace(change, time=NOW)


def without_times(entry: Entry | None) -> Entry | None:
    return entry and replace(entry, history=tuple(map(timeless, entry.history)))


@contextmanager
def in_step(tmp_path: Path, generations: Generations) -> Iterator[tuple[Archive, Archive]]:
    amended = Archive(Home(tmp_path / "amended"), generations, full=False)
    full = Archive(Home(tmp_path / "anew"), generations, full=True)
    for each in (amended, full):
        each.change(memory_of)
    yield amended, full


def changes(chance: random.Random, archive: Archive) -> Iterator[Callable[[Store], object]]:
    """Endless changes: pages come, change, go and come back; so do entries, by their ids."""
    now = NOW
    while True:
        now += timedelta(minutes=1)
        with archive.home.open_store() as store:
            urls = [page.url for page in store.pages.all()]
            known = store.published.all()
        live = [each.id for each in known if each.state == "live"]
        withdrawn = [each.id for each in known if each.state == "withdrawn"]
        pages = [a_page(chance, chance.randint(0, 8), now) for _ in range(chance.randint(1, 2))]
        match chance.randint(0, 9):
            case 0 | 1 | 2 | 3 | 4:
                yield partial(add_pages, pages)
            case 5 | 6 if urls:
                yield partial(withdraw_page, chance.choice(urls))
            case 7:
                yield partial(restore_page, pages[0].url)
            case 8 if live:
                yield partial(withdraw_entry, chance.choice(live))
            case 9 if withdrawn:
                yield partial(restore_entry, chance.choice(withdrawn))
            case _:
                continue


CORRECTIONS = (
    "kind,mission", "title,Altro", "people,+Ada Rossi", "people,-Anna Keller", "countries,-FR",
    "not-an-entry,yes", "not-an-entry,yes", "join,{other}", "join,{other}", "part,{other}",
    "part,{other}",
)  # fmt: skip


def correct(chance: random.Random, *archives: Archive) -> None:
    """Write other corrections, of a few ids that there are or were, into each archive."""
    with archives[0].home.open_store() as store:
        ids = [each.id for each in store.published.all()]
    rows = [
        f"{id},{chance.choice(CORRECTIONS).format(other=other)},Anna,why"
        for _ in range(chance.randint(0, 4) if len(ids) > 1 else 0)
        for id, other in (chance.sample(ids, 2),)
    ]
    for archive in archives:
        archive.home.corrections.write_text("\n".join(("id,field,value,who,why", *rows)), "utf-8")


def add_pages(pages: list[Page], store: Store) -> None:
    for page in pages:
        store.pages.add(page)


def withdraw_page(url: str, store: Store) -> None:
    store.pages.withdraw(url)


def restore_page(url: str, store: Store) -> None:
    store.pages.restore(url)


def withdraw_entry(id: str, store: Store) -> None:
    assert store.published.withdraw(id)


def restore_entry(id: str, store: Store) -> None:
    assert store.published.restore(id)


@pytest.mark.parametrize(
    "seed", [0, 7, *(pytest.param(n, marks=pytest.mark.soak) for n in range(1, 80) if n != 7)]
)
def test_any_sequence_of_changes_gives_what_publishing_anew_gives(
    tmp_path: Path, generations: Generations, seed: int
) -> None:
    chance = random.Random(seed)
    with in_step(tmp_path, generations) as (amended, full):
        for number, change in zip(range(25), changes(chance, full), strict=False):
            if chance.random() < 0.3:
                correct(chance, full, amended)
            figures = [archive.change(change) for archive in (amended, full)]
            assert figures[0] == figures[1], f"figures after change {number}"
            assert amended.state() == full.state(), f"after change {number}"
            assert amended.replayed() == amended.live_ids(), f"after change {number}"
    assert generations.amended > 3


@pytest.fixture
def step(tmp_path: Path, generations: Generations) -> Iterator[Archive]:
    """An archive with a few pages, published twice, so that the next publishing amends."""
    archive = Archive(Home(tmp_path / "home"), generations, full=False)
    chance = random.Random(1)
    for number in range(4):
        archive.change(partial(add_pages, [a_page(chance, number, NOW)]))
    assert generations.amended > 1
    generations.amended = 0
    return archive


def add_another(archive: Archive) -> None:
    archive.change(partial(add_pages, [a_page(random.Random(2), 8, NOW)]))


def test_one_page_more_amends(step: Archive, generations: Generations) -> None:
    add_another(step)
    assert generations.amended == 1


def test_a_correction_amends_what_it_corrects(step: Archive, generations: Generations) -> None:
    ids = sorted(step.live_ids())
    step.home.corrections.write_text(f"id,field,value\n{ids[0]},title,Altro\n", "utf-8")
    step.change(lambda _: None)
    titles = {
        id: json.loads(text)["versions"][0]["title"]
        for id, text in generations.live[step.home.location].items()
    }
    assert [id for id, title in titles.items() if title == "Altro"] == [ids[0]]
    assert generations.amended == 1


def test_what_is_no_entry_is_withdrawn_with_the_reason_until_the_line_goes(
    step: Archive, generations: Generations
) -> None:
    id = min(step.live_ids())
    step.home.corrections.write_text(
        f"id,field,value,who,why\n{id},not-an-entry,yes,Ada,a menu\n", "utf-8"
    )
    step.change(lambda _: None)
    assert id not in step.live_ids()
    assert id in generations.gone[step.home.location]
    assert generations.news[step.home.location][0].why == "a menu"
    step.home.corrections.unlink()
    step.change(lambda _: None)
    assert id in step.live_ids()
    assert id not in generations.gone[step.home.location]
    assert generations.amended == 2


def test_other_translations_make_all_anew(step: Archive, generations: Generations) -> None:
    step.change(memory_of)
    assert generations.amended == 0


def test_a_change_of_the_code_makes_a_full_build(
    step: Archive, generations: Generations, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index.publishing.publishing_run, "indexing_fingerprint", lambda: "another")
    add_another(step)
    assert generations.amended == 0


def test_a_generation_of_somebody_else_is_not_amended(
    step: Archive, generations: Generations
) -> None:
    generations.fingerprint = "another"
    add_another(step)
    assert generations.amended == 0


def test_an_archive_put_in_the_place_of_another_is_not_amended(
    step: Archive, generations: Generations
) -> None:
    with step.home.open_store() as store, store.change():
        store.mark_published(store.revision, "another")
    add_another(step)
    assert generations.amended == 0


def test_a_lost_partition_makes_a_full_build(step: Archive, generations: Generations) -> None:
    with DerivedCache(step.home.derived) as derived:
        for name in derived.names("year "):
            derived.drop(name)
    add_another(step)
    assert generations.amended == 0
    before = step.state()
    step.full = True
    step.change(Store.touch)
    assert step.state() == before


def test_partitions_of_earlier_publishings_are_dropped(step: Archive) -> None:
    for number in range(4):
        step.change(partial(add_pages, [a_page(random.Random(number), 8, NOW)]))
    with DerivedCache(step.home.derived) as derived:
        years = [name.split()[1] for name in derived.names("year ")]
    assert len(years) == len(set(years))


def test_what_is_on_the_disk_is_the_same_too(tmp_path: Path) -> None:
    chance = random.Random(5)
    pages = [a_page(chance, number, NOW) for number in range(8)]
    later = a_page(chance, 3, NOW + timedelta(days=1))
    found = []
    for full in (False, True):
        archive = Archive(Home(tmp_path / f"full {full}"), Generations(), full=full)
        archive.change(partial(add_pages, pages))
        archive.change(partial(withdraw_page, pages[0].url))
        archive.change(partial(add_pages, [later]))
        with archive.home.open_store() as store:
            ids = sorted(each.id for each in store.published.all())
        with closing(open_searcher(archive.home.location)) as searcher:
            shown = [(id, without_times(searcher.get(id)), searcher.is_withdrawn(id)) for id in ids]
        found.append(shown)
    assert found[0] == found[1]
