"""Somebody whom entries name, as lists of people show them."""

from __future__ import annotations

from dataclasses import dataclass

from index.model.entry import Side


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """A person of the index, with the number of entries that name them, at least 1."""

    id: str
    name: str
    side: Side
    entries: int
