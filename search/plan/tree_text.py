"""A weighed tree as text, for those who tune or debug the ranking."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from search.plan.tree import DayRange, Leaf, Phrase, Prefix, Tag, Term
from search.plan.weighing import UNIT, Best, Scored, Sum, Weighed

INDENT = "  "


def tree_text(node: Weighed) -> str:
    """Return the tree as indented text, a node a line; `+` marks the optional parts of a sum."""
    return "\n".join(_tree_lines(node, "", ""))


def _tree_lines(node: Weighed, indent: str, mark: str) -> Iterator[str]:
    yield indent + mark + node_text(node)
    indent += " " * len(mark)
    if isinstance(node, Best | Sum):
        for part in node.parts:
            yield from _tree_lines(part, indent, INDENT)
    if isinstance(node, Sum):
        for part in node.optional:
            yield from _tree_lines(part, indent, "+ ")


def node_text(node: Weighed) -> str:
    """Return one line for a node, without its parts."""
    match node:
        case Best():  # how many there are depends on what an engine knows of them
            return "best of these"
        case Sum(parts, least):
            return f"sum, {'all' if least == len(parts) else f'at least {least}'} of {len(parts)}"
        case Scored(leaf, worth, saturates):
            words = f"{node.words} × " if saturates and node.words > 1 else ""
            return f"{_leaf_text(leaf)} worth {words}{score_text(worth)}{' × tf' * saturates}"


def _leaf_text(leaf: Leaf) -> str:
    match leaf:
        case Term(name, text):
            return f'{name}:"{text}"'
        case Phrase(name, words):
            return f'{name}:"{_phrase_text(words)}"'
        case Prefix(name, text):
            return f"{name}:{text}*"
        case Tag(name, value):
            return f"{name}:{value}"
        case DayRange(first, last, _, within):
            return f"dates {'within ' * within}{date.fromordinal(first)}..{date.fromordinal(last)}"


def _phrase_text(words: Sequence[tuple[str, int]]) -> str:
    """Return the terms side by side, with `_` where any word may be between them."""
    shown: list[str] = []
    for text, offset in words:
        shown += ["_"] * (offset - len(shown)) + [text]
    return " ".join(shown)


def score_text(score: int) -> str:
    """Return a whole-number score with its three decimals."""
    return f"{score / UNIT:.3f}"
