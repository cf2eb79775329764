"""Explanations of scores as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from search.plan.tree_text import INDENT, score_text
from search.results.score_explanation import Explanation


def explanation_lines(explanation: Explanation) -> Iterator[str]:
    """Yield a line for each node: its score, then the node, indented below what it is a part of.

    `>` marks what a "best of" chose, `+` what entries need not match.
    """
    width = len(score_text(explanation.score))
    for score, text in _lines(explanation, "", ""):
        yield f"  {score_text(score):>{width}}  {text}"


def _lines(explanation: Explanation, indent: str, mark: str) -> Iterator[tuple[int, str]]:
    yield explanation.score, indent + mark + explanation.node
    for part in explanation.parts:
        part_mark = "> " if part.chosen else "+ " if part.optional else INDENT
        yield from _lines(part, indent + " " * len(mark), part_mark)
