"""What stands beside an entry as of the same time, and what does not."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from index.indexing.open_engine import open_writer
from index.model.entry import DateSpan, Entry, Precision
from search.open_searcher import open_searcher
from web import create_app
from web.views.related import near_in_time

Near = Callable[..., list[str]]


def span(first: str, last: str = "", precision: Precision = "day") -> DateSpan:
    return DateSpan(date.fromisoformat(first), date.fromisoformat(last or first), precision, "")


@pytest.fixture
def near(tmp_path: Path, make_entry: Callable[..., Entry]) -> Iterator[Near]:
    """The ids of the entries near the span, of an archive with entries of these dates."""
    searchers = []

    def found(asked: DateSpan, limit: int = 9, **held: DateSpan) -> list[str]:
        with open_writer(str(tmp_path / "index")) as writer:
            writer.add([make_entry(f"2007-01-01-{id}", dates=dates) for id, dates in held.items()])
        searcher = open_searcher(str(tmp_path / "index"))
        searchers.append(searcher)
        app = create_app(searcher, config={"TESTING": True})
        start, end = asked.start, asked.end
        assert start
        assert end
        with app.test_request_context("/en/"):
            return [hit.id[11:] for hit in near_in_time(start, end, limit)]

    yield found
    for searcher in searchers:
        searcher.close()


@pytest.mark.parametrize(
    ("other", "is_near"),
    [
        (span("2007-06-27"), True),
        (span("2007-05-27"), True),
        (span("2007-05-26"), False),
        (span("2007-07-28"), True),
        (span("2007-07-29"), False),
        (span("2009-04-27"), False),
        (span("2007-07-01", "2007-07-31", "month"), True),
        (span("2007-01-01", "2007-12-31", "year"), False),
        (span("2007-06-20", "2008-06-20"), True),
        (span("2006-06-20", "2007-06-20"), True),
        (span("2006-06-20", "2008-06-20"), False),
    ],
)
def test_an_entry_is_near_that_begins_or_ends_within_a_month(
    near: Near, other: DateSpan, is_near: bool
) -> None:
    assert near(span("2007-06-27"), aaaa=other) == (["aaaa"] if is_near else [])


def test_what_is_inside_a_long_span_is_the_nearest(near: Near) -> None:
    found = near(
        span("2009-09-01", "2009-12-31"),
        2,
        aaaa=span("2009-08-20"),
        bbbb=span("2009-10-15"),
        cccc=span("2009-11-15", "2009-11-16"),
        dddd=span("2010-01-20"),
    )
    assert found == ["bbbb", "cccc"]


def test_they_are_in_the_order_of_time_and_the_farthest_are_left_out(near: Near) -> None:
    held: dict[str, Any] = {f"n{day:03}": span(f"2007-06-{day:02}") for day in range(1, 29)}
    assert near(span("2007-06-14"), 3, **held) == ["n013", "n014", "n015"]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_have_neighbours_too(near: Near, day: str) -> None:
    assert near(span(day), aaaa=span(day)) == ["aaaa"]
