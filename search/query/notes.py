"""What the reader should know of how a query was taken."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Note:
    """Something the reader should know of how the query was taken.

    `code` names it (`unclosed-quote`, `only-stop-words`, `unknown-country`, …); `value` is the
    part of the query that it is about.
    """

    code: str
    value: str = ""
