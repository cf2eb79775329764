"""A text cut into classified tokens, with questions about what precedes a token."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from index.gazetteer.mentions import PlaceMention
from index.reading.people.classified_tokens import tokens_of
from index.reading.people.roles import role_head_at
from index.reading.people.word_classes import ARTICLES, CAPITALISED, WordClass
from index.text.lexicon import lexicons, union
from index.text.tokens import Text

WORDS_BEFORE_ROLE = ARTICLES | union(lambda words: words.people.before_role)
_BY = {form: words.grammar.agent[0] for words in lexicons() for form in words.grammar.agent}
"""By each form of "by", the form that the cues have."""


class TokenisedText:
    """A text, its language (two letters) and its tokens."""

    def __init__(self, words: Text, mentions: Sequence[PlaceMention], language: str) -> None:
        self.text = words.whole
        self.language = language
        self.tokens = tokens_of(words, mentions)

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
