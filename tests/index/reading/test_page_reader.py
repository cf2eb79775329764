"""Pages read in a process of its own: the same entries, and an end to each page."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from index.files.timings import Timings
from index.model.errors import PageError
from index.model.page import Page
from index.reading.layouts.site_lines import line_keys
from index.reading.page_reader import ADDING, PUBLISHING, Limits, PageReader, end_idle
from index.reading.pipeline import read_in_process

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="processes are looked up in /proc"
)

ENTRY = (
    "\n  • June 8th 2007 - Delegation from Turku - Finland\n\n"
    "    A delegation of the City of Turku, led by Deputy Mayor Aila Harju, met the Mayor.\n"
)
URL = "http://example.org/archivio/2007/june/index.html"


def page(body: str, media_type: str = "text/plain") -> Page:
    return Page(URL, datetime(2026, 5, 1, tzinfo=UTC), media_type, body.encode(), "en")


SMALL = page(ENTRY)
LONG = page(ENTRY * 10_000)
"""Reading it takes several seconds."""
DEEP = page("<table><tr><td>" * 100_000, "text/html")
"""Reading it takes hundreds of megabytes."""


def children(of: int | str = "self") -> set[int]:
    """The processes that read pages, started by one, that still run."""
    found = set()
    for task in Path(f"/proc/{of}/task").iterdir():
        with suppress(FileNotFoundError):  # a thread that has just ended
            found |= {int(number) for number in (task / "children").read_text().split()}
    return set(filter(reads_pages, found))


def reads_pages(process: int) -> bool:
    with suppress(FileNotFoundError, ProcessLookupError):
        return b"index.reading.worker" in Path(f"/proc/{process}/cmdline").read_bytes()
    return False


def state(process: int) -> tuple[str, int]:
    """A process's letter of state ("" when it is gone) and the clock ticks it has worked."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return "", 0
    return fields[0], int(fields[11])


def wait_until_at_work(process: int) -> None:
    """Wait until it has worked for longer than it takes to start."""
    start = state(process)[1]
    while state(process)[1] < start + 60:
        time.sleep(0.01)


def wait_until_gone(process: int) -> None:
    while state(process)[0] not in ("", "Z"):
        time.sleep(0.01)


@pytest.fixture
def reader() -> Iterator[PageReader]:
    end_idle()
    with PageReader() as reader:
        yield reader
    end_idle()


def test_a_page_is_read_as_in_this_process(reader: PageReader) -> None:
    timings = Timings()
    assert reader.read(SMALL, timings, ADDING) == read_in_process(SMALL, Timings())
    assert reader.count(SMALL, timings, ADDING) == 1
    assert {"layouts", "dates", "places", "people", "account"} <= timings.seconds.keys()


@pytest.mark.parametrize("body", [ENTRY, f"Contacts and offices\n{ENTRY}\nContacts and offices\n"])
@pytest.mark.parametrize("known", ["every line of it", "some lines", "none of it"])
def test_what_is_known_of_a_site_later_is_read_as_if_it_had_been_known(
    reader: PageReader, body: str, known: str
) -> None:
    bare = page(f"<html><body><p>Menu</p><pre>{body}</pre></body></html>", "text/html")
    keys = line_keys(bare)
    some = {"every line of it": keys, "some lines": frozenset(sorted(keys)[::2])}
    of_site = replace(bare, furniture=some.get(known, frozenset({1})))
    timings = Timings()
    again = reader.read_again(of_site, reader.read(bare, timings, ADDING), timings, ADDING)
    assert again == read_in_process(of_site, Timings())


def test_a_page_that_is_cut_as_before_goes_through_no_stage_again(reader: PageReader) -> None:
    earlier = reader.read(SMALL, Timings(), ADDING)
    timings = Timings()
    again = reader.read_again(replace(SMALL, furniture=frozenset({1})), earlier, timings, ADDING)
    assert again.entries == earlier.entries
    assert timings.seconds.keys() == {"layouts", "account"}


def test_a_page_that_cannot_be_read_is_an_error_with_its_reason(reader: PageReader) -> None:
    with pytest.raises(PageError, match="lists within lists"):
        reader.read(page("<ul><li>x" * 200, "text/html"), Timings(), ADDING)
    assert len(reader.read(SMALL, Timings(), ADDING).entries) == 1


OVER = {
    "time": (LONG, Limits(1, 2 << 30), "takes more than 1 seconds of processor time"),
    "memory": (DEEP, Limits(20, 150 << 20), "memory"),
}


@pytest.mark.parametrize("kind", OVER)
def test_a_page_over_a_limit_is_an_error_and_the_next_is_read(
    reader: PageReader, kind: str
) -> None:
    costly, limits, said = OVER[kind]
    for task in (reader.read, reader.count) if kind == "memory" else (reader.read,):
        with pytest.raises(PageError, match=said):
            task(costly, Timings(), limits)
        assert len(reader.read(SMALL, Timings(), limits).entries) == 1


def test_the_limits_are_those_of_each_page_and_grow_with_it() -> None:
    assert ADDING.for_page(SMALL).seconds == ADDING.seconds
    for size in (0, 30_000, 10_000_000):
        one = page("x" * size)
        assert ADDING.for_page(one).seconds < PUBLISHING.for_page(one).seconds
        assert ADDING.for_page(one).memory < PUBLISHING.for_page(one).memory
    assert ADDING.for_page(page("x" * 1_000_000)).seconds > ADDING.seconds


def test_pages_before_do_not_count_against_the_next(reader: PageReader) -> None:
    some = page(ENTRY * 800)  # a good part of a second each
    for _ in range(6):
        assert len(reader.read(some, Timings(), Limits(1, 2 << 30)).entries) == 800


def test_a_process_that_is_killed_at_work_is_told_of_its_page_and_the_next_is_read(
    reader: PageReader,
) -> None:
    reader.read(SMALL, Timings(), ADDING)
    (process,) = children()

    def kill() -> None:
        wait_until_at_work(process)
        os.kill(process, signal.SIGKILL)

    killing = threading.Thread(target=kill)
    killing.start()
    with pytest.raises(PageError, match=r"ended by signal 9; .* out of memory"):
        reader.read(LONG, Timings(), ADDING)
    killing.join()
    assert len(reader.read(SMALL, Timings(), ADDING).entries) == 1
    assert children().isdisjoint({process})


def test_a_process_that_is_killed_while_it_waits_costs_no_page(reader: PageReader) -> None:
    reader.read(SMALL, Timings(), ADDING)
    (process,) = children()
    os.kill(process, signal.SIGKILL)
    wait_until_gone(process)
    assert len(reader.read(SMALL, Timings(), ADDING).entries) == 1


def test_a_process_that_does_not_answer_is_ended(
    reader: PageReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.reading.page_reader.CLOCK_FACTOR", 1)
    reader.read(SMALL, Timings(), ADDING)
    (process,) = children()
    os.kill(process, signal.SIGSTOP)
    with pytest.raises(PageError, match="takes more than 1 seconds"):
        reader.read(SMALL, Timings(), Limits(1, 2 << 30))
    assert state(process)[0] == ""


def test_one_process_serves_the_readers_of_a_run_one_after_another(reader: PageReader) -> None:
    reader.read(SMALL, Timings(), ADDING)
    (process,) = children()
    reader.close()
    with PageReader() as another:
        another.read(SMALL, Timings(), PUBLISHING)
        assert children() == {process}
    end_idle()
    assert children() == set()


def test_repairs_are_logged_here(reader: PageReader, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "index"):
        reader.read(page(ENTRY.replace("Turku", "Turku e lunedÃ¬ mattina")), Timings(), ADDING)
    assert {record.name for record in caplog.records} == {"index.reading.pipeline"}
    assert "lunedì" in caplog.text


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -9)])
def test_a_run_that_is_stopped_while_it_reads_leaves_no_process(
    tmp_path: Path, number: int, code: int
) -> None:
    (tmp_path / "long.txt").write_bytes(LONG.body)
    run = subprocess.Popen(
        [sys.executable, "-c", "from web.cli.process import main; main()", "add", "long.txt"],
        cwd=tmp_path,
        env={**os.environ, "TORINO_HOME": str(tmp_path / "home")},
        stderr=subprocess.PIPE,
    )
    while not (started := children(run.pid)):
        time.sleep(0.01)
    (process,) = started
    wait_until_at_work(process)
    run.send_signal(number)
    _, said = run.communicate()
    assert (run.returncode, said.strip()) == (code, b"")
    wait_until_gone(process)
    assert not (tmp_path / "home" / "archive.db").exists()
