"""Context in which a name is not a place abroad: a person, a street, a region, an envoy's seat."""

from __future__ import annotations

from index.reading.places.mention_context import MentionContext
from index.reading.places.words import (
    AND,
    ARTICLES,
    BEARERS,
    CALENDAR,
    DEFINITE,
    ENVOYS,
    FILLERS,
    GOODS,
    LEADS,
    NOT_STREETS,
    NOUN_ARTICLES,
    OF,
    REGIONS,
    REPUBLIC,
    ROLES,
    SEATS,
    STREETS,
    VERBS,
    WAYS,
    WHERE,
)
from index.reading.places.words_before import follows_locative, follows_role
from index.text.home_names import home_names

_NO_NAMES = LEADS | ROLES | WHERE | AND | FILLERS
"""Words with a capital that do not make the name after them a person's."""

_NO_NAMES_OR_DAYS = _NO_NAMES | CALENDAR
_NAMED = BEARERS | GOODS
_BEFORE_PLACES = ROLES | LEADS | WHERE | OF | AND | FILLERS | ARTICLES | VERBS
"""Words in small letters after which a name is the place itself."""


def is_in_person_name(context: MentionContext, number: int) -> bool:
    """Return whether a capitalised word beside a name that people have too makes it a person's."""
    mention, words = context.mentions[number], context.words
    before, after = mention.start - 1, mention.end
    if (
        before >= 0
        and before not in context.names
        and before not in context.mention_at
        and words.follows_blank(mention.start)
        and words.is_capitalised(before)
        and words.folded[before] not in _NO_NAMES
        and words.folded[before] not in home_names().endings
    ):
        return True
    return (
        after < len(words.words)
        and after not in context.names
        and words.follows_blank(after)
        and words.is_capitalised(after)
        and not _names_place(context, after, mention.phrase in context.given_names)
        and words.folded[after] not in ROLES
        and not (context.list_first[number] == number and follows_role(context, number))
        and not (follows_locative(context, number) and mention.phrase not in context.given_names)
    )


def is_street(context: MentionContext, number: int) -> bool:
    """Return whether it names a street or a building: Corso Francia, Via Palmiro Togliatti."""
    words, mention = context.words, context.mentions[number]
    index = mention.start
    for _ in range(3):
        index -= 1
        if index < 0 or not context.is_adjacent(index + 1):
            break
        word = words.folded[index]
        if word in STREETS:
            return word not in NOT_STREETS[context.language] or words.is_capitalised(index)
        if not words.is_capitalised(index):
            if word in OF and index and context.is_adjacent(index):
                return words.folded[index - 1] in WAYS  # "rue de Lyon"
            break
    after = mention.end
    if after < len(words.words) and words.folded[after] == "s" and context.is_adjacent(after):
        after += 1
    return (
        after < len(words.words)
        and words.follows_blank(after)
        and words.is_capitalised(after)
        and words.folded[after] in STREETS
        and not (words.words[mention.start].isupper() and words.words[after].isupper())
    )


def is_apposition(context: MentionContext, number: int) -> bool:
    """Return whether an article and a noun stand right before it: "la nave Belfast"."""
    words, start = context.words, context.mentions[number].start
    noun = start - 1
    if noun < 1 or not context.puts_noun_first:
        return False
    return (
        context.is_adjacent(start)
        and context.is_adjacent(noun)
        and not words.is_capitalised(noun)
        and noun not in context.mention_at
        and words.folded[noun] not in _BEFORE_PLACES
        and words.folded[noun - 1] in NOUN_ARTICLES
    )


def is_part_of_name(context: MentionContext, number: int) -> bool:
    """Return whether a capitalised word that is no place makes it part of a longer name.

    Titles are left out, where any word may have a capital, and words all in capitals.
    """
    words, mention = context.words, context.mentions[number]
    if context.in_title(number):
        return False
    in_capitals = words.words[mention.start].isupper()
    return any(
        words.follows_blank(gap)
        and words.is_capitalised(at)
        and not (in_capitals and words.words[at].isupper())
        and at not in context.names
        and at not in context.mention_at
        and words.folded[at] not in _NO_NAMES_OR_DAYS
        and words.folded[at] not in home_names().endings
        for at, gap in ((mention.start - 1, mention.start), (mention.end, mention.end))
        if 0 <= at < len(words)
    )


def is_namesake(context: MentionContext, number: int) -> bool:
    """Return whether it is the name of a thing: the film Casablanca, savon de Marseille.

    Or is said to be one: "Casablanca is a film".
    """
    words, mention = context.words, context.mentions[number]
    before, after = mention.start - 1, mention.end
    if before >= 0 and context.is_adjacent(mention.start):
        if words.folded[before] in BEARERS:
            return True
        of = words.folded[before] in OF and before and context.is_adjacent(before)
        if words.folded[before - 1 if of else before] in GOODS:
            return True
    if after < len(words) and words.follows_blank(after) and words.folded[after] in GOODS:
        return True
    return (
        words.opens_part(mention.start)
        and after + 2 < len(words)
        and all(words.follows_blank(after + step) for step in range(3))
        and words.folded[after + 1] in ARTICLES
        and words.folded[after + 2] in _NAMED
    )


def is_region(context: MentionContext, number: int) -> bool:
    """Return whether it is called a province, region or state: "provincia di Santa Fe"."""
    words, mention = context.words, context.mentions[number]
    after = mention.end
    if after < len(words.words) and words.follows_blank(after) and words.folded[after] in REGIONS:
        return True
    index = mention.start - 1
    if index < 1 or not context.is_adjacent(mention.start) or words.folded[index] not in OF:
        return False
    index -= 1
    if index in context.mention_at and context.is_adjacent(index + 1):  # "provincia argentina di"
        index = context.mentions[context.mention_at[index]].start - 1
    return index >= 0 and context.is_adjacent(index + 1) and words.folded[index] in REGIONS


def is_landmark(context: MentionContext, number: int) -> bool:
    """Return whether it is part of the name of a landmark of the home city: "Porto Antico"."""
    words, mention = context.words.folded, context.mentions[number]
    if words[mention.start] not in home_names().landmark_words:
        return False
    return any(
        words[start : start + len(landmark)] == list(landmark)
        for landmark in home_names().landmarks
        for start in range(max(0, mention.end - len(landmark)), mention.start + 1)
    )


def is_seat(context: MentionContext, number: int) -> bool:
    """Return whether it is only the seat of an envoy: "Ambassador of Italy in Bucharest"."""
    words, start = context.words, context.mentions[context.list_first[number]].start
    index = start - 1
    if index >= 0 and context.is_adjacent(start) and words.folded[index] in DEFINITE:
        index -= 1
    if index < 1 or not context.is_adjacent(index + 1) or words.folded[index] not in SEATS:
        return False
    if context.is_article(words.folded[index]):
        return False
    named, index = False, index - 1
    for _ in range(8):
        if index < 0 or not context.is_adjacent(index + 1):
            return False
        folded = words.folded[index]
        if index in context.mention_at:
            named = True
            index = context.mentions[context.mention_at[index]].start - 1
        elif folded in ENVOYS:
            return named or _named_before(context, index)
        elif folded in OF or folded in FILLERS or folded in REPUBLIC:
            index -= 1
        else:
            return False
    return False


def _names_place(context: MentionContext, index: int, after_given_name: bool) -> bool:
    """Return whether a word belongs to a mention; after a given name a country's only."""
    number = context.mention_at.get(index)
    if number is None:
        return False
    return not after_given_name or context.mentions[number].has("country", "region")


def _named_before(context: MentionContext, index: int) -> bool:
    """Return whether a demonym precedes an envoy: "the Italian embassy"."""
    while index > 0 and context.is_adjacent(index):
        index -= 1
        if index in context.mention_at:
            return True
        if context.words.folded[index] not in FILLERS:
            return False
    return False
