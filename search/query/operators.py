"""The operators of a query text that are words in capitals: OR, AND, NOT, in each language."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from index.text.lexicon import Lexicon, union
from index.text.lexicon.regexes import alternation
from index.text.lexicon.sections import Words
from search.query.notes import Note
from search.query.pieces import QueryPiece


def _capitals(words_of: Callable[[Lexicon], Words]) -> Words:
    return frozenset(word.upper() for word in union(words_of))


_AMONG = _capitals(lambda words: words.search.operators_among)
"""Operators only beside words in small letters: in capitals they are also ordinary words."""
_OR = _capitals(lambda words: words.search.or_operators)
_AND = _capitals(lambda words: words.search.and_operators)
_NOT = _capitals(lambda words: words.search.not_operators)
_GROUP = re.compile(r"\(([^()]*)\)")
_OR_BEFORE = re.compile(rf"\b(?:{alternation(_OR)})\s*\Z")
_OR_AFTER = re.compile(rf"\s*(?:{alternation(_OR)})\b")
_NOT_BEFORE = re.compile(rf"(?:\b(?:{alternation(_NOT)})|(?<!\S)-)\s*\Z")
FIELD = re.compile(
    rf"(?:{alternation(union(lambda words: words.search.fields))}):(?=\w)",
    re.IGNORECASE,
)
"""The name of a field before a word, as other search boxes have it."""


def obeyed(pieces: Sequence[QueryPiece], text: str, notes: list[Note]) -> list[QueryPiece]:
    """Return the pieces without the operators among them, what they join and exclude marked.

    An operator counts only between two pieces (NOT: before one); others are ordinary words. A group
    in brackets that an operator joins to others is not one piece: a note says so.
    """
    is_mixed = any(map(str.islower, text))
    found: list[QueryPiece] = []
    after_or = excluded = False
    for number, piece in enumerate(pieces):
        has_next = number + 1 < len(pieces)
        word = piece.text if piece.kind == "word" and not piece.excluded else ""
        is_between = bool(found) and has_next and not (after_or or excluded)
        is_operator = is_mixed or word not in _AMONG
        if is_operator and is_between and word in _OR:
            after_or = True
        elif is_operator and is_between and word in _AND:
            continue
        elif is_operator and has_next and not excluded and word in _NOT:
            excluded = True
        elif piece.excluded or excluded:
            found.append(replace(piece, excluded=True))
            after_or = excluded = False
        else:
            found.append(replace(piece, after_or=after_or) if after_or else piece)
            after_or = False
    notes.extend(Note("no-groups", group) for group in _joined_groups(text))
    return found


def _joined_groups(text: str) -> list[str]:
    """Return the groups of several words in brackets that OR or NOT should join as a whole."""
    found: list[str] = []
    if "(" not in text:
        return found
    for match in _GROUP.finditer(text):
        words = match[1].split()
        before, after = text[: match.start()], text[match.end() :]
        alternatives = any(word in _OR for word in words)
        joined = _OR_BEFORE.search(before[-8:]) or _OR_AFTER.match(after)
        if len(words) > 1 and ((joined and not alternatives) or _NOT_BEFORE.search(before[-8:])):
            found.append(match[0])
    return found
