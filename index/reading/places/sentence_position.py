"""Where in a sentence or a title a mention stands, and what is done there."""

from __future__ import annotations

from index.reading.places.mention_context import MentionContext
from index.reading.places.words import (
    ACTS,
    ALTERNATIVE,
    AND,
    ARTICLES,
    FILLERS,
    NUMBERS,
    OF,
    SOMEWHERE,
    VERBS,
    WHERE,
)

_SMALL = WHERE | OF | AND | ARTICLES | SOMEWHERE | FILLERS
_OR_AND = AND | ALTERNATIVE
_VERBS = VERBS | ACTS
_BEFORE_OBJECTS = ARTICLES | NUMBERS


def opens_sentence(context: MentionContext, number: int) -> bool:
    """Return whether it alone opens a sentence, where any word has a capital.

    A verb after it, a possessive or another name in its list says that it is a name.
    """
    if context.list_first[number] != context.list_last[number]:
        return False
    words, start = context.words, context.mentions[context.list_first[number]].start
    end = context.mentions[context.list_last[number]].end
    if not words.opens_part(start) or end >= len(words):
        return False
    in_capitals = _is_in_capitals(context, number, end)
    if (words.is_capitalised(end) and not in_capitals) or "\n" in words.gaps[end]:
        return False
    return words.folded[end] not in _VERBS and not _is_verb(context, end)


def acts(context: MentionContext, number: int) -> bool:
    """Return whether its list opens a sentence and one of the next two words is an act."""
    words, end = context.words, context.mentions[context.list_last[number]].end
    if not words.opens_part(context.mentions[context.list_first[number]].start):
        return False
    return any(
        at < len(words) and words.follows_blank(at) and words.folded[at] in ACTS
        for at in (end, end + 1)
    )


def is_paired_with_word(context: MentionContext, number: int) -> bool:
    """Return whether "and" and an ordinary word follow it at the head of a sentence.

    "Orange and yellow bins"; a word in small letters, or in capitals like the name.
    """
    words, end = context.words, context.mentions[number].end
    if not words.opens_part(context.mentions[number].start) or end + 1 >= len(words):
        return False
    if words.words[end].lower() not in _OR_AND:
        return False  # as written: "è" is no "e"
    other = words.words[end + 1]
    return (
        words.follows_blank(end)
        and words.follows_blank(end + 1)
        and words.folded[end + 1] not in _SMALL
        and (other.islower() or _is_in_capitals(context, number, end + 1))
        and end + 1 not in context.mention_at
    )


def fills_title_part(context: MentionContext, number: int) -> bool:
    """Return whether it is the whole of a part of the title: "… - Zlín - …"."""
    if not context.in_title(number):
        return False
    words = context.words
    start = context.mentions[context.list_first[number]].start
    end = context.mentions[context.list_last[number]].end
    opened = words.opens_part(start) or words.gaps[start].strip() in (
        "-",
        "–",
        "—",
        "/",
        "\\",
        ",",
    )
    closed = words.gaps[end].strip() != "" or end == words.in_title
    return opened and closed and "-" != words.gaps[end] != "'"


def fills_line(context: MentionContext, number: int) -> bool:
    """Return whether its list is a whole line of the text."""
    gaps = context.words.gaps
    start = context.mentions[context.list_first[number]].start
    end = context.mentions[context.list_last[number]].end
    return not context.in_title(number) and "\n" in gaps[start] and "\n" in gaps[end]


def _is_in_capitals(context: MentionContext, number: int, index: int) -> bool:
    written = context.words.words
    return written[context.mentions[number].start].isupper() and written[index].isupper()


def _is_verb(context: MentionContext, index: int) -> bool:
    """Return whether an object follows a word: an article, a number."""
    words, after = context.words, index + 1
    if after >= len(words) or not words.follows_blank(after):
        return False
    object_follows = words.folded[after] in _BEFORE_OBJECTS or words.words[after].isdigit()
    return object_follows and words.folded[index] not in _SMALL
