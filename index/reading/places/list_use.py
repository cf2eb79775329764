"""How a text brings up a list of places: it compares with them, or gives them as examples."""

from __future__ import annotations

from typing import Literal

from index.reading.places.mention_context import MentionContext
from index.reading.places.words import (
    COMPARED,
    COMPARISONS,
    EXAMPLES,
)

_INTRODUCTIONS = COMPARISONS.union(*EXAMPLES.values())
_LONGEST_COMPARISON = max(len(phrase) for phrase in _INTRODUCTIONS)
_LAST_OF_COMPARISONS = frozenset(phrase[-1] for phrase in _INTRODUCTIONS)

ListUse = Literal["compared", "example"]
"""How a text brings up a list of places: it compares with them, or gives them as examples."""


def list_use(context: MentionContext, number: int) -> ListUse | None:
    """Return how its list is introduced: "like X" compares, "such as X" gives an example."""
    folded, index = context.words.folded, context.mentions[context.list_first[number]].start
    for step in range(5):
        may_lead = index > 0 and folded[index - 1] in _LAST_OF_COMPARISONS
        for width in range(_LONGEST_COMPARISON if may_lead else 0, 0, -1):
            if index >= width:
                phrase = tuple(folded[index - width : index])
                if phrase in COMPARISONS and context.is_adjacent(index):
                    return "compared"
                if phrase in EXAMPLES[context.language] and not step:
                    return "example"
        if index and context.is_adjacent(index) and folded[index - 1] in COMPARED:
            index -= 1
        else:
            return None
    return None
