"""Context of demonyms: whether they say who came, name a language, or are a surname."""

from __future__ import annotations

from index.reading.places.mention_context import MentionContext
from index.reading.places.words import (
    AND,
    BEFORE_OFFICE,
    CULTURE,
    FILLERS,
    FOREIGN_HEADS,
    LANGUAGE_AFTER,
    LANGUAGE_BEFORE,
    OF,
    ROLES,
    WHERE,
)

_BREAKS = '.;:!?\n()•“”"«»|,'


def says_who_came(context: MentionContext, number: int) -> bool:
    """Return whether a demonym says who came or was met: "Danish municipalities"."""
    if context.in_title(number):
        return True
    mention, words = context.mentions[number], context.words
    for index in range(mention.end, min(mention.end + 4, len(words.words))):
        if any(mark in words.gaps[index] for mark in _BREAKS):
            break
        if words.folded[index] in ROLES:
            return True
        if words.folded[index] in AND and _is_people(context, index + 1):
            continue
        if words.folded[index] in AND or words.folded[index] in WHERE:
            break
        if (
            index == mention.end
            and words.is_capitalised(index)
            and index not in context.mention_at
            and words.folded[index] not in BEFORE_OFFICE
        ):
            break
    between = 0
    for index in range(mention.start - 1, max(mention.start - 5, -1), -1):
        if any(mark in words.gaps[index + 1] for mark in _BREAKS):
            break
        folded = words.folded[index]
        if folded in ROLES:
            return True
        if folded in AND and _is_people(context, index - 1):
            continue
        if folded in AND or between == 2:
            break
        if between == 1 and folded not in OF:
            break
        if folded not in FILLERS and not _is_people(context, index):
            between += 1
    return False


def _is_people(context: MentionContext, index: int) -> bool:
    """Return whether a word is a demonym, so that "and" beside it joins two peoples."""
    number = context.mention_at.get(index)
    return number is not None and context.mentions[number].has("demonym")


def is_culture(context: MentionContext, number: int) -> bool:
    """Return whether a word for culture stands beside: "French cinema", "rivoluzione argentina"."""
    mention, words = context.mentions[number], context.words
    after = range(mention.end, min(mention.end + 2, len(words)))
    before = range(mention.start - 1, max(mention.start - 4, -1), -1)
    for beside, shift in ((after, 0), (before, 1)):
        for index in beside:
            if any(mark in words.gaps[index + shift] for mark in _BREAKS):
                break
            if words.folded[index] in CULTURE:
                return True
    return False


def is_language(context: MentionContext, number: int) -> bool:
    """Return whether a demonym is a language: "in English", "lingua romena"."""
    mention, folded = context.mentions[number], context.words.folded
    after = folded[mention.end] if mention.end < len(folded) else ""
    before = folded[mention.start - 1] if mention.start else ""
    if before == "in":
        ends = context.words.gaps[mention.end].strip() != ""
        return ends or after in AND or after in WHERE
    return after in LANGUAGE_AFTER or before in LANGUAGE_BEFORE


def may_be_surname(context: MentionContext, number: int) -> bool:
    """Return whether an Italian demonym has a capital that only a surname would have."""
    mention, words = context.mentions[number], context.words
    if not words.is_capitalised(mention.start):
        return False
    before = mention.start - 1
    after_office = before >= 0 and words.folded[before] in FOREIGN_HEADS
    shouted = words.words[mention.start].isupper()
    return not (after_office or shouted)
