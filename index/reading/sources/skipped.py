"""What was skipped and why, and the limits beyond which a reader skips."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

BODY_LIMIT = 10_000_000
"""Bytes of a page's body, decompressed; chosen by hand."""
RATIO_LIMIT = 200
"""How many times larger something may become when decompressed; chosen by hand."""
RATIO_EXEMPT_BYTES = 1_000_000
"""Decompressed bytes up to which `RATIO_LIMIT` does not apply; chosen by hand."""


SkipReason = Literal[
    "archive-bomb", "binary", "empty", "link", "malformed", "missing", "not-a-page", "repeated",
    "same-name", "superseded", "too-large", "too-many", "unreadable",
]  # fmt: skip
"""Why something did not become a page; stable words, so that callers can count them."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A part of a source that did not become a page.

    `detail` is a sentence that names the thing and the remedy.
    """

    name: str
    reason: SkipReason
    detail: str
