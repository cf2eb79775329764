"""Several processes over one archive, run by gunicorn as in web/deploy/README.md."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from index.indexing.open_engine import open_writer

pytestmark = pytest.mark.slow

pytest.importorskip("gunicorn", reason="gunicorn does not run here")

LONG = 90
"""Seconds in which even a busy machine gets there."""

SITE = """
import os, pathlib, time
from web.wsgi import application as site

def application():
    inside = site()

    def marked(environ, start_response):
        go = environ.get("HTTP_X_WAIT_FOR")
        if go:
            pathlib.Path(go + ".asked").touch()
        while go and not pathlib.Path(go).exists():
            time.sleep(0.01)

        def start(status, headers, exc_info=None):
            return start_response(status, [*headers, ("X-Process", str(os.getpid()))], exc_info)

        return inside(environ, start)

    return marked
"""
"""The site, whose answers say which process gave them and can be held back."""


class Gunicorn:
    """gunicorn, started and listening."""

    def __init__(self, folder: Path, process: "subprocess.Popen[str]", port: int) -> None:
        self.folder, self.process, self.port = folder, process, port

    def connection(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=LONG)

    def get(self, path: str) -> tuple[http.client.HTTPResponse, bytes]:
        with closing(self.connection()) as asking:
            asking.request("GET", path)
            answer = asking.getresponse()
            return answer, answer.read()


@pytest.fixture
def gunicorn(tmp_path: Path, entries: list[Any]) -> Iterator[Callable[..., Gunicorn]]:
    with open_writer(str(tmp_path / "index")) as writer:
        writer.add(entries)
    (tmp_path / "marked_site.py").write_text(SITE)
    started: list[Gunicorn] = []

    def start(workers: int) -> Gunicorn:
        with socket.create_server(("127.0.0.1", 0)) as probe:
            port = probe.getsockname()[1]
        command = [
            *(sys.executable, "-m", "gunicorn", "-c", "python:web.gunicorn_settings"),
            *("--workers", str(workers), "--bind", f"127.0.0.1:{port}", "--pythonpath", "."),
            *("--worker-tmp-dir", str(tmp_path), "marked_site:application()"),
        ]
        process = subprocess.Popen(
            command,
            cwd=tmp_path,
            text=True,
            stderr=subprocess.PIPE,
            env={
                **os.environ,
                "TORINO_HOME": str(tmp_path),
                "TORINO_LOG": "json",
                "TMPDIR": str(tmp_path),
            },
        )
        running = Gunicorn(tmp_path, process, port)
        started.append(running)
        ends = time.monotonic() + LONG
        while time.monotonic() < ends and process.poll() is None:
            try:
                assert running.get("/readyz")[0].status == 200
                return running
            except ConnectionRefusedError:
                time.sleep(0.05)
        raise AssertionError(process.stderr and process.stderr.read())

    yield start
    for each in started:
        each.process.send_signal(signal.SIGINT)  # without grace
        each.process.communicate(timeout=LONG)


def test_four_processes_answer_from_one_generation_and_from_the_next_when_it_is_live(
    gunicorn: Callable[..., Gunicorn], tmp_path: Path, entries: list[Any]
) -> None:
    running = gunicorn(4)

    def asked_of_all() -> set[str]:
        """The generation that every process serves."""
        answers: dict[str, bytes] = {}
        ends = time.monotonic() + LONG
        while len(answers) < 4 and time.monotonic() < ends:
            answer, body = running.get("/readyz")
            assert answer.status == 200
            assert not answer.getheader("Server")
            found = re.search(rb'"generation": ?"(\w+)"', body)
            assert found
            answers[str(answer.getheader("X-Process"))] = found[1]
        assert len(answers) == 4
        return {name.decode() for name in answers.values()}

    assert asked_of_all() == {"g000001"}
    with open_writer(str(tmp_path / "index")) as writer:
        writer.add(entries[:5])
    ends = time.monotonic() + LONG
    while (names := asked_of_all()) != {"g000002"} and time.monotonic() < ends:
        assert names <= {"g000001", "g000002"}  # each opens the next before it gives it
    assert names == {"g000002"}


def test_gunicorn_has_the_threads_that_the_line_before_the_site_needs() -> None:
    from web.gunicorn_settings import threads
    from web.http.admission import admission_control_of
    from web.http.settings import DEFAULTS

    assert threads == admission_control_of(DEFAULTS).threads


def test_gunicorn_told_to_end_finishes_what_is_being_answered(
    gunicorn: Callable[..., Gunicorn], tmp_path: Path
) -> None:
    running = gunicorn(1)
    go = tmp_path / "go"
    with closing(running.connection()) as asking:
        asking.request("GET", "/it/search?q=sindaca", headers={"X-Wait-For": str(go)})
        ends = time.monotonic() + LONG
        while not (tmp_path / "go.asked").exists():
            assert time.monotonic() < ends
            time.sleep(0.01)
        running.process.send_signal(signal.SIGTERM)
        assert running.process.stderr
        assert any("Handling signal: term" in line for line in running.process.stderr)
        go.touch()
        answer = asking.getresponse()
        assert answer.status == 200
        assert answer.read().endswith(b"</html>")
    _, answers = running.process.communicate(timeout=LONG)
    assert running.process.returncode == 0
    assert '"path": "/it/search", "status": 200' in answers
    assert "sindaca" not in answers


def test_whole_exports_are_made_once_by_a_process_and_sent_from_a_file(
    gunicorn: Callable[..., Gunicorn], tmp_path: Path
) -> None:
    running = gunicorn(1)
    kept = []
    for _ in range(3):
        answer, whole = running.get("/en/search.csv")
        assert answer.status == 200
        assert answer.headers["Content-Length"] == str(len(whole))
        kept.append(sorted(tmp_path.glob("torino-files-*/[0-9]*")))
    assert len(kept[0]) == 2  # compressed, and as it is
    assert kept[0] == kept[2]
    with closing(running.connection()) as asking:
        asking.request("GET", "/en/search.csv", headers={"Range": "bytes=10-29"})
        part = asking.getresponse()
        assert (part.status, part.read()) == (206, whole[10:30])
        asking.request("HEAD", "/en/search.csv")
        head = asking.getresponse()
        assert (head.headers["Content-Length"], head.read()) == (str(len(whole)), b"")
    running.process.send_signal(signal.SIGTERM)
    running.process.communicate(timeout=LONG)
    assert list(tmp_path.glob("torino-files-*")) == []
