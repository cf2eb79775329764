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
from web.http.admission import ADMISSION_KEY, FILES, PLACE, AdmissionControl, LoadSnapshot

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


Ask = Callable[..., "Future[TestResponse]"]

FROM = pytest.mark.parametrize("many", ["203.0.113.9", "2001:db8::1", "unix", ""])
"""The address of the one who asks much."""


@pytest.fixture
def ask() -> Iterator[Ask]:
    with ThreadPoolExecutor(16) as threads:
        yield lambda site, path, address="": threads.submit(
            site.client.get, path, environ_overrides={"REMOTE_ADDR": address}
        )


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


def test_slow_readers_of_files_leave_room_for_others_and_pages_go_on(searcher: Searcher) -> None:
    app = create_app(searcher)
    slow, other = app.test_client(), app.test_client()
    other.environ_base = {"REMOTE_ADDR": "198.51.100.7"}
    path = "/it/search.csv?q=meeting"
    under_way = [slow.get(path) for _ in range(4)]
    assert [each.status_code for each in under_way] == [200, 200, 503, 503]
    assert under_way[2].headers["Retry-After"] == "5"
    assert slow.get("/it/search").status_code == 200
    assert slow.get("/static/style.css", buffered=True).status_code == 200
    assert other.get("/it/search.jsonl?q=meeting", buffered=True).status_code == 200
    under_way[0].close()
    assert slow.get(path, buffered=True).status_code == 200
    for each in under_way:
        each.close()
    assert app.extensions[ADMISSION_KEY].load_snapshot() == LoadSnapshot(0, 0, 0)


def test_never_more_files_than_places_are_sent_to_however_many_clients(searcher: Searcher) -> None:
    app = create_app(searcher)
    under_way = []
    for number in range(12):
        client = app.test_client()
        client.environ_base = {"REMOTE_ADDR": f"198.51.100.{number}"}
        under_way.append(client.get("/it/search.csv?q=meeting"))
    assert [each.status_code for each in under_way] == [200] * FILES + [503] * (12 - FILES)


@FROM
def test_a_client_waits_for_themselves_and_not_for_one_who_asks_much(ask: Ask, many: str) -> None:
    site = SlowSite(AdmissionControl(1, 8))
    for number in range(6):
        ask(site, f"/{number}", many)
        site.until(answering=1, waiting=number)
    other = ask(site, "/other", "198.51.100.7")
    site.until(waiting=6)
    site.go.set()
    assert other.result(LONG).status_code == 200
    site.until(answering=0, waiting=0)
    assert site.asked == ["/0", "/1", "/other", "/2", "/3", "/4", "/5"]


@FROM
def test_when_too_many_wait_the_one_who_has_most_of_them_is_rejected(ask: Ask, many: str) -> None:
    site = SlowSite(AdmissionControl(1, 4))
    waiting = []
    for number in range(5):
        waiting.append(ask(site, f"/{number}", many))
        site.until(answering=1, waiting=number)
    assert ask(site, "/more", many).result(LONG).status_code == 503
    others = []
    for number in range(2):
        others.append(ask(site, f"/other/{number}", "198.51.100.7"))
        assert waiting.pop().result(LONG).status_code == 503  # the last one first
    assert ask(site, "/third", "198.51.100.7").result(LONG).status_code == 503  # now both have two
    site.go.set()
    assert [each.result(LONG).status_code for each in (*waiting, *others)] == [200] * 5
    assert site.admission.load_snapshot() == LoadSnapshot(0, 0, 0)


def test_a_request_that_leaves_its_place_lets_the_next_in_once(ask: Ask) -> None:
    admission = AdmissionControl(1, 4)
    inside, go = threading.Event(), threading.Event()

    def answer(environ: Any, start_response: Any) -> Any:
        if environ["PATH_INFO"] == "/long":
            for _ in range(3):
                environ[PLACE].leave()
            inside.set()
            assert go.wait(LONG)
        return Response("answered")(environ, start_response)

    site = SlowSite(admission)
    site.client = Client(admission.guard(answer, Response("come back", 503)))
    long = ask(site, "/long")
    assert inside.wait(LONG)
    assert admission.load_snapshot() == LoadSnapshot(answering=0, waiting=0, files=0)
    assert site.client.get("/it/").status_code == 200
    go.set()
    assert long.result(LONG).status_code == 200
    assert admission.load_snapshot() == LoadSnapshot(0, 0, 0)


def test_one_client_has_a_part_of_the_places_for_files() -> None:
    admission = AdmissionControl(files=5, files_for_one=2)
    first = [admission.take_file("a"), admission.take_file("a")]
    assert None not in first
    assert admission.take_file("a") is None
    held = [admission.take_file("b")]
    assert admission.load_snapshot().files == 3
    assert first[0]
    first[0]()
    held += [admission.take_file(client) for client in ("a", "b", "c")]
    assert None not in held
    assert admission.take_file("d") is None  # five in all


def test_of_all_files_only_one_part_is_computed_at_any_moment() -> None:
    admission = AdmissionControl()
    computing, most = 0, 0

    def parts() -> Iterator[bytes]:
        nonlocal computing, most
        for _ in range(50):
            computing += 1
            most = max(most, computing)
            time.sleep(0)  # let another thread run
            computing -= 1
            yield b"x"

    with ThreadPoolExecutor(4) as threads:
        made = [threads.submit(lambda: b"".join(admission.in_turns(parts()))) for _ in range(8)]
        assert [each.result(LONG) for each in made] == [b"x" * 50] * 8
    assert most == 1


def test_asking_for_the_head_of_a_file_keeps_no_place(searcher: Searcher) -> None:
    app = create_app(searcher)
    client = app.test_client()
    for _ in range(10):
        assert client.head("/it/search.csv", buffered=True).status_code == 200
    assert app.extensions[ADMISSION_KEY].load_snapshot() == LoadSnapshot(0, 0, 0)
