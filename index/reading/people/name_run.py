"""A run of capitalised words without an office before it, which may be a person's name."""

from __future__ import annotations

from dataclasses import dataclass

from index.reading.people.classified_tokens import ClassifiedToken
from index.reading.people.names import count_name_words, given_at
from index.reading.people.offices import Office, office_in_apposition
from index.reading.people.tokenised_text import TokenisedText

SENTENCE_ENDS = frozenset("\n.!?:")


@dataclass(frozen=True, slots=True)
class Run:
    """A run of capitalised words, tokens `start` to `end` (exclusive), without an office before."""

    tokenised: TokenisedText
    start: int
    end: int

    @property
    def tokens(self) -> list[ClassifiedToken]:
        """The tokens of the whole text."""
        return self.tokenised.tokens

    @property
    def count(self) -> int:
        """How many words it has, without initials and particles."""
        return count_name_words(self.tokens, self.start, self.end)

    @property
    def given(self) -> int | None:
        """The token of its first given name."""
        return given_at(self.tokens, self.start, self.end)

    @property
    def before(self) -> str:
        """The folded word before it."""
        return self.tokens[self.start - 1].folded if self.start else ""

    @property
    def in_heading_case(self) -> bool:
        """Whether the word before it has a capital too, and opens no sentence."""
        if not self.start or not self.tokenised.is_capital(self.start - 1):
            return False
        return self.start > 1 and self.tokens[self.start - 2].word not in SENTENCE_ENDS

    @property
    def office(self) -> Office:
        """The office that follows it."""
        return office_in_apposition(self.tokenised, self.end)[0]
