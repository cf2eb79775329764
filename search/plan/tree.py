"""What an engine is asked: a tree of terms with weights, the same for every engine.

A score is BM25 without length (b = 0) for each term, the best of the alternatives of a word, the
sum over the words. From the term on it is a whole number, so that sums are exact and equal scores
equal: those go by date.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Term:
    """A term in a field of words."""

    field: str
    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Phrase:
    """Terms of one field at set distances: (term, offset from the first), in order."""

    field: str
    words: tuple[tuple[str, int], ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Prefix:
    """Every term of a field that begins so, as if they were one."""

    field: str
    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Tag:
    """A whole value, as a facet has it."""

    field: str
    value: str
    weight: float


@dataclass(frozen=True, slots=True)
class Span:
    """Entries whose dates overlap these days (proleptic ordinals, inclusive)."""

    first: int
    last: int
    weight: float


@dataclass(frozen=True, slots=True)
class AnyOf:
    """The best of several. `constant`: how often a term occurs does not count.

    One idf for all: that of the commonest, so that a rare translation of a common word does not
    outrank the word.
    """

    parts: tuple[Node, ...]
    constant: bool = False
    _hash: int = field(init=False, repr=False, compare=False)
    """Taken once: nodes are what their matches are kept by, and the same ones come again."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "_hash", hash((self.parts, self.constant)))

    def __hash__(self) -> int:
        return self._hash


@dataclass(frozen=True, slots=True)
class AllOf:
    """All of several, their scores added up; each `bonus` adds to a score but is not required."""

    parts: tuple[Node, ...]
    bonus: tuple[Node, ...] = ()


PageState = Term | Phrase | Prefix | Tag | Span
Node = PageState | AnyOf | AllOf


def leaves_of(node: Node) -> Iterator[PageState]:
    """Every leaf below, in order; bonuses left out."""
    if isinstance(node, AnyOf | AllOf):
        for part in node.parts:
            yield from leaves_of(part)
    else:
        yield node
