"""The weights of ranking, all in one place.

Own words: title over names over body, the same spelling over folded over stems, published over a
person's translation over a machine's. Whatever was added to the reader's words weighs less than
the least of these, so a widened match never outranks the word itself.
"""

from __future__ import annotations

from index.indexing.fields import ACCENT_FIELDS, EXACT, NAME_FIELDS, ORIGINS, PARTS, text_field
from index.model.entry import Origin
from index.text.analysis import STEMMED

TITLE_ACCENTS, BODY_ACCENTS = 6.6, 3.3
NAMES = 5.0
DATE = 4.0
"""The entry's own dates: they stand in its heading."""
_OWN: dict[Origin, tuple[float, float, float, float]] = {
    # title exact, title stem, body exact, body stem
    "published": (6.0, 4.0, 3.0, 2.0),
    "human": (5.0, 3.4, 2.6, 1.7),
    "machine": (3.6, 2.4, 1.8, 1.2),
}

EXACT_WEIGHTS: dict[str, float] = {
    text_field(part, EXACT, origin): _OWN[origin][2 * number]
    for origin in ORIGINS
    for number, part in enumerate(PARTS)
}
"""Field of folded words to weight, every version, title and body."""

ACCENT_WEIGHTS = dict(zip(ACCENT_FIELDS, (TITLE_ACCENTS, BODY_ACCENTS), strict=True))
NAME_WEIGHTS = dict.fromkeys(NAME_FIELDS, NAMES)
FOLDED_WEIGHTS = EXACT_WEIGHTS | NAME_WEIGHTS
"""Every field of folded words, names included."""


STEM_WEIGHTS: dict[str, dict[str, float]] = {
    language: {
        text_field(part, language, origin): _OWN[origin][2 * number + 1]
        for origin in ORIGINS
        for number, part in enumerate(PARTS)
    }
    for language in STEMMED
}
"""By language, field of the language's stems to weight."""


ALIKE: dict[str, float] = {"people": 3.0, "places": 2.5, "country": 1.5, "kind": 0.3}
"""What an entry has in common with another, by facet."""
ALIKE_WORDS = 0.5
"""A rarer word of the title, likewise."""

EXPANSION = 0.15
"""What an added word weighs against the same word of the reader's own."""
TAGGED = 0.8
"""What an entry weighs that is tagged with the country, place or kind a word means."""

PHRASE_BONUS = 1.0
"""What all words standing side by side, as typed, add, against the same phrase in quotes."""
