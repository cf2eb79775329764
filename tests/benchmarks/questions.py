"""The 60 questions that every engine is asked, in words of no engine."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from bilingual import EXPANSION, LITTLE, countries, vocabularies

from index.text.analysis import fold_word
from search.query.query import Query

Sort = Literal[
    "rare name", "common word", "two words", "one of three", "phrase", "prefix", "filtered",
    "everything",
]  # fmt: skip


@dataclass(frozen=True)
class Question:
    """Words sought in titles and bodies of both languages, whole and without their accents.

    All of `words` must stand there; "one of three" asks for any of them, "phrase" for all of them
    in a row, "prefix" for a word that begins so. "filtered" has years, both inclusive, and a
    country besides.
    """

    sort: Sort
    words: tuple[str, ...] = ()
    years: tuple[int, int] | None = None
    country: str = ""

    @cached_property
    def query(self) -> Query:
        """The question as the product is asked it.

        One of three enters as one word, which the term list widens by the two others.
        """
        text = " ".join(self.words)
        if self.sort == "phrase":
            text = f'"{text}"'
        elif self.sort == "prefix":
            text += "*"
        elif self.sort == "one of three":
            text = self.words[0]
        return Query(
            text=text,
            since=str(self.years[0]) if self.years else "",
            until=str(self.years[1]) if self.years else "",
            country=(self.country,) if self.country else (),
            expand=self.sort == "one of three",
            brief=True,
            limit=10,
        )

    def __str__(self) -> str:
        return " ".join((self.sort, *self.words, *map(str, self.years or ()), self.country))


def questions() -> tuple[Question, ...]:
    """All of them, always the same."""
    italian, english, names = vocabularies()
    it = italian.words[len(LITTLE["it"]) :]
    en = english.words[len(LITTLE["en"]) :]
    made: list[Question] = []

    def ask(sort: Sort, *words: str, years: tuple[int, int] | None = None, of: str = "") -> None:
        made.append(Question(sort, tuple(fold_word(word) for word in words), years, of))

    for rank in (40, 55, 70, 85, 100, 115, 130, 145, 160, 175):
        ask("rare name", names[rank])
    for rank in (1, 4, 9, 22, 60):
        ask("common word", it[rank])
        ask("common word", en[rank + 2])
    for first, second in ((2, 5), (7, 40), (12, 120), (30, 33), (3, 300)):
        ask("two words", it[first], it[second])
    for first, second in ((2, 5), (7, 40), (12, 120)):
        ask("two words", it[first], en[second])
    ask("two words", names[3], it[6])
    ask("two words", names[12], en[8])
    for three in EXPANSION:
        ask("one of three", *three)
    for rank in (0, 3, 12, 25):
        ask("phrase", *italian.phrases[rank].split())
        ask("phrase", *english.phrases[rank + 2].split())
    for rank in (35, 210, 750):
        ask("prefix", it[rank][:3])
        ask("prefix", en[rank][:3])
    nations = countries()
    for rank, first, last in ((0, 2001, 2009), (3, 2005, 2012), (8, 1998, 2018), (13, 2010, 2025)):
        ask("filtered", it[rank], years=(first, last), of=nations[rank // 4])
        ask("filtered", en[rank + 2], years=(first, last), of=nations[1 + rank // 3])
    ask("everything")
    return tuple(made)
