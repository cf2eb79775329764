"""What was skipped, and the limits that make a reader skip it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SkipReason = Literal[
    "archive-bomb", "binary", "empty", "link", "malformed", "missing", "not-a-page", "repeated",
    "superseded", "too-large", "too-many", "unreadable",
]  # fmt: skip
BODY_LIMIT = 10_000_000
"""Bytes of a page's body, decompressed."""
RATIO_LIMIT = 200
"""Times that something may grow when it is decompressed."""
RATIO_EXEMPT_BYTES = 1_000_000
"""Bytes below which no growth is a danger."""


SkipReason = Literal[
    "archive-bomb", "binary", "empty", "link", "malformed", "missing", "not-a-page", "repeated",
    "superseded", "too-large", "too-many", "unreadable",
]  # fmt: skip
"""Why something did not become a page; the words are stable, so that callers can count them."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something a source held that did not become a page.

    `detail` is a sentence that names the thing and the remedy.
    """

    name: str
    reason: SkipReason
    detail: str
