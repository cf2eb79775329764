"""What the tests of dates share: entries at their addresses, and spans and doubts in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from index.model.entry import DateSpan
from index.model.page import RawEntry
from index.reading.dates import EntryDate, date_entry

SITE = "http://comune.example.it/relint/"


def dated(
    heading: str = "",
    *paragraphs: str,
    folder: str = "inglese/altro/pagina.shtml",
    month: str = "",
    link: str | None = None,
) -> EntryDate:
    """Date an entry with these words at this address."""
    return date_entry(
        RawEntry(SITE + folder, "bulleted-list", heading, paragraphs, month, None, link)
    )


def written(span: DateSpan | None) -> str:
    """Write a span as a doubt writes it."""
    if span is None or span.start is None or span.end is None:
        return "undated"
    if span.start == span.end:
        return span.start.isoformat()
    return f"{span.start}/{span.end}"


def readings(dated: EntryDate) -> list[tuple[str, str]]:
    """List the readings of the one doubt, chosen first; none when there is no doubt."""
    if not dated.doubts:
        return []
    (doubt,) = dated.doubts
    assert doubt.field == "date"
    return [(reading.source, reading.value) for reading in doubt.readings]


@pytest.fixture(scope="session")
def entry() -> Callable[..., Any]:
    return dated


@pytest.fixture(scope="session")
def days() -> Callable[..., Any]:
    return written


@pytest.fixture(scope="session")
def doubts() -> Callable[..., Any]:
    return readings
