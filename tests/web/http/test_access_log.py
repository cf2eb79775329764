import json
import logging
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from index.model.errors import StoreError
from search.searcher import Searcher
from web import create_app
from web.http.access_log import configure_logging, with_access_log

SECRET = "unmistakable"


@pytest.fixture
def logging_to() -> Iterator[Callable[[str], None]]:
    """Configure logging in a format; afterwards restore the handlers of the test run."""
    root, own = logging.getLogger(), logging.getLogger("web.http.access_log")
    handlers, level, own_level = root.handlers[:], root.level, own.level
    root.handlers = []
    yield configure_logging
    root.handlers, own.level = handlers, own_level
    root.setLevel(level)
    own.setLevel(own_level)


@pytest.fixture
def asker(searcher: Searcher) -> FlaskClient:
    return create_app(searcher).test_client()


def test_a_request_is_one_line_of_json(logging_to: Any, asker: Any, capsys: Any) -> None:
    logging_to("json")
    sent = asker.get("/it/search.json?q=library", buffered=True)
    (line,) = capsys.readouterr().err.splitlines()
    fields = json.loads(line)
    assert re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", fields.pop("time"))
    assert re.fullmatch(r"[0-9a-f]{8}", fields.pop("id"))
    assert 0 < fields.pop("ms") < 60_000
    assert fields == {
        "level": "info",
        "method": "GET",
        "path": "/it/search.json",
        "status": 200,
        "bytes": len(sent.data),
    }


def test_a_request_is_one_line_of_text(logging_to: Any, asker: Any, capsys: Any) -> None:
    logging_to("text")
    asker.get("/nothing", buffered=True)
    line = capsys.readouterr().err
    assert re.fullmatch(r"\S+Z GET /nothing 404 [\d.]+ ms \d+ B [0-9a-f]{8}\n", line)


def test_by_default_no_request_is_logged(logging_to: Any, asker: Any, capsys: Any) -> None:
    logging_to("")
    asker.get("/it/", buffered=True)
    asker.get("/nothing", buffered=True)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("form", ["json", "text"])
def test_no_log_holds_what_was_searched_or_who_asked(
    logging_to: Any, asker: Any, capsys: Any, form: str
) -> None:
    logging_to(form)
    who = {
        "User-Agent": SECRET,
        "Referer": f"http://{SECRET}.example/",
        "Cookie": f"a={SECRET}",
        "Authorization": SECRET,
        "X-Forwarded-For": "203.0.113.77",
    }
    paths = ("/it/search", "/en/search.csv", "/it/suggest.json", "/en/search/country", "/nothing")
    for path in paths:
        for asked in (f"q={SECRET}", f"person={SECRET}", f"q={SECRET}&page=0", f"from={SECRET}"):
            asker.get(
                f"{path}?{asked}",
                headers=who,
                environ_base={"REMOTE_ADDR": "203.0.113.77"},
                buffered=True,
            )
    lines = capsys.readouterr().err
    assert lines.count("\n") == len(paths) * 4
    assert SECRET not in lines
    assert "203.0.113" not in lines


@pytest.mark.parametrize("form", ["json", "text"])
def test_nobody_forges_a_line(logging_to: Any, asker: Any, capsys: Any, form: str) -> None:
    logging_to(form)
    asker.get("/it/%0A2026-01-01T00:00:00.000Z%20GET%20/forged%20\x1b%E2%80%A8%22x", buffered=True)
    asker.get("/" + "x" * 5000, buffered=True)
    first, second = capsys.readouterr().err.splitlines()
    assert "/it/%0A2026" in first
    assert "\x1b" not in first
    assert len(second) < 500


@pytest.mark.parametrize("form", ["json", "text", ""])
def test_the_number_on_the_page_of_a_failure_is_in_the_log(
    logging_to: Any, capsys: Any, form: str
) -> None:
    class Damaged:
        def __getattr__(self, name: str) -> Any:
            raise StoreError("/srv/archive.db is damaged")

    logging_to(form)
    damaged: Any = Damaged()
    asked = create_app(damaged).test_client().get(f"/en/search?q={SECRET}", buffered=True)
    html = asked.get_data(as_text=True)
    logged = capsys.readouterr().err
    number = re.search(r"<b>([0-9a-f]{8})</b>", html)
    assert number
    assert f"error {number[1]} at /en/search" in logged
    assert "StoreError: /srv/archive.db is damaged" in logged
    assert SECRET not in logged
    if form == "json":
        failure, request = map(json.loads, logged.splitlines())
        assert failure["id"] == request["id"] == number[1]
        assert failure["level"] == "error"
        assert failure["stack"].startswith("Traceback")
        assert request["status"] == 500
    if form == "text":
        assert logged.endswith(f"{number[1]}\n")


def test_no_message_steers_the_terminal(logging_to: Any, capsys: Any) -> None:
    harm = "page \x1b]0;owned\x07 \x9b31m \u202e"
    for form in ("text", "json"):
        logging_to(form)
        logging.getLogger("somewhere").warning("%s", harm)
        line = capsys.readouterr().err
        assert "owned" in line
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", line)


def test_a_file_that_the_server_reads_itself_is_logged_when_it_has_been_sent(
    logging_to: Any, searcher: Searcher, start: Any, capsys: Any
) -> None:
    logging_to("json")
    running = start(create_app(searcher))
    received = running.says(b"GET /en/search.csv HTTP/1.0\r\nHost: a.example\r\n\r\n")
    head, _, body = received.partition(b"\r\n\r\n")
    assert f"Content-Length: {len(body)}".encode() in head
    running.until(lambda: running.connections() == 0)
    (line,) = [one for one in capsys.readouterr().err.splitlines() if "search.csv" in one]
    fields = json.loads(line)
    assert (fields["path"], fields["status"]) == ("/en/search.csv", 200)
    assert fields["bytes"] == len(body)


def test_of_a_file_that_is_not_read_to_its_end_only_what_was_sent_is_logged(
    logging_to: Any, start: Any, capsys: Any, tmp_path: Path
) -> None:
    logging_to("json")
    size = 64 << 20
    (tmp_path / "large").write_bytes(bytes(size))

    def site(environ: Any, start_response: Any) -> Any:
        start_response("200 OK", [("Content-Length", str(size))])
        return environ["wsgi.file_wrapper"]((tmp_path / "large").open("rb"))

    running = start(with_access_log(site))
    with running.connect() as to:
        to.sendall(b"GET / HTTP/1.0\r\n\r\n")
        for _ in range(100):
            assert to.recv(65536)
    running.until(lambda: running.connections() == 0)
    assert 0 < json.loads(capsys.readouterr().err.splitlines()[0])["bytes"] < size
