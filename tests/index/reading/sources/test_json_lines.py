from __future__ import annotations

import io
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.model.page import Page
from index.reading.sources.capture_times import Redated
from index.reading.sources.json_lines import read_json_lines
from index.reading.sources.skipped import BODY_LIMIT, Skipped

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
URL = "http://www.comune.torino.it/relint/inglese/a.shtml"


def read(*lines: object) -> list[Page | Skipped | Redated]:
    text = "\n".join(one if isinstance(one, str) else json.dumps(one) for one in lines)
    return list(read_json_lines(io.BytesIO(text.encode()), "a.jsonl", NOW))


def test_a_line_is_a_page_with_its_own_time_and_language() -> None:
    line = {"url": URL, "html": "<p>x", "fetched": "2013-05-01T10:00:00+02:00", "language": "fr"}
    when = datetime(2013, 5, 1, 8, tzinfo=UTC)
    assert read(line) == [Page(URL, when, "text/html", b"<p>x", "fr")]


def test_time_and_language_may_be_left_out() -> None:
    assert read({"url": URL, "text": "x"}, "") == [Page(URL, NOW, "text/plain", b"x", "en")]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "malformed"),
        ("[]", "malformed"),
        ('{"url": "x", "text": "y"}', "malformed"),
        ('{"url": "javascript:x", "text": "y"}', "malformed"),
        (json.dumps({"url": URL}), "malformed"),
        (json.dumps({"url": URL, "text": 3}), "malformed"),
        (json.dumps({"url": URL, "text": "x", "fetched": "soon"}), "malformed"),
        (json.dumps({"url": URL, "text": " "}), "empty"),
        (json.dumps({"url": URL, "text": "a" * (BODY_LIMIT + 1)}), "too-large"),
        ("[" * 100_000, "malformed"),
    ],
)
def test_a_line_of_another_shape_is_skipped_and_named(line: str, reason: str) -> None:
    first, second = read(line, {"url": URL, "text": "x"})
    assert isinstance(first, Skipped)
    assert (first.reason, first.name) == (reason, "a.jsonl:1")
    assert isinstance(second, Page)


def test_a_line_without_end_costs_no_memory_and_the_next_is_read() -> None:
    first, second = read("a" * (2 * BODY_LIMIT + 5), {"url": URL, "text": "x"})
    assert isinstance(first, Skipped)
    assert first.reason == "too-large"
    assert isinstance(second, Page)


@given(st.binary(max_size=300))
def test_any_bytes_give_pages_or_reasons(body: bytes) -> None:
    found = list(read_json_lines(io.BytesIO(body), "-", NOW))
    assert len(found) <= body.count(b"\n") + 1


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2090-01-01T00:00:00Z", "2090-01-01 of"),
        ("9999-12-31", "is in the future"),
        ("2026-05-02T12:00:01Z", "is in the future"),
        ("1970-01-01T00:00:00Z", "is before the web"),
        ("0001-01-01", "is before the web"),
    ],
)
def test_a_time_that_cannot_be_true_is_replaced_and_told(written: str, said: str) -> None:
    note, page = read({"url": URL, "text": "x", "fetched": written})
    assert isinstance(note, Redated)
    assert note.name == "a.jsonl:1"
    assert said in note.detail
    assert isinstance(page, Page)
    assert page.fetched == NOW


@pytest.mark.parametrize(
    ("written", "when"),
    [
        ("2013-05-01T10:00:00", datetime(2013, 5, 1, 10, tzinfo=UTC)),  # without zone: UTC
        ("2013-05-01T00:00:00+14:00", datetime(2013, 4, 30, 10, tzinfo=UTC)),
        ("2013-05-01T10:00:00.987654321Z", datetime(2013, 5, 1, 10, tzinfo=UTC)),
        ("2026-05-02T11:59:00Z", datetime(2026, 5, 2, 11, 59, tzinfo=UTC)),  # clocks disagree
        ("2013", datetime(2013, 1, 1, tzinfo=UTC)),
    ],
)
def test_a_time_that_can_be_true_is_used(written: str, when: datetime) -> None:
    (page,) = read({"url": URL, "text": "x", "fetched": written})
    assert isinstance(page, Page)
    assert page.fetched == when


@pytest.mark.parametrize("written", [1367402400, True, [], {}, "", "soon", "0001-01-01T00+14:00"])
def test_a_time_that_is_none_is_named_with_its_line(written: object) -> None:
    first, _ = read({"url": URL, "text": "x", "fetched": written}, {"url": URL, "text": "y"})
    assert isinstance(first, Skipped)
    assert first.detail.startswith('a.jsonl:1 has a "fetched" that is no ISO time')


def test_a_line_without_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.reading.sources.json_lines._DRAIN_LIMIT", 3 * BODY_LIMIT)
    found = read("a" * (4 * BODY_LIMIT), {"url": URL, "text": "x"})
    assert [one.reason for one in found if isinstance(one, Skipped)] == ["too-large", "too-large"]
