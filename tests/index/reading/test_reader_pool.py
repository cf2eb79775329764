"""Several page readers: results in order, errors where they belong, and nothing left behind."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from index.model.errors import PageError, ReaderError
from index.reading.page_reader import PageReader, end_idle
from index.reading.reader_pool import ReaderPool

LONG = 60
"""Seconds in which even a busy machine gets there."""


@pytest.fixture
def pool() -> Iterator[ReaderPool]:
    end_idle()
    with ReaderPool(2) as opened:
        yield opened
    end_idle()


def test_results_come_in_the_order_of_the_items(pool: ReaderPool) -> None:
    later = threading.Event()

    def work(_: PageReader, number: int) -> int:
        if number == 20:
            assert later.wait(LONG)  # the next one is done before it
        if number == 21:
            later.set()
        return number * number

    found = [(one.item, one.result()) for one in pool.each(range(30), work)]
    assert found == [(number, number * number) for number in range(30)]


def test_no_more_items_are_taken_than_there_are_readers(pool: ReaderPool) -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in range(60):
            taken.append(number)
            yield number

    seen = [
        len(taken) - number for number, _ in enumerate(pool.each(items(), lambda _, item: item))
    ]
    assert max(seen) <= 3  # two under way, and the one that waits for a place


def test_each_reader_has_one_item_at_a_time(pool: ReaderPool) -> None:
    busy: set[int] = set()
    most = [0]

    def work(reader: PageReader, _: int) -> None:
        assert id(reader) not in busy
        busy.add(id(reader))
        most[0] = max(most[0], len(busy))
        busy.remove(id(reader))

    for one in pool.each(range(200), work):
        one.result()
    assert most[0] <= 2


def test_an_error_is_raised_where_its_result_is_asked_for(pool: ReaderPool) -> None:
    def work(_: PageReader, number: int) -> int:
        if number == 3:
            raise PageError("unreadable")
        return number

    found = list(pool.each(range(6), work))
    with pytest.raises(PageError, match="unreadable"):
        found[3].result()
    assert [one.result() for one in found if one.item != 3] == [0, 1, 2, 4, 5]


def test_whoever_stops_early_waits_for_nothing(
    pool: ReaderPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = threading.Event()
    monkeypatch.setattr(PageReader, "end", lambda _: ended.set())
    started = threading.Event()

    def work(_: PageReader, __: int) -> None:
        started.set()
        assert ended.wait(LONG)

    waiting = threading.Thread(target=lambda: list(pool.each(range(1), work)))
    waiting.start()
    assert started.wait(LONG)
    pool.close()
    waiting.join(LONG)
    assert not waiting.is_alive()


def test_where_no_thread_can_be_started_that_is_said(
    pool: ReaderPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refuse)
    with pytest.raises(ReaderError, match=r"no thread can be started .* nothing was changed"):
        list(pool.each(range(1), lambda _, item: item))
