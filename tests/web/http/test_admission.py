import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from werkzeug.test import Client, TestResponse
from werkzeug.wrappers import Response

from search.searcher import Searcher
from web import create_app
from web.http.admission import ADMISSION_KEY, AdmissionControl, LoadSnapshot

LONG = 60
"""Seconds in which even a busy machine gets there."""


class SlowSite:
    """A site with admission control, which answers when `go` is set."""

    def __init__(self, admission: AdmissionControl) -> None:
        self.admission = admission
        self.go = threading.Event()
        self.client = Client(admission.guard(self.answer, Response("come back", 503)))
        self.asked: list[str] = []

    def answer(self, environ: Any, start_response: Any) -> Any:
        if environ["PATH_INFO"] == "/fails":
            raise ZeroDivisionError
        if environ["PATH_INFO"] not in ("/healthz", "/readyz"):
            assert self.go.wait(LONG)
        self.asked.append(environ["PATH_INFO"])
        return Response("answered")(environ, start_response)

    def until(self, **expected: int) -> None:
        """Wait until the load is as expected."""
        ends = time.monotonic() + LONG
        while any(
            getattr(self.admission.load_snapshot(), what) != n for what, n in expected.items()
        ):
            assert time.monotonic() < ends, (self.admission.load_snapshot(), expected)
            time.sleep(0.005)


Ask = Callable[[SlowSite, str], "Future[TestResponse]"]


@pytest.fixture
def ask() -> Iterator[Ask]:
    with ThreadPoolExecutor(16) as threads:
        yield lambda site, path: threads.submit(site.client.get, path)


def test_so_many_are_answered_so_many_wait_and_the_next_is_rejected_at_once(ask: Ask) -> None:
    site = SlowSite(AdmissionControl(2, 3))
    let_in = [ask(site, "/it/") for _ in range(5)]
    site.until(answering=2, waiting=3)
    assert site.client.get("/it/").status_code == 503  # while all others still wait
    site.go.set()
    assert [each.result(LONG).status_code for each in let_in] == [200] * 5
    site.until(answering=0, waiting=0)
    assert site.client.get("/it/").status_code == 200


def test_those_who_wait_are_answered_in_the_order_in_which_they_came(ask: Ask) -> None:
    site = SlowSite(AdmissionControl(1, 8))
    for number in range(6):
        ask(site, f"/{number}")
        site.until(answering=1, waiting=number)
    site.go.set()
    site.until(answering=0, waiting=0)
    assert site.asked == [f"/{number}" for number in range(6)]


def test_a_request_that_waits_too_long_is_rejected_and_leaves_the_queue(ask: Ask) -> None:
    site = SlowSite(AdmissionControl(1, 8, timeout=0.05))
    first = ask(site, "/it/")
    site.until(answering=1)
    assert site.client.get("/it/").status_code == 503
    assert site.admission.load_snapshot() == LoadSnapshot(answering=1, waiting=0, files=0)
    site.go.set()
    assert first.result(LONG).status_code == 200


def test_health_checks_are_answered_however_many_wait(ask: Ask) -> None:
    site = SlowSite(AdmissionControl(1, 0))
    first = ask(site, "/it/")
    site.until(answering=1)
    assert site.client.get("/en/").status_code == 503
    assert site.client.get("/healthz").status_code == 200
    assert site.client.get("/readyz").status_code == 200
    site.go.set()
    assert first.result(LONG).status_code == 200


def test_a_request_that_fails_gives_its_place_back() -> None:
    site = SlowSite(AdmissionControl(1, 0))
    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            site.client.get("/fails")
    site.go.set()
    assert site.client.get("/it/").status_code == 200


def test_no_place_is_lost_when_many_come_give_up_and_go(ask: Ask) -> None:
    admission = AdmissionControl(2, 4, timeout=0.001)
    site = SlowSite(admission)
    site.go.set()
    statuses = {each.result(LONG).status_code for each in [ask(site, "/x") for _ in range(400)]}
    assert statuses <= {200, 503}
    assert admission.load_snapshot() == LoadSnapshot(0, 0, 0)


@pytest.fixture
def overloaded(searcher: Searcher) -> Iterator[Any]:
    """The site with room for one request, which is taken."""
    app = create_app(searcher, config={"ANSWERING": 1, "WAITING": 0})
    admission: AdmissionControl = app.extensions[ADMISSION_KEY]
    assert admission._acquire()
    yield app
    admission._release()


@pytest.mark.parametrize("path", ["/it/", "/en/search?q=mayor", "/nothing", "/static/suggest.js"])
def test_a_rejected_visitor_gets_a_page_in_both_languages(overloaded: Any, path: str) -> None:
    answer = overloaded.test_client().get(path)
    html = answer.get_data(as_text=True)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "troppe richieste insieme" in html
    assert "too many requests at once" in html


def test_the_page_for_rejected_requests_gets_its_style(overloaded: Any) -> None:
    client = overloaded.test_client()
    html = client.get("/it/").get_data(as_text=True)
    style = html.partition('rel="stylesheet" href="')[2].partition('"')[0]
    assert client.get(style, buffered=True).status_code == 200


def test_a_rejected_program_gets_json(overloaded: Any) -> None:
    answer = overloaded.test_client().get("/it/search.json?q=mayor")
    assert answer.status_code == 503
    assert answer.json["error"]["status"] == 503


def test_health_checks_are_answered_under_load(overloaded: Any) -> None:
    client = overloaded.test_client()
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").json["status"] == "ready"


def test_only_so_many_files_are_sent_at_once_and_pages_go_on(searcher: Searcher) -> None:
    app = create_app(searcher)
    client = app.test_client()
    under_way = [client.get("/it/search.csv") for _ in range(4)]
    assert [each.status_code for each in under_way] == [200] * 4
    refused = client.get("/it/search.jsonl")
    assert refused.status_code == 503
    assert refused.headers["Retry-After"] == "5"
    assert client.get("/it/search").status_code == 200
    assert client.get("/static/style.css", buffered=True).status_code == 200
    under_way[0].close()
    assert client.get("/it/search.jsonl", buffered=True).status_code == 200
    for each in under_way:
        each.close()
    assert app.extensions[ADMISSION_KEY].load_snapshot() == LoadSnapshot(0, 0, 0)


def test_asking_for_the_head_of_a_file_keeps_no_place(searcher: Searcher) -> None:
    app = create_app(searcher)
    client = app.test_client()
    for _ in range(10):
        assert client.head("/it/search.csv", buffered=True).status_code == 200
    assert app.extensions[ADMISSION_KEY].load_snapshot() == LoadSnapshot(0, 0, 0)
