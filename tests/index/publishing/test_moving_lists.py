"""A site with a pager: each new article pushes the older ones to the next list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from index.commands.withdraw import withdraw
from index.model.page import Page
from index.publishing.publish import publish
from index.store.home import Home
from search.open_searcher import open_searcher
from search.query.query import Query

NOW = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
SITE = "http://www.example.org"
ARTICLES = (
    ("The Consul of Peru at City Hall", "4 June 2018", "who spoke of alpacas and of opera"),
    ("Students of Tartu visit", "11 May 2018", "who rowed on the river with local scouts"),
    ("A choir from Bergen sings", "20 April 2018", "which gave two concerts of sea shanties"),
    ("Firefighters of Graz train", "6 March 2018", "who tried out the new ladder lorries"),
    ("Bakers from Lyon", "14 February 2018", "who baked brioches for the schools"),
)
A_LIST = 2
"""Articles on each list."""


def _item(article: tuple[str, str, str]) -> str:
    title, day, what = article
    return (
        f"<article><h2>{title}</h2><p class='date'>{day}</p>"
        f"<p>The mayor met the guests, {what} in the town.</p></article>"
    )


def _page(name: str, now: datetime, *articles: tuple[str, str, str]) -> Page:
    body = "".join(map(_item, articles))
    html = f"<html lang='en'><body><h1>News</h1>{body}</body></html>"
    return Page(f"{SITE}/{name}.html", now, "text/html", html.encode(), "en")


def _lists(articles: tuple[tuple[str, str, str], ...], now: datetime) -> Iterator[Page]:
    for start in range(0, len(articles), A_LIST):
        yield _page(f"list{start // A_LIST + 1}", now, *articles[start : start + A_LIST])


class Site:
    """An archive of it, captured again with each new article."""

    def __init__(self, path: Path) -> None:
        self.home = Home(path)

    def capture(self, number: int, *, full: bool = False) -> Mapping[str, str]:
        """Publish the site with its oldest articles, so many; the id of each title."""
        now, articles = NOW + timedelta(days=number), ARTICLES[-number:]
        with self.home.hold(), self.home.open_store() as store:
            with store.change():
                for page in _lists(articles, now):
                    store.pages.add(page)
                for article in articles:
                    store.pages.add(_page(article[0].replace(" ", "-"), now, article))
            publish(self.home, store, full=full)
        return self.ids()

    def ids(self) -> Mapping[str, str]:
        with closing(open_searcher(self.home.location)) as searcher:
            return {each.original.title: each.id for each in searcher.export(Query())}


@pytest.mark.parametrize("full", [False, True])
def test_an_entry_keeps_its_id_when_it_moves_to_the_next_list(tmp_path, full):
    site = Site(tmp_path / "home")
    before = site.capture(4)
    assert len(before) == 4
    after = site.capture(5, full=full)
    assert {title: after[title] for title in before} == before
    again = site.capture(5, full=True)
    assert again == after


def test_an_entry_keeps_its_id_when_the_list_that_it_was_read_from_is_withdrawn(tmp_path):
    site = Site(tmp_path / "home")
    before = site.capture(4)
    report = withdraw(site.home, [f"{SITE}/list1.html", f"{SITE}/list2.html"])
    assert site.ids() == before
    assert set(report.still_shown) == set(before.values())


def test_a_withdrawn_article_is_named_when_a_list_still_shows_it(tmp_path):
    site = Site(tmp_path / "home")
    id = site.capture(4)["Bakers from Lyon"]
    report = withdraw(site.home, [f"{SITE}/Bakers-from-Lyon.html"])
    assert report.still_shown == (id,)
    assert id in site.ids().values()
    assert withdraw(site.home, [id]).still_shown == ()
    assert id not in site.ids().values()


def test_the_page_of_an_article_is_its_first_source_and_the_list_another(tmp_path):
    site = Site(tmp_path / "home")
    site.capture(4)
    with closing(open_searcher(site.home.location)) as searcher:
        for entry in searcher.export(Query()):
            own = f"{SITE}/{entry.original.title.replace(' ', '-')}.html"
            assert entry.sources[0].url == own
            assert len(entry.sources) == 2


def test_that_older_articles_move_to_the_next_list_is_no_news(tmp_path):
    site = Site(tmp_path / "home")
    site.capture(4)
    site.capture(5)
    with closing(open_searcher(site.home.location)) as searcher:
        newest = searcher.news()[0].time
        told = [item for item in searcher.news() if item.time == newest]
    assert [item.changes[0].kind for item in told] == ["added"]
