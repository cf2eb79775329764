"""Values that are lists: a whole new list, or what is to be added (+) and taken away (-)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

_SIGNS = {"+": "added", "-": "removed", "−": "removed", "–": "removed"}
SIGNS = "".join(_SIGNS)
"""What a thing of a whole list cannot begin with."""
ListAction = Literal["whole", "added", "removed"]


@dataclass(frozen=True, slots=True)
class ListedValue:
    """One thing of a list, and what is to be done with it."""

    action: ListAction
    text: str


def listed_values(value: str, separators: str = r";|\n") -> tuple[ListedValue, ...]:
    """Return what a value lists, in order; () when it is empty, which is a list without anything.

    Raises ValueError when some things have a sign and others none.
    """
    found = []
    for text in filter(None, map(str.strip, re.split(separators, value))):
        action = _SIGNS.get(text[0], "whole")
        found.append(ListedValue(_action(action), text if action == "whole" else text[1:].strip()))
    if any(not each.text for each in found):
        raise ValueError("a sign has nothing behind it")
    if len({each.action == "whole" for each in found}) > 1:
        raise ValueError("give each + or -, or none of them, for a new list")
    return tuple(found)


def _action(name: str) -> ListAction:
    match name:
        case "added":
            return "added"
        case "removed":
            return "removed"
    return "whole"
