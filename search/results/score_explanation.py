"""Where the score of a hit comes from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a node of the weighed tree gave to the score of one hit.

    A sum gives what its parts give together, a "best of" what its chosen part gives.
    """

    node: str
    """The node in one line; see search.plan.tree_text.node_text."""
    score: int
    """In thousandths, so that sums are exact."""
    parts: tuple[Explanation, ...] = ()
    """The parts that the entry matches."""
    chosen: bool = False
    """True for the part whose score a "best of" takes: the first one of the highest score."""
    optional: bool = False
    """True for a part of a sum that entries need not match."""
