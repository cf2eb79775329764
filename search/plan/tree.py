"""The query tree: terms with weights, joined by "any of" and "all of"; the same for every engine.

A node says which entries match. Its weights are relative: what an entry scores depends on how many
others match, and search.plan.weighing makes whole numbers of both.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from search.query.query import FacetField

TagFieldName = FacetField | Literal["month", "id", "alias", "page"]
"""A field of whole values that a query can ask for."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term in a text field."""

    field: str
    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Phrase:
    """Terms of one field at fixed distances: (term, offset from the first word), in order."""

    field: str
    words: tuple[tuple[str, int], ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Prefix:
    """All terms of a field with a prefix, as if they were one term."""

    field: str
    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Tag:
    """A whole value, such as that of a facet."""

    field: TagFieldName
    value: str
    weight: float


@dataclass(frozen=True, slots=True)
class DayRange:
    """A range of days (proleptic ordinals, inclusive) that an entry's dates must overlap."""

    first: int
    last: int
    weight: float
    within: bool = False
    """True when the entry's dates must lie within the range: they are as exact as what is asked.
    """


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Any of several nodes, scored by the best. If `constant`, term frequency does not count.

    All parts share one idf, that of the entries which match any of them, so that a rare translation
    of a common word does not outrank the word.
    """

    parts: tuple[Node, ...]
    constant: bool = False
    _hash: int = field(init=False, repr=False, compare=False)
    """Computed once, because nodes are the keys of the cache of matches."""

    def __post_init__(self) -> None:
        some = self.parts[:1] + self.parts[-1:]  # those of a word differ in all or in none
        object.__setattr__(self, "_hash", hash((len(self.parts), some, self.constant)))

    def __hash__(self) -> int:
        return self._hash


@dataclass(frozen=True, slots=True)
class AllOf:
    """All of several nodes, scored by the sum. A `bonus` adds to the score but is not required."""

    parts: tuple[Node, ...]
    bonus: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least so many of several nodes, scored by the sum of those that match."""

    parts: tuple[Node, ...]
    least: int
    bonus: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Without:
    """The entries of a node that match none of the excluded ones. It is counted, never scored."""

    node: Node
    excluded: tuple[Node, ...]


Leaf = Term | Phrase | Prefix | Tag | DayRange
Node = Leaf | AnyOf | AllOf | AtLeast | Without
