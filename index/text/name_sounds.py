"""Name sounds: what the spellings of a name have in common, so that Noureddine is Norredine.

They tell a name that was put right from another name. A search needs more than that
(`index.text.analysis`).
"""

from __future__ import annotations

import re

from index.text.analysis import fold_word, split_words
from index.text.analysis.name_keys import PARTICLES

_SAME_SOUND = str.maketrans({"c": "k", "q": "k", "z": "s", "v": "f", "w": "f", "x": "ks"})
_UNHEARD = re.compile("[aeiouyhj]")
"""Letters in which transcriptions of a name differ most."""
_DOUBLED = re.compile(r"(.)\1+")
_SHORTEST = 3
"""Consonants that tell a name; one with fewer is compared as it is written. Chosen by hand."""


def name_sounds(name: str) -> frozenset[str]:
    """Return a key for each word of a name, equal for most of its spellings and transcriptions.

    Particles and initials have none.
    """
    words = set(map(fold_word, split_words(name)[0])) - PARTICLES
    return frozenset(_sound(word) for word in words if len(word) > 1)


def _sound(word: str) -> str:
    consonants = _UNHEARD.sub("", word.replace("ph", "f").translate(_SAME_SOUND))
    sound = _DOUBLED.sub(r"\1", consonants)
    return sound if len(sound) >= _SHORTEST else word
