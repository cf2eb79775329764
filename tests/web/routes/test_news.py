"""Who follows the archive sees each change of it once: on the page of news and in the feeds."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

import feedparser
import pytest
from flask.testing import FlaskClient

from index.commands.withdraw import withdraw
from index.model.change import ChangeKind
from index.model.entry import Entry
from index.model.page import Page
from index.publishing.publish import publish
from index.reading.pipeline import read_in_process
from index.store.home import Home
from index.store.stored_translation import Translation
from search.open_searcher import open_searcher
from web import create_app
from web.routes.news import SUMMARY, _summary

ROOT = "http://www.comune.torino.it/relint/inglese/archivio/2007"
PAGE = """<html lang="en"><body><h1>International Relations</h1><h2>2007 June</h2><ul>
<li><h3>June {day}th 2007 - Delegation {number} from {town} - {country}</h3>
<p>Delegation number {number} met the Mayor of Torino and visited {visited}.</p></li></ul>
</body></html>
"""
TOWNS = (("Lyon", "France"), ("Turku", "Finland"), ("Nagoya", "Japan"), ("Lille", "France"))
FETCHED = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
KINDS = set(get_args(ChangeKind))


@dataclass
class FeedReader:
    """Polls a feed with its further pages, and tells what is new, as feed readers do."""

    client: FlaskClient
    address: str
    host: str = "localhost"
    seen: set[tuple[str, str]] = field(default_factory=set)

    def poll(self) -> list[tuple[str, str, str]]:
        """The kinds, id of the entry, and id of the feed's entry, of each entry that is new."""
        new: list[tuple[str, str, str]] = []
        address: str | None = self.address
        while address:
            answer = self.client.get(address, base_url=f"http://{self.host}")
            feed = feedparser.parse(answer.data)
            assert not feed.bozo, feed.bozo_exception
            for entry in feed.entries:
                if (entry.id, entry.updated) not in self.seen:
                    self.seen.add((entry.id, entry.updated))
                    kinds = KINDS.intersection(tag.term for tag in entry.tags)
                    id = entry.link.rpartition("/")[2]
                    new.append((" ".join(sorted(kinds)), id, entry.id))
            further = [link.href for link in feed.feed.links if link.rel == "next"]
            address = further[0].partition(self.host)[2] if further else None
        return new


class Archive:
    """A home that is published after every change, and a site over it."""

    def __init__(self, path: Path) -> None:
        self.home = Home(path / "home")
        self.pages: dict[int, str] = {}
        """The last word of each page's text."""
        self.live: dict[str, int] = {}
        """The number of the page of each entry that is live, by its id."""
        self.withdrawn: dict[str, int] = {}
        self.rows = ["id,field,value,who,why"]
        self.minute = 0

    def put(self, number: int, visited: str) -> None:
        town, country = TOWNS[number % len(TOWNS)]
        body = PAGE.format(
            day=4 + number % 17, town=town, country=country, number=number, visited=visited
        )
        self.minute += 1
        time = FETCHED.replace(hour=self.minute // 60 % 24, minute=self.minute % 60)
        page = Page(f"{ROOT}/p{number}.shtml", time, "text/html", body.encode(), None)
        with self.home.open_store() as store:
            with store.change():
                store.pages.add(page)
            publish(self.home, store, read=read_in_process)

    def again(self) -> None:
        with self.home.open_store() as store:
            publish(self.home, store, full=True, read=read_in_process)

    def ids(self) -> set[str]:
        with self.home.open_store() as store:
            return {each.id for each in store.published.all() if each.state == "live"}


def add(archive: Archive, chance: random.Random) -> tuple[str, str]:
    number = len(archive.pages)
    before = archive.ids() if archive.pages else set()
    archive.pages[number] = "a museum"
    archive.put(number, "a museum")
    (id,) = archive.ids() - before
    archive.live[id] = number
    return "added", id


def change(archive: Archive, chance: random.Random) -> tuple[str, str]:
    id = chance.choice(sorted(archive.live))
    number = archive.live[id]
    archive.pages[number] += " and a school"
    archive.put(number, archive.pages[number])
    return "changed", id


def correct(archive: Archive, chance: random.Random) -> tuple[str, str]:
    id = chance.choice(sorted(archive.live))
    archive.rows.append(f"{id},title,Guests number {len(archive.rows)},Ada,misread")
    archive.home.corrections.write_text("\n".join(archive.rows) + "\n", "utf-8")
    archive.again()
    return "corrected", id


def remove(archive: Archive, chance: random.Random) -> tuple[str, str]:
    id = chance.choice(sorted(archive.live))
    archive.withdrawn[id] = archive.live.pop(id)
    page = f"{ROOT}/p{archive.withdrawn[id]}.shtml"
    withdraw(archive.home, [chance.choice([id, page])])
    return "withdrawn", id


def undo(archive: Archive, chance: random.Random) -> tuple[str, str] | None:
    if not archive.withdrawn:
        return None
    id = chance.choice(sorted(archive.withdrawn))
    archive.live[id] = number = archive.withdrawn.pop(id)
    names = [id, f"{ROOT}/p{number}.shtml"]
    report = withdraw(archive.home, names[:1], undo=True)
    if not report.changed:
        withdraw(archive.home, names[1:], undo=True)
    return "restored", id


def translate(archive: Archive, chance: random.Random) -> tuple[str, str] | None:
    id = chance.choice(sorted(archive.live))
    with closing(open_searcher(archive.home.location)) as searcher:
        entry = searcher.get(id)
    assert entry
    with archive.home.open_store() as store:
        with store.change():
            for source in (entry.original.title, entry.original.text):
                store.memory.remember(
                    Translation("en", source, "it", f"{archive.minute}: {source}", "human")
                )
        archive.minute += 1
        publish(archive.home, store, full=True, read=read_in_process)
    return "translated", id


CHANGES: tuple[Callable[[Archive, random.Random], tuple[str, str] | None], ...] = (
    add, add, change, correct, remove, undo, translate,
)  # fmt: skip


@pytest.mark.parametrize(("count", "seed"), [(14, 1), pytest.param(200, 2, marks=pytest.mark.soak)])
def test_a_feed_reader_sees_each_change_once(tmp_path: Path, count: int, seed: int) -> None:
    chance = random.Random(seed)
    archive = Archive(tmp_path)
    first = [add(archive, chance) for _ in range(3)]
    with closing(open_searcher(archive.home.location)) as searcher:
        client = create_app(searcher, config={"TESTING": True}).test_client()
        readers = [
            FeedReader(client, "/en/news.atom", "localhost"),
            FeedReader(client, "/en/news.atom", "archive.example.org"),
            FeedReader(client, "/it/news.atom", "another.example.org:8080"),
        ]
        for reader in readers:
            assert sorted(each[:2] for each in reader.poll()) == sorted(first)
        names: dict[str, str] = {}
        done = 0
        while done < count:
            expected = chance.choice(CHANGES)(archive, chance)
            if expected is None:
                continue
            done += 1
            polled = [reader.poll() for reader in readers]
            for new in polled:
                kinds = [(kind, id) for kind, id, _ in new]
                assert [(_main(kind), id) for kind, id in kinds] == [expected], done
                assert names.setdefault(expected[1], new[0][2]) == new[0][2]
            assert [reader.poll() for reader in readers] == [[], [], []]
        archive.again()
        assert [reader.poll() for reader in readers] == [[], [], []]
        assert len(set(names.values())) == len(names)


def _main(kinds: str) -> str:
    """What was done: a title set right also takes its translation along."""
    return "corrected" if "corrected" in kinds else kinds


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[Archive, FlaskClient]]:
    """Three entries, of which one was corrected and one withdrawn."""
    archive = Archive(tmp_path)
    chance = random.Random(1)
    for _ in range(3):
        add(archive, chance)
    correct(archive, chance)
    remove(archive, chance)
    with closing(open_searcher(archive.home.location)) as searcher:
        yield archive, create_app(searcher, config={"TESTING": True}).test_client()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Withdrawn.", "Corrected: title. Reason: misread.", "Added.")),
        ("it", ("Ritirata.", "Correzioni: titolo. Motivo: misread.", "Aggiunta.")),
    ],
)
def test_the_page_of_news_says_what_changed(
    site: tuple[Archive, FlaskClient], language: str, words: tuple[str, ...]
) -> None:
    archive, client = site
    text = client.get(f"/{language}/news").text
    main = text[text.index("<main") :]
    places = [main.index(each) for each in words]
    assert places == sorted(places)
    (gone,) = archive.withdrawn
    assert main.count(f">{gone}<") == 1, "a withdrawn entry has no title, and is not called added"
    assert main.count("Aggiunta." if language == "it" else "Added.") == 2
    assert "Ada" not in main


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Corrected: title. Reason: misread."), ("it", "Correzioni: titolo. Motivo: misread.")],
)
def test_an_entry_shows_its_history(
    site: tuple[Archive, FlaskClient], language: str, words: str
) -> None:
    archive, client = site
    pages = [client.get(f"/{language}/e/{id}").text for id in archive.live]
    assert sum(words in page for page in pages) <= 1
    assert all(("Added." if language == "en" else "Aggiunta.") in page for page in pages)
    assert not any("Ada" in page for page in pages)


def test_a_search_feed_has_the_same_ids_and_the_times_of_the_last_changes(
    site: tuple[Archive, FlaskClient],
) -> None:
    archive, client = site
    feeds = [
        feedparser.parse(client.get(path).data) for path in ("/en/news.atom", "/en/search.atom")
    ]
    news, found = ({e.link: (e.id, e.updated) for e in feed.entries} for feed in feeds)
    assert {link.rpartition("/")[2] for link in found} == set(archive.live)
    assert found.items() <= news.items()
    assert all(entry.published <= entry.updated for entry in feeds[1].entries)


def test_every_page_leads_feed_readers_to_the_news(answer: Callable[..., object]) -> None:
    link = (
        '<link rel="alternate" type="application/atom+xml"'
        ' title="What is new – Torino nel mondo" href="/en/news.atom">'
    )
    for path in ("/en/", "/en/search?q=mayor", "/en/e/2009-02-24-cina", "/en/people", "/en/help"):
        assert link in answer(path).text, path
    assert 'title="Novità – Torino nel mondo" href="/it/news.atom"' in answer("/it/years").text


def test_an_archive_without_news_says_so(answer: Callable[..., object]) -> None:
    assert "Nothing has changed since this list was begun." in answer("/en/news").text
    assert feedparser.parse(answer("/it/news.atom").data).entries == []
    for page in ("2", "0", "x", "-1", "9" * 4400, "²"):
        assert answer(f"/en/news?page={page}").status_code in (400, 404)


def test_long_news_have_pages(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    add(archive, random.Random(1))
    with archive.home.open_store() as store:
        with store.change():
            for number in range(1, 120):
                body = PAGE.format(day=4 + number % 17, town="Lyon", country="France",
                                   number=number, visited="x")  # fmt: skip
                url = f"{ROOT}/q{number}.shtml"
                store.pages.add(Page(url, FETCHED, "text/html", body.encode(), None))
        publish(archive.home, store, read=read_in_process)
    with closing(open_searcher(archive.home.location)) as searcher:
        client = create_app(searcher, config={"TESTING": True}).test_client()
        new = FeedReader(client, "/en/news.atom").poll()
        pages = [client.get(f"/en/news?page={number}").text for number in (1, 2, 3)]
        listed = [id for page in pages for id in re.findall(r'<li><a href="/en/e/([^"]+)"', page)]
        assert client.get("/en/news?page=4").status_code == 404
    assert len(new) == len(listed) > 100
    assert {id for _, id, _ in new} == set(listed)


def test_the_summary_of_a_text_without_blanks_is_cut_all_the_same(
    make_entry: Callable[..., Entry],
) -> None:
    entry = make_entry()
    long = replace(entry, versions=(replace(entry.versions[0], text="x" * 900),))
    assert len(_summary(long, "en")) == SUMMARY + 1
