"""What was skipped, and the limits that make a reader skip it."""

from __future__ import annotations

from dataclasses import dataclass

BODY_LIMIT = 10_000_000
"""Bytes of a page's body, decompressed."""
RATIO_LIMIT = 200
"""Times that something may grow when it is decompressed."""
SMALL = 1_000_000
"""Bytes below which no growth is a danger."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something a source held that did not become a page.

    `reason` is one of a few stable words (`binary`, `empty`, `unreadable`, `too-large`, `link`,
    `not-a-page`, `missing`, `superseded`, `archive-bomb`, `malformed`, `too-many`); `detail` is
    a sentence that names the thing and the remedy.
    """

    name: str
    reason: str
    detail: str
