"""The operators of a query text that are words in capitals: OR, AND, NOT, in three languages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from search.query.notes import Note
from search.query.pieces import Piece

_OR, _AND, _NOT = frozenset(("OR", "OU")), frozenset(("AND", "ET")), frozenset(("NOT",))
_OR_AMONG, _AND_AMONG, _NOT_AMONG = frozenset("O"), frozenset("E"), frozenset(("NON",))
"""Operators only beside words in small letters: in capitals they are also ordinary words."""
_GROUP = re.compile(r"\(([^()]*)\)")
_OR_BEFORE = re.compile(r"\b(?:OR|OU|O)\s*\Z")
_OR_AFTER = re.compile(r"\s*(?:OR|OU|O)\b")
_NOT_BEFORE = re.compile(r"(?:\bNOT|\bNON|(?<!\S)-)\s*\Z")
FIELD = re.compile(
    r"(?:title|titolo|titre|text|testo|texte|person|persona|people|place|places|luogo|lieu|city|citta"
    r"|città|country|paese|pays|year|anno|année|date|data|kind|tipo|type|language|lingua|langue"
    r"|author|autore|auteur|site|inurl|intitle):(?=\w)",
    re.IGNORECASE,
)
"""The name of a field before a word, as other search boxes have it."""


def obeyed(pieces: Sequence[Piece], text: str, notes: list[Note]) -> list[Piece]:
    """Return the pieces without the operators among them, what they join and exclude marked.

    An operator counts only between two pieces (NOT: before one); others are ordinary words. A group
    in brackets that an operator joins to others is not one piece: a note says so.
    """
    is_mixed = any(c.islower() for c in text)
    found: list[Piece] = []
    after_or = excluded = False
    for number, piece in enumerate(pieces):
        has_next = number + 1 < len(pieces)
        word = piece.text if piece.kind == "word" and not piece.excluded else ""
        is_between = bool(found) and has_next and not (after_or or excluded)
        if is_between and (word in _OR or (is_mixed and word in _OR_AMONG)):
            after_or = True
        elif is_between and (word in _AND or (is_mixed and word in _AND_AMONG)):
            continue
        elif has_next and not excluded and (word in _NOT or (is_mixed and word in _NOT_AMONG)):
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
    found = []
    for match in _GROUP.finditer(text):
        words = match[1].split()
        before, after = text[: match.start()], text[match.end() :]
        alternatives = any(word in _OR | _OR_AMONG for word in words)
        joined = _OR_BEFORE.search(before[-8:]) or _OR_AFTER.match(after)
        if len(words) > 1 and ((joined and not alternatives) or _NOT_BEFORE.search(before[-8:])):
            found.append(match[0])
    return found
