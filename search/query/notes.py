"""Notes for the user about how a query was understood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

NoteCode = Literal[
    "unclosed-quote",
    "taken-literally",
    "short-prefix",
    "no-words",
    "only-stop-words",
    "question-words",
    "excluded-words",
    "rarest-words",
    "missing-words",
    "prefix-as-word",
    "no-groups",
    "no-fields",
    "entry-named",
    "no-such-day",
    "unknown-person",
    "unknown-place",
    "unknown-country",
    "unknown-kind",
    "unknown-year",
    "unknown-written",
    "unknown-read",
    "unknown-sort",
]
"""What a note says. Part of the public API: no code ever changes its meaning."""


@dataclass(frozen=True, slots=True)
class Note:
    """A message about how a query was understood; `value` is the part that it is about."""

    code: NoteCode
    value: str = ""
