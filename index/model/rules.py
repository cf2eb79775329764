"""Rules: named conditions of a stage, of which the first that applies decides.

A table of rules is read from the top. Each rule has an example that it decides; the tests read the
examples, so that a rule nobody needs is seen.
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
    """Whether it makes the name a place's or a person's, or two entries one; or nothing of it."""
    applies: Callable[[_Evidence], bool]
    example: str
    """The language, and a text with the name in brackets; before " | " is a title. LANDMARK stands
    for a landmark of the home city. A rule for two entries has one in each line, perhaps with the
    page that it is on: LANGUAGE PAGE: TITLE | TEXT."""


def first_rule(rules: Sequence[Rule[_Evidence]], evidence: _Evidence) -> Rule[_Evidence]:
    """Return the first rule that applies; the last one of a table applies always."""
    for rule in rules:
        if rule.applies(evidence):
            break
    return rule


@dataclass(frozen=True, slots=True)
class Cue(Generic[_Evidence]):
    """A sign with a name, and by how much it makes a name a place or speaks against that."""

    name: str
    weight: float
    applies: Callable[[_Evidence], bool]
    example: str
    """As for a rule; without this cue the name in brackets would be decided otherwise."""


def strongest_cue(cues: Sequence[Cue[_Evidence]], evidence: _Evidence) -> tuple[bool, str]:
    """Return whether the cues that apply weigh more than nothing, and the one that says so most.

    The name is empty where none applies.
    """
    found = [cue for cue in cues if cue.applies(evidence)]
    accepts = sum(cue.weight for cue in found) > 0
    sign = 1 if accepts else -1
    return accepts, max(found, key=lambda cue: sign * cue.weight).name if found else ""
