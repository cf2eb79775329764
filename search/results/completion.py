"""A name or title that completes a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

CompletionGroup = Literal["country", "region", "places", "people", "kind", "entry"]
"""What a completion leads to: a value of a facet, a region, or an entry."""


@dataclass(frozen=True, slots=True)
class Completion:
    """A name or title that begins with the text typed so far.

    `value` is that of the facet `group`, or the id of a region or entry. The label may be another
    of its names than the one that begins so.
    """

    group: CompletionGroup
    value: str
    label: str
    count: int
    """The number of entries that hold it; 1 for an entry."""
    written: str | None = None
    """The language of the label of an entry; None when it is the one that was asked for."""
