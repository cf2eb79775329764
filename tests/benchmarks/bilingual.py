"""An invented bilingual archive to measure search on: any number of entries, always the same ones.

Each entry has a title and a body in Italian and in English, about seventy words in each language,
a day in one of 31 years, one of 190 countries and one of 8 kinds. Words follow Zipf's law over
10,000 invented ones a language, with real function words at the top and some real words of the
bilingual term list among them; names are shared by both languages. No two of the invented words
have a stem in common, so that looking for stems and looking for whole words finds the same
entries, and engines that do the one can be held against engines that do the other.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import accumulate

from index.gazetteer import load_gazetteer
from index.model.entry import KINDS, DateSpan, Entry, Source, Version
from index.text.analysis import fold_word, stems_of
from index.text.analysis.name_keys import PARTICLES

WORDS = 10_000
"""Invented words a language."""
NAMES = 4_000
PHRASES = 300
"""Fixed expressions of two or three words, a language."""
FIRST_DAY, LAST_DAY = date(1995, 1, 1), date(2025, 12, 31)
COUNTRIES = 190
_LITTLE_IT = "di e il la in a per del con da che della dei un una le al si delle è"
_LITTLE_EN = "the of and in to a for with by at from on is was an as that this were which"
LITTLE = {"it": _LITTLE_IT.split(), "en": _LITTLE_EN.split()}
"""Function words, the commonest of each language."""
EXPANSION = (
    ("ministro", "ministra", "minister"),
    ("prefetto", "prefetta", "prefect"),
    ("senatore", "senatrice", "senator"),
    ("governatore", "governatrice", "governor"),
    ("ingegnere", "ingegnera", "engineer"),
    ("commissario", "commissaria", "commissioner"),
    ("architetto", "architetta", "architect"),
)
"""Words that the term list widens by exactly two others: two Italian ones, one English."""

_PLAIN = tuple("bcdfglmnprstvz")
_ONSETS = (*_PLAIN, "br", "cr", "fr", "gr", "pr", "tr", "st")
_MIDDLES = (*_PLAIN, "ll", "nn", "rt", "st", "nd", "mp")
_ENDS = {"it": tuple("oaei"), "en": ("k", "m", "p", "nd", "rk", "lt", "x", "ft")}
_BODY = (58, 74)
"""Running words of a body, at least and at most, fixed expressions and names not counted."""
_FETCHED = datetime(2026, 1, 5, 9, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one language, the commonest first, and its fixed expressions likewise."""

    words: tuple[str, ...]
    phrases: tuple[str, ...]


@cache
def vocabularies() -> tuple[Vocabulary, Vocabulary, tuple[str, ...]]:
    """The Italian and the English vocabulary, and the names, the commonest first."""
    chance = random.Random(1864)
    taken = _Taken()
    for words in EXPANSION:
        taken.take_all(words)
    italian = [_invented(chance, "it", taken) for _ in range(WORDS)]
    english = [_invented(chance, "en", taken) for _ in range(WORDS)]
    names = tuple(_invented(chance, "it", taken, 3).title() for _ in range(NAMES))
    for number, (one, other, translated) in enumerate(EXPANSION):
        italian[15 + 30 * number] = one
        italian[400 + 90 * number] = other
        english[25 + 35 * number] = translated
    return (
        Vocabulary((*LITTLE["it"], *italian), _expressions(chance, italian, LITTLE["it"])),
        Vocabulary((*LITTLE["en"], *english), _expressions(chance, english, LITTLE["en"])),
        names,
    )


@cache
def countries() -> tuple[str, ...]:
    """The codes of the countries, the commonest first."""
    codes = [code for code in sorted(load_gazetteer().countries()) if code != "IT"]
    random.Random(1946).shuffle(codes)
    return tuple(codes[:COUNTRIES])


def entries(count: int, seed: int = 2006) -> Iterator[Entry]:
    """Yield so many entries, in no order of time; their ids ascend."""
    chance = random.Random(seed)
    italian, english, names = vocabularies()
    draw_name = _Drawn(names)
    drawn = {"it": _Language(italian), "en": _Language(english)}
    draw_country, draw_kind = _Drawn(countries()), _Drawn(KINDS[:8])
    days = (LAST_DAY - FIRST_DAY).days + 1
    for number in range(count):
        day = FIRST_DAY + timedelta(days=chance.randrange(days))
        shared = draw_name.some(chance, 2)
        languages = ("it", "en") if chance.random() < 0.7 else ("en", "it")
        url = f"http://example.org/{day.year}/{number}.html"
        versions = tuple(
            Version(
                language,
                title=drawn[language].title(chance, shared),
                text=drawn[language].body(chance, shared),
                origin="published",
                url=url,
            )
            for language in languages
        )
        yield Entry(
            id=f"e{number:06}",
            dates=DateSpan(day, day, "day", day.isoformat()),
            kind=draw_kind.some(chance, 1)[0],  # type: ignore[arg-type]
            countries=tuple(draw_country.some(chance, 1)),
            places=(),
            people=(),
            versions=versions,
            doubts=(),
            aliases=(),
            sources=(Source(url, _FETCHED),),
        )


class _Taken:
    """Words and stems that are in use, by language."""

    def __init__(self) -> None:
        self._stems: dict[str, set[str]] = {"it": set(), "en": set()}

    def take_all(self, words: Sequence[str]) -> None:
        for word in words:
            for language, stems in self._stems.items():
                stems.update((fold_word(word), *stems_of(word, language)))

    def take(self, word: str) -> bool:
        """Whether the word was free; it is not any more."""
        if fold_word(word) in PARTICLES:
            return False
        found = {language: {fold_word(word), *stems_of(word, language)} for language in self._stems}
        if any(not stems_of(word, language) for language in found):  # a function word
            return False
        if any(self._stems[language] & stems for language, stems in found.items()):
            return False
        for language, stems in found.items():
            self._stems[language] |= stems
        return True


def _invented(chance: random.Random, language: str, taken: _Taken, max_length: int = 4) -> str:
    while True:
        syllables = chance.randint(2, max_length)
        word = chance.choice(_ONSETS) + chance.choice("aeiou")
        for _ in range(syllables - 2):
            word += chance.choice(_MIDDLES) + chance.choice("aeiou")
        word += chance.choice(_MIDDLES) + chance.choice(_ENDS["it"])
        if language == "en":
            word = word[:-1] + chance.choice("aeiou") + chance.choice(_ENDS["en"])
        elif chance.random() < 0.02:
            word = word[:-1] + chance.choice("àèùò")
        if taken.take(word):
            return word


def _expressions(
    chance: random.Random, words: Sequence[str], little: Sequence[str]
) -> tuple[str, ...]:
    """Expressions of two words, every fifth with a function word in between."""
    made = []
    for number in range(PHRASES):
        first, last = chance.sample(words[20:3000], 2)
        middle = [chance.choice(little[:8])] if number % 5 == 0 else []
        made.append(" ".join([first, *middle, last]))
    return tuple(made)


class _Drawn:
    """Draws from a list of which the first is the commonest, by the law of Zipf and Mandelbrot."""

    def __init__(self, values: Sequence[str]) -> None:
        self._values = values
        self._weights = list(accumulate(1 / (rank + 2.7) for rank in range(1, len(values) + 1)))

    def some(self, chance: random.Random, count: int) -> list[str]:
        return chance.choices(self._values, cum_weights=self._weights, k=count)


class _Language:
    """Writes titles and bodies."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._words = _Drawn(vocabulary.words)
        self._phrases = _Drawn(vocabulary.phrases)

    def title(self, chance: random.Random, names: Sequence[str]) -> str:
        words = self._words.some(chance, 5)
        words.insert(chance.randrange(6), names[0])
        return _sentence(words)

    def body(self, chance: random.Random, names: Sequence[str]) -> str:
        parts = self._words.some(chance, chance.randint(*_BODY))
        for part in (*names, *self._phrases.some(chance, 2)):
            parts.insert(chance.randrange(len(parts)), part)
        sentences = [_sentence(parts[n : n + 14]) for n in range(0, len(parts), 14)]
        return ". ".join(sentences) + "."


def _sentence(words: Sequence[str]) -> str:
    text = " ".join(words)
    return text[:1].upper() + text[1:]
