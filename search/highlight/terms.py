"""The words to highlight: those of a query and of its expansions."""

from __future__ import annotations

from collections.abc import Iterable

from index.text.analysis import STEMMED, fold_word, stems_of, tokenize
from search.plan.expansion import QueryExpansion
from search.plan.highlight_terms import HighlightTerms
from search.plan.spellings import joined_spellings, letter_spellings, visible_parts
from search.query.parser import is_stop_word
from search.query.pieces import QueryPiece
from search.query.query import Query


def highlight_terms_of(
    asked: Iterable[QueryPiece], query: Query, expansions: Iterable[QueryExpansion]
) -> HighlightTerms:
    """Return the words of a query that may match; stop words only when there are no others."""
    pieces = tuple(asked)
    typed = [piece.tokens[0] for piece in pieces if piece.kind == "word"]
    only_stop_words = all(is_stop_word(token.text) for token in typed)
    tokens = [token for token in typed if only_stop_words or not is_stop_word(token.text)]
    tokens += [
        token
        for box in (query.person, query.place)
        for token in tokenize(box)
        if not is_stop_word(token.text)
    ]
    words = {fold_word(token.text) for token in tokens}
    for position, token in enumerate(typed):
        words.update((*joined_spellings(typed, position), *letter_spellings(token.text)))
    words.discard("")
    stems = {
        (tag, stem) for token in tokens for tag in STEMMED for stem in stems_of(token.text, tag)
    }
    rows = [(_folded(piece.text), None) for piece in pieces if piece.kind == "phrase"]
    rows.append((_folded(query.phrase), None))
    rows += [(parts, None) for token in typed for parts in visible_parts(token.text)]
    added = [
        (_folded(wording.text), wording.language)
        for expansion in expansions
        for wording in expansion.wordings
    ]
    for row, language in dict.fromkeys((*rows, *added)):
        if len(row) == 1 and language:
            stems.update((language, stem) for stem in stems_of(row[0], language))
        elif len(row) == 1:
            words.add(row[0])
    return HighlightTerms(
        words=frozenset(words),
        stems=frozenset(stems),
        prefixes=tuple(fold_word(p.tokens[0].text) for p in pieces if p.kind == "prefix"),
        phrases=tuple(row for row in dict.fromkeys((*rows, *added)) if len(row[0]) > 1),
    )


def _folded(text: str) -> tuple[str, ...]:
    return tuple(word for token in tokenize(text) if (word := fold_word(token.text)))
