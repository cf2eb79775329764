from __future__ import annotations

import io
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.model.page import Page
from index.reading.sources.json_lines import read_json_lines
from index.reading.sources.skipped import BODY_LIMIT, Skipped

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
URL = "http://www.comune.torino.it/relint/inglese/a.shtml"


def read(*lines: object) -> list[Page | Skipped]:
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
