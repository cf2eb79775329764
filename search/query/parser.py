"""The query language: `words "exact phrase" -word word*`.

Everything else is taken literally, with a note that says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from index.text.analysis import Token, fold_word, in_stop_list, tokenize
from index.text.analysis.name_keys import PARTICLES
from search.query.errors import QueryError
from search.query.limits import check_length
from search.query.notes import Note
from search.query.query import MAX_PREFIXES, MAX_WORDS, MIN_PREFIX

_PIECE = re.compile(
    r'(?P<minus>(?<!\S)-(?=["“”«\w]))?'
    r'(?:["“”«](?P<phrase>[^"“”«»]*)["“”»]|(?P<text>[^\s"“”«»]+)|(?P<stray>["“”«»]))'
)
_SIGN = re.compile(r"[*?()\[\]{}~^|\\<>=]")
"""Signs that are operators in other query languages."""


PieceKind = Literal["word", "phrase", "prefix"]


@dataclass(frozen=True, slots=True)
class Piece:
    """One part of a query text: a word, a quoted phrase of several words, or a prefix."""

    kind: PieceKind
    tokens: tuple[Token, ...]
    """One token, or those of the phrase, at least two; offsets are into the query text."""
    excluded: bool = False

    @property
    def text(self) -> str:
        """The words as typed, separated by spaces."""
        return " ".join(token.text for token in self.tokens)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A parsed query text, with notes for the user about what was ignored or changed."""

    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...]


def parse_words(text: str) -> Parsed:
    """Parse a query text. Any text is valid; QueryError is raised past the limits."""
    check_length("q", text)
    pieces: list[Piece] = []
    notes: list[Note] = []
    for match in _PIECE.finditer(text):
        excluded = match["minus"] is not None
        if match["stray"]:
            notes.append(Note("unclosed-quote", match["stray"]))
        elif match["phrase"] is not None:
            tokens = _tokens(match["phrase"], match.start("phrase"))
            if tokens:
                kind: PieceKind = "phrase" if len(tokens) > 1 else "word"
                pieces.append(Piece(kind, tokens, excluded))
        else:
            pieces.extend(_words(match["text"], match.start("text"), excluded, notes))
    _check_count(pieces)
    if text.strip() and not pieces:
        notes.append(Note("no-words", text.strip()))
    return Parsed(tuple(pieces), tuple(dict.fromkeys(notes)) if notes else ())


@lru_cache(maxsize=4_096)
def is_stop_word(word: str) -> bool:
    """Return whether a word is too common to be required: a stop word or a name's particle."""
    folded = fold_word(word)
    return folded in PARTICLES or in_stop_list(folded)


def _words(text: str, start: int, excluded: bool, notes: list[Note]) -> list[Piece]:
    tokens = _tokens(text, start)
    if not tokens:
        if text.strip("-–—…"):
            notes.append(Note("taken-literally", text))
        return []
    if excluded and len(tokens) > 1:
        return [Piece("phrase", tokens, excluded)]
    pieces = [Piece("word", (token,), excluded) for token in tokens]
    if text.endswith("*"):
        last = tokens[-1]
        if len(fold_word(last.text)) >= MIN_PREFIX and text[:-1].endswith(last.text[-1]):
            pieces[-1] = Piece("prefix", (last,), excluded)
        else:
            notes.append(Note("short-prefix", text))
    elif not text.isalnum() and _SIGN.search(text):
        notes.append(Note("taken-literally", text))
    return pieces


def _tokens(text: str, start: int) -> tuple[Token, ...]:
    tokens = [token for token in tokenize(text) if fold_word(token.text)]
    if start:
        tokens = [Token(t.text, start + t.start, start + t.end, t.after_apostrophe) for t in tokens]
    return tuple(tokens)


def _check_count(pieces: list[Piece]) -> None:
    words = sum([len(piece.tokens) for piece in pieces])
    if words > MAX_WORDS:
        raise QueryError(
            f"{words} words are too many; use at most {MAX_WORDS}",
            code="too-many-words",
            value=str(words),
        )
    prefixes = sum([piece.kind == "prefix" for piece in pieces])
    if prefixes > MAX_PREFIXES:
        raise QueryError(
            f"{prefixes} words with * are too many; use at most {MAX_PREFIXES}",
            code="too-many-prefixes",
            value=str(prefixes),
        )
