"""Lists of places in a text: "Rabat, Casablanca and Fès"."""

from __future__ import annotations

from collections.abc import Sequence

from index.gazetteer.mentions import PlaceMention
from index.reading.places.words import (
    AND,
    FILLERS,
    INDEFINITE,
    OF,
    SOMEWHERE,
)
from index.text.lexicon import lexicons
from index.text.tokens import APOSTROPHES, Text

_APOSTROPHES = frozenset(("", *APOSTROPHES))
_OF_OR_IN = OF | SOMEWHERE
_REPEATS_PREPOSITION = frozenset(
    words.tag for words in lexicons() if words.grammar.repeats_preposition
)


def list_bounds(
    words: Text, mentions: Sequence[PlaceMention], language: str
) -> tuple[list[int], list[int]]:
    """Return, for each mention, the numbers of the first and the last mention of its list.

    Both are its own where it is in none.
    """
    first, last = list(range(len(mentions))), list(range(len(mentions)))
    for number in range(1, len(mentions)):
        if _is_joined(words, mentions[number - 1], mentions[number], language):
            first[number] = first[number - 1]
    for number in range(len(mentions) - 2, -1, -1):
        if first[number + 1] == first[number]:
            last[number] = last[number + 1]
    return first, last


def is_narrow(gap: str) -> bool:
    """Return whether what stands between two words is only a blank or an apostrophe."""
    return gap == " " or (gap.strip() in _APOSTROPHES and "\n" not in gap)


def _is_joined(words: Text, before: PlaceMention, mention: PlaceMention, language: str) -> bool:
    """Return whether a mention is in one list with the mention before it."""
    if not (mention.has("place", "country", "region") and before.has("place", "country", "region")):
        return False
    between = mention.start - before.end
    gap = words.gaps[mention.start]
    if between == 0:
        return gap.strip() in (",", "/", "&", "+")
    if between == 1 and _repeats_preposition(words, mention.start - 1, before.start - 1):
        return True
    if "\n" in gap or "." in gap:
        return False
    linked = words.folded[before.end] in AND and words.gaps[before.end].strip() in ("", ",")
    rest = words.folded[before.end + 1 : mention.start]
    if language in _REPEATS_PREPOSITION and rest and rest[0] in SOMEWHERE:  # "a Parigi e a Dublino"
        rest = rest[1:]
    return (
        linked
        and len(rest) <= 3
        and all((word in FILLERS or word in OF) and word not in INDEFINITE for word in rest)
    )


def _repeats_preposition(words: Text, at: int, before: int) -> bool:
    """Return whether a comma and the preposition of the name before it stand there."""
    return (
        before >= 0
        and words.gaps[at].strip() == ","
        and words.folded[at] == words.folded[before]
        and words.folded[at] in _OF_OR_IN
        and is_narrow(words.gaps[at + 1])
        and is_narrow(words.gaps[before + 1])
    )
