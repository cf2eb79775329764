"""A text cut into classified tokens, with questions about what precedes a token."""

from __future__ import annotations

from collections.abc import Mapping

from index.reading.people.roles import role_head_at
from index.reading.people.words import CAPITALISED, WordClass, tokens_of, word_set

WORDS_BEFORE_ROLE = word_set("the il lo la l i gli le un una une les its new current former neo")
_BY = {"dal": "da", "dalla": "da", "dall": "da", "dai": "da", "dallo": "da", "dagli": "da"}


class TokenisedText:
    """A text, its language (two letters) and its tokens."""

    def __init__(self, text: str, language: str) -> None:
        self.text = text
        self.language = language
        self.tokens = tokens_of(text)

    def text_between(self, start: int, end: int) -> str:
        """Return the text of the tokens `start` to `end` (exclusive), as written."""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end]

    def is_capital(self, i: int) -> bool:
        """Return whether a token is capitalised."""
        return bool(self.tokens[i].word_class & CAPITALISED)

    def is_venue(self, i: int) -> bool:
        """Return whether a word such as "via" or "palazzo" precedes."""
        return i > 0 and bool(self.tokens[i - 1].word_class & WordClass.VENUE)

    def follows_cue(self, i: int, cues: Mapping[str, frozenset[str]]) -> bool:
        """Return whether one of the cues ("led by", "guidata dal") precedes."""
        j = i - 1
        while j > 0 and j > i - 4 and self.tokens[j].folded in WORDS_BEFORE_ROLE:
            j -= 1
        if j < 1:
            return False
        last = self.tokens[j].folded
        before = cues.get(_BY.get(last, last))
        return before is not None and self.tokens[j - 1].folded in before

    def is_possessor_of_office(self, end: int) -> bool:
        """Return whether the run is a possessive before an office: "Rabat's Mayor"."""
        if not self.tokens[end - 1].possessive or end >= len(self.tokens):
            return False
        return role_head_at(self.tokens, end, self.language) is not None
