"""The kinds stage: the kind of an entry, by words of its heading, else of its text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.model.entry import Kind
from index.model.profile import ArchiveProfile
from index.text.current_profile import current_profile
from index.text.folding import fold
from index.text.home_names import HomeNames, home_names_of
from index.text.lexicon import Lexicon
from index.text.lexicon.regexes import patterns
from index.text.lexicon.sections import KindPatterns
from index.text.tokens import Text


def _one_of(section: Callable[[Lexicon], KindPatterns], kinds: Sequence[str]) -> str:
    """Join the patterns of some kinds; the kind of a match is the name of its group.

    Where several kinds begin at one word, the first of `kinds` is taken.
    """
    groups = "|".join(f"(?P<{kind}>{patterns(_of_kind(section, kind))})" for kind in kinds)
    return rf"\b(?=[a-z])(?:{groups})"


def _for_home(pattern: str, home: HomeNames) -> re.Pattern[str]:
    """Return a pattern with the names of the home city and of its people in their places."""
    return re.compile(pattern.replace("{demonym}", home.demonym).replace("{home}", home.city))


def _of_kind(
    section: Callable[[Lexicon], KindPatterns], kind: str
) -> Callable[[Lexicon], tuple[str, ...]]:
    return lambda words: getattr(section(words), kind)


_HEADING = _one_of(
    lambda words: words.kinds_in_heading,
    ("ambassador", "consul", "mission", "delegation", "twinning", "agreement", "network"),
)
_HEADING_REST = _one_of(lambda words: words.kinds_in_rest, ("meeting", "event"))
_HEADING_MEETING = re.compile(rf"\b(?:{patterns(lambda words: words.kind_cues.meeting)})\b")
_TEXT = _one_of(
    lambda words: words.kinds_in_text,
    (
        *("mission", "delegation", "ambassador", "consul", "twinning", "agreement", "network"),
        *("event", "meeting"),
    ),
)
_PRIORITIES: tuple[frozenset[str], ...] = (
    frozenset({"mission", "delegation", "ambassador", "consul"}),
    frozenset({"twinning", "agreement", "network"}),
    frozenset({"event", "meeting"}),
)
"""Kinds by priority: who travels, then what was signed, then what was held."""
_VISITED_CITY = re.compile(rf"\b(?:{patterns(lambda words: words.kind_cues.visited_city)})\b")
_MAX_CHARACTERS = 700
"""Characters of the text that are read, since it says early what it is about; chosen by hand."""


@dataclass(frozen=True, slots=True)
class _Patterns:
    """The patterns with the names of one home city."""

    heading: re.Pattern[str]
    heading_rest: re.Pattern[str]
    text: re.Pattern[str]


@lru_cache(maxsize=8)
def _patterns_of(profile: ArchiveProfile) -> _Patterns:
    home = home_names_of(profile)
    return _Patterns(*(_for_home(each, home) for each in (_HEADING, _HEADING_REST, _TEXT)))


def kind_of(words: Text) -> Kind:
    """Return an entry's kind, by its heading, else by the beginning of its text.

    A delegation comes to the home city, a mission leaves it; the visit of an ambassador or a consul
    is a kind of its own. Anything else is a meeting when somebody meets, else an event.
    """
    heading, patterns = fold(words.title), _patterns_of(current_profile())
    match = patterns.heading.search(heading)
    if match is not None:
        return _kind_of_match(match)
    match = patterns.heading_rest.search(heading)
    if match is not None:
        return _kind_of_match(match)
    if _HEADING_MEETING.search(heading):
        return "meeting"
    found = _strongest_kind(patterns.text, fold(words.text[:_MAX_CHARACTERS]))
    if found in (None, "meeting", "event") and _VISITED_CITY.search(heading):
        return "delegation"
    return found or "event"


def _strongest_kind(pattern: re.Pattern[str], text: str) -> Kind | None:
    """Return the kind of highest priority that a text has a word for, the first named; or None."""
    kinds = tuple(dict.fromkeys(_kind_of_match(match) for match in pattern.finditer(text)))
    for group in _PRIORITIES:
        for kind in kinds:
            if kind in group:
                return kind
    return None


def _kind_of_match(match: re.Match[str]) -> Kind:
    kind: Kind = match.lastgroup  # type: ignore[assignment]
    return kind
