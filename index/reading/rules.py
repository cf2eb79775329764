"""Rules: named conditions of a stage that reads names, of which the first that applies decides.

A table of rules is read from the top. Each rule has an example that it decides, in which the name
stands in brackets after the language; the tests read the examples, so that a rule nobody needs is
seen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

_Evidence = TypeVar("_Evidence")


@dataclass(frozen=True, slots=True)
class Rule(Generic[_Evidence]):
    """A condition with a name, and what it decides where it applies."""

    name: str
    accepts: bool
    """Whether it makes the name a place's or a person's, or nothing of the kind."""
    applies: Callable[[_Evidence], bool]
    example: str
    """The language, and a text with the name in brackets; before " | " is a title. LANDMARK stands
    for a landmark of the home city."""


def first_rule(rules: Sequence[Rule[_Evidence]], evidence: _Evidence) -> Rule[_Evidence]:
    """Return the first rule that applies; the last one of a table applies always."""
    return next(rule for rule in rules if rule.applies(evidence))
