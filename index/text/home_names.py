"""The names of the home city as rules use them, from the profile."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from index.model.profile import ArchiveProfile
from index.text.current_profile import of_current_profile
from index.text.folding import fold

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class HomeNames:
    """Folded names of the home city and of its people."""

    cities: frozenset[str]
    """Its names and spellings."""
    demonyms: frozenset[str]
    words: frozenset[str]
    """All words of its names and demonyms of more than three letters."""
    landmarks: tuple[tuple[str, ...], ...]
    """The words of each of its landmarks."""
    landmark_words: frozenset[str]
    """All words of its landmarks."""
    endings: frozenset[str]
    """Its demonyms, and the last word of each name: "Turin" in "Turin's mayor"."""
    city: str
    """A group of a regular expression for folded text: one of its names."""
    demonym: str
    """The same: one of its demonyms; it matches nothing when there are none."""
    written: str
    """The same for text as it is written: one of its names."""
    mention: re.Pattern[str]

    def is_named_in(self, folded: str) -> bool:
        """Return whether a folded text names the city or its people."""
        return bool(self.mention.search(folded))


@lru_cache(maxsize=8)
def home_names_of(profile: ArchiveProfile) -> HomeNames:
    """Return the names of the home city of a profile."""
    home = profile.home
    cities = frozenset(map(fold, home.names))
    demonyms = frozenset(map(fold, home.demonyms))
    landmarks = tuple(tuple(_WORD.findall(fold(name))) for name in home.landmarks)
    return HomeNames(
        cities=cities,
        demonyms=demonyms,
        words=frozenset(word for word in _words_of(cities | demonyms) if len(word) > 3),
        landmarks=landmarks,
        landmark_words=frozenset(word for words in landmarks for word in words),
        endings=demonyms | {name.split()[-1] for name in cities},
        city=_any_of(cities),
        demonym=_any_of(demonyms),
        written=_any_of(home.names),
        mention=re.compile(rf"(?<!\w){_any_of(cities | demonyms)}(?!\w)"),
    )


home_names = of_current_profile(home_names_of)
"""Returns the names of the city whose archive is worked on."""


def _words_of(names: Iterable[str]) -> frozenset[str]:
    return frozenset(word for name in names for word in _WORD.findall(name))


def _any_of(names: Iterable[str]) -> str:
    """Return a group that matches any of the names, the longest first; none when there are none."""
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return f"(?:{'|'.join(map(re.escape, longest_first))})" if longest_first else "(?!)"
