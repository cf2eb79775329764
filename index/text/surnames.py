"""The surname in a name, to sort people by."""

from __future__ import annotations

import re

from index.text.analysis.name_keys import PARTICLES
from index.text.folding import fold
from index.text.name_words import tagged_words

_PARTICLES = PARTICLES | set(tagged_words("inner"))
"""Those by which names are found, and the articles after van and von."""
_SUFFIX = re.compile(rf"(?:{'|'.join(tagged_words('suffix'))}|[ivx]+)\.?\Z")


def surname_start(name: str) -> int:
    """Return where the surname begins: at the last word and the particles before it.

    0 for a name of one word. A suffix such as Jr or III is no surname. Names are taken as given
    name first; where a language puts the surname first, only a reader knows.
    """
    words = list(re.finditer(r"\S+", name))
    at = len(words) - 1
    while at > 1 and _SUFFIX.match(fold(words[at][0])):
        at -= 1
    while at > 1 and fold(words[at - 1][0]) in _PARTICLES:
        at -= 1
    return words[at].start() if words else 0


def sort_key(name: str) -> tuple[str, str]:
    """Return the folded surname without apostrophes and blanks, then the folded given names.

    Sorted by it, Dell'Utri is between De Luca and Delors.
    """
    start = surname_start(name)
    surname = re.sub(r"[\W_]", "", fold(name[start:]))
    return surname, fold(name[:start]).strip()
