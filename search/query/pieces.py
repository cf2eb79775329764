"""The parts of a query text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from index.text.analysis import Token

PieceKind = Literal["word", "phrase", "prefix"]


@dataclass(frozen=True, slots=True)
class QueryPiece:
    """One part of a query text: a word, a quoted phrase of several words, or a prefix."""

    kind: PieceKind
    tokens: tuple[Token, ...]
    """One token, or those of the phrase, at least two; offsets are into the query text."""
    excluded: bool = False
    after_or: bool = False
    """Whether OR stands between it and the piece before."""

    @property
    def text(self) -> str:
        """The words as typed, separated by spaces."""
        return " ".join(token.text for token in self.tokens)
