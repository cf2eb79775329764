"""The query language: `words "exact phrase" -word word*`, and OR and NOT in capitals.

Everything else is taken literally, with a note that says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from index.text.analysis import Token, fold_word, in_stop_list, tokenize
from index.text.analysis.name_keys import PARTICLES
from search.query.exclusions import excluded_in_words
from search.query.notes import Note
from search.query.operators import FIELD, obeyed
from search.query.pieces import PieceKind, QueryPiece
from search.query.query import MAX_CHARACTERS, MAX_PREFIXES, MAX_READ, MAX_TEXT, MIN_PREFIX
from search.query.question_words import asking_words

_PIECE = re.compile(
    r'(?P<minus>(?<!\S)-(?=["“”«\w]))?'
    r'(?:["“”«](?P<phrase>[^"“”«»]*)["“”»]|(?P<text>[^\s"“”«»]+)|(?P<stray>["“”«»]))'
)
_SIGN = re.compile(r"[*?()\[\]{}~^|\\<>=]")
"""Signs that are operators in other query languages."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A parsed query text, with notes for the user about what was ignored or changed."""

    pieces: tuple[QueryPiece, ...]
    notes: tuple[Note, ...]


def parse_words(text: str) -> Parsed:
    """Parse a query text. Any text is valid; of a long one MAX_TEXT characters are read."""
    read = text if len(text) <= MAX_TEXT else text[:MAX_TEXT].rpartition(" ")[0] or text[:MAX_TEXT]
    pieces: list[QueryPiece] = []
    notes: list[Note] = []
    signs = "?()" if read.count("(") == read.count(")") else "?"
    for match in _PIECE.finditer(read):
        excluded = match["minus"] is not None
        if match["stray"]:
            notes.append(Note("unclosed-quote", match["stray"]))
        elif match["phrase"] is not None:
            tokens = _tokens(match["phrase"], match.start("phrase"))
            if tokens:
                kind: PieceKind = "phrase" if len(tokens) > 1 else "word"
                pieces.append(QueryPiece(kind, tokens, excluded))
        else:
            pieces.extend(_words(match["text"], match.start("text"), excluded, signs, notes))
    if text.strip() and not pieces:
        notes.append(Note("no-words", text.strip()[:MAX_CHARACTERS]))
    pieces = _whole_words(_first(pieces), notes)
    pieces = excluded_in_words(obeyed(pieces, read, notes), notes)
    pieces = _without_asking(pieces, notes)
    return Parsed(tuple(pieces), tuple(dict.fromkeys(notes)) if notes else ())


def _first(pieces: list[QueryPiece]) -> list[QueryPiece]:
    """Return the pieces that are read: those with the first MAX_READ words."""
    words = 0
    for number, piece in enumerate(pieces):
        words += len(piece.tokens)
        if words > MAX_READ:
            return pieces[:number]
    return pieces


def _whole_words(pieces: list[QueryPiece], notes: list[Note]) -> list[QueryPiece]:
    """Return the pieces with whole words in place of the prefixes after the first MAX_PREFIXES."""
    prefixes = [number for number, piece in enumerate(pieces) if piece.kind == "prefix"]
    for number in prefixes[MAX_PREFIXES:]:
        notes.append(Note("prefix-as-word", f"{pieces[number].text}*"))
        pieces[number] = replace(pieces[number], kind="word")
    return pieces


def _without_asking(pieces: list[QueryPiece], notes: list[Note]) -> list[QueryPiece]:
    """Return the pieces without the words that only ask, unless no others are left."""
    words = [n for n, piece in enumerate(pieces) if piece.kind == "word" and not piece.excluded]
    asking = {words[n] for n in asking_words([pieces[n].tokens[0] for n in words])}
    kept = [piece for number, piece in enumerate(pieces) if number not in asking]
    if not asking or all(
        piece.excluded or (piece.kind == "word" and is_stop_word(piece.text)) for piece in kept
    ):
        return pieces
    notes.append(Note("question-words", " ".join(pieces[n].text for n in sorted(asking))))
    return kept


@lru_cache(maxsize=4_096)
def is_stop_word(word: str) -> bool:
    """Return whether a word is too common to be required: a stop word or a name's particle."""
    folded = fold_word(word)
    return folded in PARTICLES or in_stop_list(folded)


def _words(
    text: str, start: int, excluded: bool, signs: str, notes: list[Note]
) -> list[QueryPiece]:
    """Return the words of a text without spaces; `signs` around it are no matter of a note."""
    if field := FIELD.match(text):
        notes.append(Note("no-fields", field[0]))
        text, start = text[field.end() :], start + field.end()
    tokens = _tokens(text, start)
    if not tokens:
        if _SIGN.search(text) and text not in ("*", "(", ")"):
            notes.append(Note("taken-literally", text))
        return []
    if excluded and len(tokens) > 1:
        return [QueryPiece("phrase", tokens, excluded)]
    pieces = [QueryPiece("word", (token,), excluded) for token in tokens]
    if text.endswith("*"):
        last = tokens[-1]
        if len(fold_word(last.text)) >= MIN_PREFIX and text[:-1].endswith(last.text[-1]):
            pieces[-1] = QueryPiece("prefix", (last,), excluded)
        else:
            notes.append(Note("short-prefix", text))
    elif not text.isalnum() and _SIGN.search(text.strip(signs)):
        notes.append(Note("taken-literally", text))
    return pieces


def _tokens(text: str, start: int) -> tuple[Token, ...]:
    tokens = [token for token in tokenize(text) if fold_word(token.text)]
    if start:
        tokens = [Token(t.text, start + t.start, start + t.end, t.after_apostrophe) for t in tokens]
    return tuple(tokens)
