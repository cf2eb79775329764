"""Pages to cut, written as text or HTML and published at an address."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from index.model.page import Page, RawEntry
from index.reading.layouts import split_page
from index.reading.sources.addresses import declared_language

SITE = "http://www.comune.torino.it/relint"


@pytest.fixture
def cut() -> Callable[..., tuple[RawEntry, ...]]:
    """Cut a text, or HTML when it begins with a tag; the url is below the office's own."""

    def cut_page(text: str, url: str = "file:page.txt") -> tuple[RawEntry, ...]:
        address = url if ":" in url else f"{SITE}/{url}"
        media_type = "text/html" if text.lstrip().startswith("<") else "text/plain"
        when = datetime(2026, 1, 1, tzinfo=UTC)
        return split_page(
            Page(address, when, media_type, text.encode(), declared_language(address))
        )

    return cut_page
