"""The kinds stage: the kind of an entry, by words of its heading, else of its text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.model.entry import Kind
from index.model.profile import ArchiveProfile
from index.model.reading_trace import KindRule
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


@dataclass(frozen=True, slots=True)
class EntryKind:
    """An entry's kind, and why."""

    kind: Kind
    rule: KindRule
    words: str
    """The words that decided it, folded; "" for none."""


@dataclass(frozen=True, slots=True)
class KindFinder:
    """One way to tell an entry's kind: the rule's name, what it finds, and an example it decides.

    In the example a title and a text stand before and after a bar.
    """

    rule: KindRule
    find: Callable[[Text, str], EntryKind | None]
    """Takes the words of the entry and its folded heading."""
    example: str
    kind: Kind
    """The kind of the example."""


def _by_heading(_: Text, heading: str) -> EntryKind | None:
    patterns = _patterns_of(current_profile())
    match = patterns.heading.search(heading) or patterns.heading_rest.search(heading)
    return EntryKind(_kind_of_match(match), "heading", _words_of(match)) if match else None


def _by_meeting(_: Text, heading: str) -> EntryKind | None:
    match = _HEADING_MEETING.search(heading)
    return EntryKind("meeting", "meeting in heading", match[0]) if match else None


def _by_text(words: Text, _: str) -> EntryKind | None:
    patterns = _patterns_of(current_profile())
    return _strongest_kind(patterns.text, fold(words.text[:_MAX_CHARACTERS]))


def _by_who_came(words: Text, _: str) -> EntryKind | None:
    found = _by_text(words, "")
    return found if found and found.kind not in ("meeting", "event") else None


def _by_visited_city(_: Text, heading: str) -> EntryKind | None:
    match = _VISITED_CITY.search(heading)
    return EntryKind("delegation", "visited city", match[0]) if match else None


KIND_FINDERS: tuple[KindFinder, ...] = (
    KindFinder("heading", _by_heading, "Delegation from Lyon | They met.", "delegation"),
    KindFinder("meeting in heading", _by_meeting, "Riunione dei docenti | A Lione.", "meeting"),
    KindFinder("text", _by_who_came, "Comune di Lione | È una missione.", "mission"),
    KindFinder("visited city", _by_visited_city, "City of Lyon - France | A talk.", "delegation"),
    KindFinder("text", _by_text, "Parks | They met in Lyon.", "meeting"),
    KindFinder("none", lambda *_: EntryKind("event", "none", ""), "Parks | Trees.", "event"),
)
"""The ways to tell a kind; the first that finds one decides."""


def find_kind(words: Text) -> EntryKind:
    """Return an entry's kind and why, by its heading, else by the beginning of its text.

    A delegation comes to the home city, a mission leaves it; the visit of an ambassador or a consul
    is a kind of its own. Anything else is a meeting when somebody meets, else an event.
    """
    heading = fold(words.title)
    return next(
        found for finder in KIND_FINDERS if (found := finder.find(words, heading)) is not None
    )


@lru_cache(maxsize=1)  # two of the ways ask for it, of one entry after another
def _strongest_kind(pattern: re.Pattern[str], text: str) -> EntryKind | None:
    """Return the kind of highest priority that a text has a word for, the first named; or None."""
    kinds: dict[Kind, str] = {}
    for match in pattern.finditer(text):
        kinds.setdefault(_kind_of_match(match), _words_of(match))
    for group in _PRIORITIES:
        for kind, words in kinds.items():
            if kind in group:
                return EntryKind(kind, "text", words)
    return None


def _words_of(match: re.Match[str]) -> str:
    """Return the words that a pattern matched, shortened where it also looked at what follows."""
    return match[0][:_MAX_WORDS].strip()


_MAX_WORDS = 60
"""Characters of the words that are kept to explain a kind; chosen by hand."""


def _kind_of_match(match: re.Match[str]) -> Kind:
    kind: Kind = match.lastgroup  # type: ignore[assignment]
    return kind
