"""What stands before a mention: an office, a town, an article, a preposition."""

from __future__ import annotations

from index.reading.places.mention_context import LETTER_ARTICLES, MentionContext
from index.reading.places.words import (
    ARTICLES,
    DEFINITE,
    FILLERS,
    LEADS,
    LINKS,
    MAYORS,
    MOVES,
    OF,
    PURPOSE,
    ROLES,
    SOMEWHERE,
    TOWN_LEADS,
    TOWNS,
    WHERE,
    WITH,
)

_OFFICES_OR_TOWNS = ROLES | TOWN_LEADS | FILLERS | LEADS
_OF_OR_IN = OF | SOMEWHERE


def follows_role(context: MentionContext, number: int) -> bool:
    """Return whether a role and "of" or "from" precede it: "Mayor of X", "twin city X"."""
    return _follows(context, number, ROLES)


def follows_town_word(context: MentionContext, number: int) -> bool:
    """Return whether a role that only towns have precedes: "Mayor of X", not "Chamber of X"."""
    return _follows(context, number, TOWN_LEADS)


def follows_mayor(context: MentionContext, number: int) -> bool:
    """Return whether a mayor or the word for a town precedes: "Mayor of X", "the town X"."""
    return _follows(context, number, MAYORS)


def follows_article(context: MentionContext, number: int) -> bool:
    """Return whether an article precedes it: "the Nice palaces", "del Principe"."""
    words, start = context.words, context.mentions[number].start
    before = words.folded[start - 1] if start and context.is_adjacent(start) else ""
    return before in ARTICLES and (before not in LETTER_ARTICLES or context.is_article(before))


def follows_name(context: MentionContext, number: int) -> bool:
    """Return whether an article, a capitalised word and "of" precede: "The Barber of Seville".

    The word is no office and no town.
    """
    words, of = context.words, context.mentions[number].start - 1
    if of < 2 or not (context.is_adjacent(of + 1) and context.is_adjacent(of)):
        return False
    return (
        words.folded[of] in OF
        and words.folded[of - 2] in DEFINITE
        and words.is_capitalised(of - 1)
        and of - 1 not in context.mention_at
        and of - 1 not in context.names
        and words.folded[of - 1] not in _OFFICES_OR_TOWNS
    )


def follows_locative(context: MentionContext, number: int) -> bool:
    """Return whether a preposition of place precedes the mention itself: "in Paris"."""
    words, start = context.words, context.mentions[number].start
    before = words.folded[start - 1] if start and context.is_adjacent(start) else ""
    return before in SOMEWHERE and not context.is_article(before)


def follows_link(context: MentionContext, number: int) -> bool:
    """Return whether what links towns and "with" precede: "an exchange of pupils with X".

    At most two words of any kind stand between.
    """
    words, start = context.words, context.mentions[context.list_first[number]].start
    index = start - 1
    if index < 1 or not context.is_adjacent(start) or words.folded[index] not in WITH:
        return False
    for back in range(index - 1, max(index - 4, -1), -1):
        if not context.is_adjacent(back + 1):
            return False
        if words.folded[back] in LINKS:
            return True
    return False


def follows_place_preposition(context: MentionContext, number: int) -> bool:
    """Return whether a preposition of place precedes it, or the list that has it."""
    words, start = context.words, context.mentions[context.list_first[number]].start
    for index in range(start - 1, max(start - 5, -1), -1):
        if not context.is_adjacent(index + 1):
            return False
        word = words.folded[index]
        if word in WHERE and not context.is_article(word):
            return True
        if word not in FILLERS:
            return False
    return False


def is_followed_by_role(context: MentionContext, number: int) -> bool:
    """Return whether a role follows a possessive: "Rosario's mayor"."""
    words, end = context.words, context.mentions[number].end
    if end < len(words.words) and words.folded[end] == "s" and context.is_adjacent(end):
        end += 1
        return any(word in ROLES for word in words.folded[end : end + 3])
    return False


def _follows(context: MentionContext, number: int, leads: frozenset[str]) -> bool:
    words, start = context.words, context.mentions[context.list_first[number]].start
    index = start - 1
    if index < 0 or not context.is_adjacent(start):
        return False
    if words.folded[index] in TOWNS:
        return True
    if words.folded[index] in FILLERS and context.is_adjacent(index):
        index -= 1
    if index < 0 or words.folded[index] not in _OF_OR_IN:
        return False
    if words.folded[index] in PURPOSE:  # "Deputy Mayor for Commerce"
        return False
    if words.folded[index] not in OF:
        leads = MOVES
    for back in range(index - 1, max(index - 5, -1), -1):
        if not context.is_adjacent(back + 1):
            return False
        if words.folded[back] in leads:
            return True
        if words.folded[back] not in FILLERS and back not in context.mention_at:
            return False
    return False
