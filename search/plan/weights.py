"""The weights of ranking.

For the words typed: title before names before body, the accents as typed before folded words
before stems, published text before human before machine translation. Terms added by query
expansion weigh less than the least of these, so that they never outrank the word itself.

All weights were chosen by hand. Those of translations and PHRASE_BONUS were then raised on the 185
judged searches over the sample (tests/search/data/judged.tsv); the others passed them unchanged.
tests/benchmarks/fit_weights.py tries others on one half of all judged searches and proves them on
the other half: none was better there.
"""

from __future__ import annotations

from index.indexing.fields import (
    ACCENT_FIELDS,
    EXACT,
    NAME_FIELDS,
    ORIGINS,
    PARTS,
    TextPart,
    stemmed_languages,
    text_field,
)
from index.model.entry import Origin
from index.text.analysis import STEMMED
from search.query.query import FacetField

TITLE_ACCENTS, BODY_ACCENTS = 6.6, 3.3
NAMES = 5.0
DATE, DATE_WITHIN = 4.0, 7.0
"""A date in the query that an entry's own dates overlap, or lie within: an entry of that day comes
before one of its month or year, and before texts that name the date."""
DATE_WORDS = 0.25
"""The factor of the words of a date in a text, which say less than the dates of the entry."""
ROLE, KIND = 4.0, 7.0
"""An office that a visitor of an entry has, and the kind of an entry, when the word names them."""
OFFICE_OF = 8.0
"""An office of a visitor and its country in one role, when the words name both."""
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
"""The weight of each field of folded words: title and body of every origin."""

ACCENT_WEIGHTS = dict(zip(ACCENT_FIELDS, (TITLE_ACCENTS, BODY_ACCENTS), strict=True))
NAME_WEIGHTS = dict.fromkeys(NAME_FIELDS, NAMES)
FOLDED_WEIGHTS = EXACT_WEIGHTS | NAME_WEIGHTS
"""The same with the fields of names."""

INITIALS_WEIGHT = 2.0
"""The initials of a name in any text."""

STEM_WEIGHTS: dict[str, dict[str, float]] = {
    language: {
        text_field(part, language, origin): _OWN[origin][2 * number + 1]
        for origin in ORIGINS
        if language in stemmed_languages(origin)
        for number, part in enumerate(PARTS)
    }
    for language in STEMMED
}
"""The weight of each field of stems, by language."""

SIMILAR_WEIGHTS: dict[FacetField, float] = {
    "people": 3.0,
    "places": 2.5,
    "country": 1.5,
    "kind": 0.3,
}
"""For similar entries: a value of a facet in common. Chosen by hand, not judged."""
SIMILAR_WORD_WEIGHT = 0.5
"""For similar entries: a rare word in common, for each unit of its idf."""
SIMILAR_PARTS: dict[TextPart, float] = {"title": 2.0, "body": 1.0}
"""The factor of a word in the title or the text of a similar entry."""
SIMILAR_MEANING = 0.5
"""The factor of a word that means about the same as that of a similar entry."""

EXPANSION = 0.15
"""The factor of an added term, against the same term typed. The highest weight of a field of folded
words, 6.0, times 0.15 is less than the lowest weight of a typed word, 1.2."""
IN_CONCEPT = 0.3
"""The factor of what is in a concept, against its other names: in a title it counts less than these
in a text."""
RELATED = 0.1
"""The factor of a word that only means about the same."""
TAGGED = 0.8
"""The country, place, kind or month that a word means, as a tag of the entry."""
NAMED_MONTH = 0.001
"""The month that the date of an entry names, where days are asked for; it does not rank."""
PART_OF = 0.2
"""A country or place in the region that a word means, as a tag of the entry: less than the region's
name in any text, in whichever language, so that entries which name it come first."""

PHRASE_BONUS = 1.0
"""The factor of the bonus when all words stand side by side as typed, against a quoted phrase."""

NAME_IMPORTANCE, DATE_IMPORTANCE = 100_000, 60_000
TOPIC_IMPORTANCE, RARITY_IMPORTANCE = 500, 300
ROLE_IMPORTANCE = 300
"""What a clause matters when no entry matches all: a name more than any number of other words, a
date more than many, a word more the rarer it is (for each unit of its idf), an office, a kind or a
word such as "first" least. Chosen by hand."""
