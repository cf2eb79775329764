"""Words that a reader wrote as one: salonedelgusto, clubtoclub, expo2025osaka."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from index.text.analysis import in_stop_list
from search.answer.live_index import LiveIndex
from search.plan.spellings import side_by_side
from search.plan.tree import AnyOf

_SHORTEST, _LONGEST = 6, 40
"""Letters of a word that is divided."""
_SHORTEST_PART = 3
"""Letters of a part that is no stop word."""
_MOST_PARTS = 5
_MOST_READINGS = 8
"""Ways to divide a word that are searched, those of the fewest parts."""


def glued_node(word: str, index: LiveIndex) -> AnyOf | None:
    """Return the node of words of the archive side by side that a folded word is made of, or None.

    The parts are words of the archive and numbers, and stop words between them.
    """
    if not _SHORTEST <= len(word) <= _LONGEST or word.isdigit():
        return None
    known = index.vocabulary.spellings

    def is_part(part: str) -> bool:
        if part.isdigit():
            return True
        return len(part) >= _SHORTEST_PART and known.get(part) is not None

    readings = sorted(_divisions(word, is_part), key=lambda parts: (len(parts), parts))
    found = tuple(islice(readings, _MOST_READINGS))
    return AnyOf(tuple(leaf for parts in found for leaf in side_by_side(parts))) if found else None


def _divisions(word: str, is_part: Callable[[str], bool]) -> Iterator[tuple[str, ...]]:
    """Yield the ways to divide a word into two to five parts; digits stay together."""
    waiting: list[tuple[tuple[str, ...], str]] = [((), word)]
    while waiting:
        parts, rest = waiting.pop()
        for cut in range(1, len(rest) + 1):
            part, after = rest[:cut], rest[cut:]
            if after[:1].isdigit() and part[-1].isdigit():
                continue
            if not after:
                if parts and is_part(part):
                    yield (*parts, part)
            elif len(parts) < _MOST_PARTS - 1 and (is_part(part) or (parts and in_stop_list(part))):
                waiting.append(((*parts, part), after))
