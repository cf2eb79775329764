"""A desk over a real archive."""

from __future__ import annotations

import time
from datetime import date

import pytest

from index.commands.add import add_sources
from index.commands.rebuild import rebuild
from index.store.home import Home
from index.store.stored_translation import Translation
from search.open_searcher import open_searcher
from search.query.query import Query
from web.desk import create_desk
from web.desk.session import DESK_KEY

INTRODUCTION = "The office answers all letters of citizens who plan a journey, within ten days."
PAGE = f"""<html lang="en"><body><h1>News</h1><p>{INTRODUCTION}</p>
<h3>June 14th 2007 - Delegation from Turku - Finland</h3>
<p>A delegation from Turku in Finland met the Mayor and spoke of harbours and boats.</p>
<p>In the evening they were the guests of the yacht club.</p>
<h3>June 20th 2007 - Delegation from Lyon - France</h3>
<p>Gardeners from Lyon in France visited the parks along the river and planted trees.</p>
</body></html>"""
OFFICE = "The office is on the second floor of the town hall, beside the old library."


@pytest.fixture
def home(tmp_path):
    """Two entries, the first translated by a machine; two unread passages."""
    (tmp_path / "news.html").write_text(PAGE)
    (tmp_path / "about.html").write_text(f"<html><body><p>{OFFICE}</p></body></html>")
    home = Home(tmp_path / "home")
    add_sources(home, [str(tmp_path / "news.html"), str(tmp_path / "about.html")])
    searcher = open_searcher(home.location)
    turku = next(e for e in searcher.export(Query()) if "Turku" in e.original.title)
    searcher.close()
    with home.open_store() as store, store.change():
        for text in (turku.original.title, *turku.original.paragraphs):
            made = ("en", text, "it", f"Macchina: {text}", "machine", "libre", "")
            store.memory.remember(Translation(*made, day=date(2026, 11, 20)))
        store.touch()
    rebuild(home)
    return home


class OpenDesk:
    """A client of the desk of a home, which knows its token."""

    def __init__(self, home):
        self.home = home
        self.searcher = open_searcher(home.location)
        app = create_desk(home, self.searcher, "secret", "Anna")
        self.work = app.extensions[DESK_KEY]
        self.client = app.test_client()
        self.client.environ_base["HTTP_HOST"] = "127.0.0.1:8099"
        assert self.client.get("/?token=secret").status_code == 303

    def get(self, path):
        return self.client.get(path)

    def post(self, path, **data):
        return self.client.post(path, data=data)

    def tasks(self, kind):
        return [task.name for task in self.work.tasks() if task.kind == kind]

    def published(self):
        """Wait until everything that was decided is published."""
        for _ in range(600):
            if not self.work.is_publishing:
                return
            time.sleep(0.05)
        raise AssertionError(f"nothing was published {self.work.failure}")

    def entry(self, title):
        return next(e for e in self.searcher.export(Query()) if title in e.original.title)


@pytest.fixture
def open_desk(home):
    desk = OpenDesk(home)
    yield desk
    desk.work.close()
    desk.searcher.close()
