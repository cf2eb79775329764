"""Questions drawn from the texts of an archive: words by how common they are, names, filters."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

from index.model.entry import Entry
from index.text.analysis import fold_word
from search.query.parser import is_stop_word

Sort = Literal["word", "words", "person", "place", "phrase", "prefix", "filtered"]
Mode = Literal["page", "brief"]
SORTS: tuple[Sort, ...] = get_args(Sort)
MODES: tuple[Mode, ...] = get_args(Mode)
LIMITS: dict[Mode, int] = {"page": 20, "brief": 10}
_SHARES = {
    "word": 30,
    "words": 30,
    "person": 12,
    "place": 10,
    "phrase": 6,
    "prefix": 4,
    "filtered": 8,
}
_ENDS = ".,;:"


@dataclass(frozen=True, slots=True)
class Question:
    """Folded words that must all stand in an entry; "phrase": in a row, "prefix": as beginnings.

    "filtered" has years, both inclusive, and a country besides.
    """

    sort: Sort
    words: tuple[str, ...]
    years: tuple[int, int] | None = None
    country: str = ""

    @property
    def text(self) -> str:
        """The question as it is typed."""
        text = " ".join(self.words)
        return {"phrase": f'"{text}"', "prefix": f"{text}*"}.get(self.sort, text)

    def asked(self, mode: Mode) -> dict[str, Any]:
        """The fields of `Query` as the site asks ("page") or a program ("brief").

        A page widens and corrects; a program asks for the words alone, as peers are asked.
        """
        years = self.years or ("", "")
        given: dict[str, Any] = {
            "text": self.text,
            "since": str(years[0]),
            "until": str(years[1]),
            "country": (self.country,) if self.country else (),
            "limit": LIMITS[mode],
        }
        if mode == "brief":
            return {**given, "brief": True, "expand": False}
        return {**given, "read": "it"}


def drawn(entries: Sequence[Entry], count: int, seed: int = 7) -> list[Question]:
    """Return so many questions, all different, always the same for the same entries."""
    chance = random.Random(seed)
    made: dict[Question, None] = {}
    while len(made) < count:
        (sort,) = chance.choices(SORTS, [_SHARES[sort] for sort in SORTS])
        for question in _of(sort, chance.choice(entries), chance):
            made.setdefault(question)
    return list(made)


def _of(sort: Sort, entry: Entry, chance: random.Random) -> Iterator[Question]:
    """Yield the question of a sort that an entry gives; none when it gives none."""
    row = [word.strip(_ENDS) for word in chance.choice(entry.versions).text.split()]
    plain = [fold_word(word) for word in row if word.isalpha() and not is_stop_word(word)]
    if len(plain) < 4:
        return
    match sort:
        case "word":
            yield Question(sort, (chance.choice(plain),))
        case "words":
            yield Question(sort, tuple(chance.sample(plain, chance.choice((2, 2, 3)))))
        case "person" | "place":
            names = [one.name for one in entry.people]
            if sort == "place":
                names = [one.as_written for one in entry.places]
            words = chance.choice(names or [""]).split()
            if words and all(word.isalpha() for word in words):
                yield Question(sort, tuple(map(fold_word, words)))
        case "phrase":
            start = chance.randrange(len(row) - 1)
            pair = row[start : start + 2]
            if all(word.isalpha() for word in pair):
                yield Question(sort, tuple(map(fold_word, pair)))
        case "prefix":
            word = chance.choice(plain)
            if len(word) > 5:
                yield Question(sort, (word[: chance.choice((4, 5))],))
        case "filtered":
            start = entry.dates.start
            if start and entry.countries:
                years = (start.year - chance.randrange(6), start.year + chance.randrange(6))
                yield Question(sort, (chance.choice(plain),), years, entry.countries[0])


def as_json(question: Question) -> dict[str, Any]:
    """The question as a JSON object."""
    return asdict(question)
