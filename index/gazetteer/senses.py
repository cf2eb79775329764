"""Senses: what a phrase of the gazetteer can mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SenseKind = Literal["country", "demonym", "region", "place"]


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing that a phrase can mean.

    A region (Bavaria, Santa Fe province) only gives its country: `place` is an id for the kind
    "place" and None for others. `language` is None where the gazetteer does not know it.
    """

    kind: SenseKind
    country: str
    place: str | None
    name: str
    language: str | None
