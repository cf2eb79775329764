"""The desk over a real archive: who may use it, and what a decision does."""

import time

import pytest

from index.commands.add import add_sources
from index.store.corrections import read_corrections
from index.store.home import Home
from search.open_searcher import open_searcher
from web.desk import create_desk
from web.desk.session import DESK_KEY

PAGE = """<html lang="en"><body><h1>News</h1>
<h3>June 14th 2007 - Delegation from Turku</h3>
<p>On June 16th 2007 a delegation from Turku in Finland met the Mayor and spoke of harbours.</p>
<h3>June 20th 2007 - A walk along the river</h3>
<p>The office invited everybody to a long walk along the river with music and food.</p>
</body></html>"""


@pytest.fixture
def home(tmp_path):
    page = tmp_path / "news.html"
    page.write_text(PAGE, "utf-8")
    home = Home(tmp_path / "home")
    add_sources(home, [str(page)])
    return home


@pytest.fixture
def desk(home):
    searcher = open_searcher(home.location)
    app = create_desk(home, searcher, "secret", "Anna")
    client = app.test_client()
    client.environ_base["HTTP_HOST"] = "127.0.0.1:8099"
    client.app, client.searcher = app, searcher
    yield client
    app.extensions[DESK_KEY].close()
    searcher.close()


@pytest.fixture
def opened(desk):
    assert desk.get("/?token=secret").status_code == 303
    return desk


def published(desk):
    for _ in range(600):
        if not desk.app.extensions[DESK_KEY].is_publishing:
            return
        time.sleep(0.05)
    raise AssertionError("nothing was published")


@pytest.mark.parametrize("path", ["/", "/it/", "/en/doubt/x", "/?token=other", "/static/desk.js"])
def test_nobody_without_the_token_sees_it(desk, path):
    assert desk.get(path).status_code == 403


def test_no_other_site_may_use_it(opened):
    assert opened.get("/it/").status_code == 200
    assert opened.get("/it/", headers={"Host": "evil.example.org:8099"}).status_code == 403
    elsewhere = {"Origin": "http://evil.example.org"}
    assert opened.post("/it/undo", headers=elsewhere).status_code == 403
    assert "frame-ancestors 'none'" in opened.get("/it/").headers["Content-Security-Policy"]


def test_a_decision_is_written_at_once_published_soon_and_taken_back(opened, home):
    (id,) = (t.id for t in opened.app.extensions[DESK_KEY].tasks() if t.kind == "doubt")
    page = opened.get(f"/en/doubt/{id}").text
    assert "The heading says 14" in page
    answer = opened.post(
        f"/en/doubt/{id}", data={"value": "2007-06-16", "why": "the poster", "do": "settle"}
    )
    assert answer.status_code == 303
    assert "/unplaced/" in answer.location  # the next that waits
    rows = [(row.field, row.value, row.who, row.why) for row in read_corrections(home.corrections)]
    assert rows == [
        ("date", "2007-06-16", "Anna", "the poster"), ("doubts", "date", "Anna", "the poster"),
    ]  # fmt: skip
    published(opened)
    entry = opened.searcher.get(id)
    assert str(entry.dates.start) == "2007-06-16"
    assert entry.doubts == ()
    assert opened.post("/en/undo").location == f"/en/doubt/{id}"
    published(opened)
    assert read_corrections(home.corrections) == ()
    assert opened.searcher.get(id).doubts != ()


@pytest.mark.parametrize("data", [{}, {"other": "31 June"}, {"other": "05/06/2007"}])
def test_what_is_no_answer_is_said_and_nothing_is_written(opened, home, data):
    (id,) = (t.id for t in opened.app.extensions[DESK_KEY].tasks() if t.kind == "doubt")
    answer = opened.post(f"/it/doubt/{id}", data={**data, "do": "settle"})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert f'name="other" value="{data.get("other", "")}"' in answer.text
    assert not home.corrections.exists()


def test_later_leads_on_and_writes_nothing(opened, home):
    (id,) = (t.id for t in opened.app.extensions[DESK_KEY].tasks() if t.kind == "doubt")
    assert "/it/unplaced/" in opened.post(f"/it/doubt/{id}", data={"do": "later"}).location
    assert not home.corrections.exists()


@pytest.mark.parametrize(
    "path",
    ["/it/doubt/2007-01-01-none", "/it/party/x", "/it/pair/{id}", "/it/pair/{id}+{id}",
     "/it/pair/{id}+2007-01-01-none", "/it/doubt/{id}+{id}"],
)  # fmt: skip
def test_an_unknown_task_is_not_found(opened, path):
    id = opened.app.extensions[DESK_KEY].tasks()[0].id
    assert opened.get(path.format(id=id)).status_code == 404
    assert opened.post(path.format(id=id), data={"value": "join"}).status_code == 404


def test_what_is_wrong_with_the_archive_is_said_and_nothing_is_lost(opened, home):
    (id,) = (t.id for t in opened.app.extensions[DESK_KEY].tasks() if t.kind == "doubt")
    opened.post(f"/en/doubt/{id}", data={"value": "2007-06-16", "do": "settle"})
    published(opened)
    written = home.corrections.read_bytes()
    home.corrections.write_bytes(written + b"x,colour,red,,\n")
    for answer in opened.get("/en/"), opened.get(f"/it/doubt/{id}"), opened.post("/en/undo"):
        assert answer.status_code == 503
        assert "line 4: no field" in answer.text
    home.corrections.write_bytes(written)
    assert opened.post("/en/undo").location == f"/en/doubt/{id}"
    assert read_corrections(home.corrections) == ()


def test_what_could_not_be_published_is_tried_again(opened, home, monkeypatch):
    monkeypatch.setattr("web.desk.session._CALM", 0.05)
    monkeypatch.setattr("web.desk.session._RETRY", 0.1)
    work = opened.app.extensions[DESK_KEY]
    (id,) = (t.id for t in work.tasks() if t.kind == "doubt")
    away = home.database.rename(home.path / "away.db")
    opened.post(f"/en/doubt/{id}", data={"value": "2007-06-16", "do": "settle"})
    deadline = time.monotonic() + 20
    while not work.failure and time.monotonic() < deadline:
        time.sleep(0.02)
    assert "archive.db is missing" in opened.get("/en/").text
    away.rename(home.database)
    published(opened)
    assert work.failure == ""
    assert str(opened.searcher.get(id).dates.start) == "2007-06-16"


def test_a_desk_that_closes_publishes_or_says_why_not(opened, home):
    work = opened.app.extensions[DESK_KEY]
    (id,) = (t.id for t in work.tasks() if t.kind == "doubt")
    away = home.database.rename(home.path / "away.db")
    opened.post(f"/en/doubt/{id}", data={"value": "2007-06-16", "do": "settle"})
    work.close()
    assert "archive.db is missing" in work.failure
    away.rename(home.database)
    work.close()
    assert work.failure == ""
    assert str(opened.searcher.get(id).dates.start) == "2007-06-16"


def test_what_was_no_entry_is_one_again_and_its_page_is_not_asked_for_too_early(opened):
    (id,) = (t.id for t in opened.app.extensions[DESK_KEY].tasks() if t.kind == "doubt")
    opened.post(f"/en/doubt/{id}", data={"do": "not-an-entry"})
    published(opened)
    assert opened.searcher.get(id) is None
    answer = opened.post("/en/undo", follow_redirects=True)
    assert (answer.status_code, answer.request.path) == (200, "/en/")
    published(opened)
    assert opened.get(f"/en/doubt/{id}").status_code == 200
