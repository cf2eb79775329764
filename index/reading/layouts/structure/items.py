"""The items of one structure of a page, and how well they explain it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Range = tuple[int, int]
"""The lines of an item, the second number exclusive."""


@dataclass(frozen=True, slots=True)
class Items:
    """The items of one structure, in the page's order; `worth` is in letters explained well."""

    ranges: tuple[Range, ...] = ()
    worth: float = 0.0
    letters: int = 0
    """Letters of the whole items."""
    dated: int = 0
    """Items with a date that stands apart or in a heading."""
    above: Mapping[Range, int] = field(default_factory=dict)
    """The line with the date of each item that is one of several below their date."""
    others: Mapping[Range, int] = field(default_factory=dict)
    """The line with another date of each item, where another cut explains the page as well."""
