"""The countries that stand beside a mention, or beside the list that has it."""

from __future__ import annotations

from index.reading.places.mention_context import MentionContext
from index.reading.places.words import (
    DEFINITE,
    OF,
    TO_COUNTRY,
    TOWNS,
)


def countries_beside(context: MentionContext, number: int) -> tuple[str, ...]:
    """Return the countries named directly after it or its list, else before it; () for none."""
    return _countries_after(context, number) or _countries_before(context, number)


def countries_right_after(
    context: MentionContext, number: int, following_countries: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """Return the countries after a mention.

    `following_countries` are those after the next mention of its list.
    """
    mention = context.mentions[number]
    index, gap = mention.end, context.words.gaps[mention.end]
    if "\n" in gap or gap.strip() not in ("", ",", "-", "–", "—", "(", "/", "\\", ", ("):
        return ()
    for _ in range(3):
        other = context.mention_at.get(index)
        if other is not None:
            following = context.mentions[other]
            if following.has("country", "region"):
                return tuple(s.country for s in following.senses if s.place is None)
            break
        if index >= len(context.words.words) or context.words.folded[index] not in TO_COUNTRY:
            break
        index += 1
    return following_countries


def _countries_after(context: MentionContext, number: int) -> tuple[str, ...]:
    if number not in context.countries_after:
        found: tuple[str, ...] = ()
        for at in range(context.list_last[number], context.list_first[number] - 1, -1):
            found = context.countries_after[at] = countries_right_after(context, at, found)
    return context.countries_after[number]


def _countries_before(context: MentionContext, number: int) -> tuple[str, ...]:
    index = context.mentions[number].start - 1
    gap = context.words.gaps[index + 1] if index >= 0 else "\n"
    if "\n" in gap or gap.strip() not in ("", ",", "-", "–", "—", "(", ":", "'", "’", "’s"):
        return ()
    for _ in range(4):
        other = context.mention_at.get(index)
        if other is not None:
            before = context.mentions[other]
            if other < context.list_first[number] and before.has("country", "region", "demonym"):
                return tuple(s.country for s in before.senses if s.place is None)
            return ()
        if index < 1 or not context.is_adjacent(index):
            return ()
        word = context.words.folded[index]
        if not (word in TOWNS or word in OF or word in DEFINITE or word == "s"):
            return ()
        index -= 1
    return ()
