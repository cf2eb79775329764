"""An archive of an open vocabulary: real words by how common they are, many people and places.

Words are not in the repository. They come from the package `wordfreq` (data CC BY-SA 4.0), or from
files `it.txt` and `en.txt` in one folder, one word a line, the commonest first. Entries are
invented, and always the same for the same words: about seventy words in each language, of which one
in five hundred is seen nowhere else, as names and misprints are in an archive.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from itertools import accumulate
from pathlib import Path
from typing import Generic, TypeVar

from synthetic import MONTHS_EN, MONTHS_IT

from index.model.entry import KINDS, DateSpan, Entry, Person, Place, Source, Version

LANGUAGES = ("it", "en")
ENTRIES_A_PAGE = 20
PEOPLE, PLACES = 20_000, 8_000
FEWEST_WORDS, MOST_WORDS = 40_000, 100_000
_FIRST_DAY = date(1995, 1, 1)
_DAYS = 31 * 365
_FETCHED = datetime(2026, 1, 5, 9, tzinfo=UTC)
_ONCE = 1 / 500
_T = TypeVar("_T")
_LETTERS = "aeioubcdglmnprstvz"


def entries(
    count: int, folder: Path | None = None, seed: int = 2006, fewest: int = 0
) -> Iterator[Entry]:
    """Yield so many entries with the words of a folder, or of `wordfreq`; their ids ascend.

    Each has at least `fewest` people and places drawn for it, of which two may be the same.
    """
    chance = random.Random(seed)
    words = {language: words_of(language, folder) for language in LANGUAGES}
    drawn = {language: _Drawn(every) for language, every in words.items()}
    people = _Drawn(_people(chance, words["it"]))
    places = _Drawn(_places())
    for number in range(count):
        some_places = places.some(chance, max(fewest, chance.choice((0, 1, 1, 1, 2))))
        some_people = people.some(chance, max(fewest, chance.choice((0, 1, 1, 2, 3))))
        names = [place.as_written for place in some_places] + [one.name for one in some_people]
        day = _FIRST_DAY + timedelta(days=chance.randrange(_DAYS))
        url = f"http://example.org/{day.year}/{number}.html"
        yield Entry(
            id=f"e{number:06}",
            dates=DateSpan(day, day, "day", day.isoformat()),
            kind=chance.choice(KINDS),
            countries=tuple(dict.fromkeys(place.country for place in some_places)),
            places=tuple({place.id: place for place in some_places}.values()),
            people=tuple({person.id: person for person in some_people}.values()),
            versions=tuple(
                _version(chance, language, drawn[language], names, url)
                for language in chance.sample(LANGUAGES, 2)
            ),
            doubts=(),
            aliases=(),
            sources=(Source(url, _FETCHED),),
        )


def pages(count: int, folder: Path | None = None) -> Iterator[tuple[str, str]]:
    """Yield the address and the HTML of pages with so many entries in all, each in one language.

    Each page has twenty, as the site writes them: a heading with a date, and a paragraph.
    """
    every = list(entries(count, folder, fewest=2))
    for number, first in enumerate(range(0, count, ENTRIES_A_PAGE)):
        language = LANGUAGES[number % 2]
        items = "\n".join(_item(one, language) for one in every[first : first + ENTRIES_A_PAGE])
        year = 2002 + number % 24
        yield (
            f"http://www.comune.torino.it/relint/{language}/{year}/{number}.shtml",
            f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8">'
            f"<title>{year}</title></head><body><h1>{year}</h1><ul>{items}</ul></body></html>",
        )


def _item(entry: Entry, language: str) -> str:
    (version,) = [one for one in entry.versions if one.language == language]
    day = entry.dates.start
    assert day
    months = MONTHS_IT if language == "it" else MONTHS_EN
    month = months[day.month - 1]
    written = f"{day.day} {month} {day.year}"
    return f"<li><h3>{written} - {version.title}</h3><p>{version.text}</p></li>"


def _version(
    chance: random.Random, language: str, words: _Drawn[str], names: Sequence[str], url: str
) -> Version:
    title, text = words.some(chance, 5), words.some(chance, chance.randint(58, 74))
    title.insert(chance.randrange(6), chance.choice([*names, "Torino"]))
    for name in names:
        text.insert(chance.randrange(len(text)), name)
    text = [_misprint(chance, one) if chance.random() < _ONCE else one for one in text]
    sentences = [_sentence(text[n : n + 14]) for n in range(0, len(text), 14)]
    return Version(language, _sentence(title), ". ".join(sentences) + ".", "published", url)


def _misprint(chance: random.Random, word: str) -> str:
    at = chance.randrange(len(word))
    return word[:at] + chance.choice(_LETTERS) + word[at:]


def _sentence(words: Sequence[str]) -> str:
    text = " ".join(words)
    return text[:1].upper() + text[1:]


def words_of(language: str, folder: Path | None = None) -> list[str]:
    """Return the words of a language, the commonest first: of a folder, or of `wordfreq`."""
    if folder is None:
        import wordfreq

        listed = wordfreq.top_n_list(language, MOST_WORDS)
        words = [word for word in listed if word.replace("'", "").isalpha()]
    else:
        words = (folder / f"{language}.txt").read_text("utf-8").split()
    if len(words) < FEWEST_WORDS:
        raise SystemExit(f"{language} has {len(words)} words; it must have {FEWEST_WORDS}")
    return words


def _people(chance: random.Random, words: Sequence[str]) -> list[Person]:
    """People with the given names of the archive, and rarer words for a family."""
    lines = (files("index") / "data" / "given_names.txt").read_text("utf-8").splitlines()
    given = [name for line in lines if ":" in line[:4] for name in line.partition(":")[2].split()]
    families = [word.title() for word in words[5_000:] if len(word) > 4]
    names = {f"{chance.choice(given)} {chance.choice(families)}" for _ in range(PEOPLE)}
    return [
        Person(name.lower().replace(" ", "-"), name, "mayor", chance.choice(("visitor", "city")))
        for name in sorted(names)
    ]


def _places() -> list[Place]:
    text = (files("index") / "data" / "cities.csv").read_text("utf-8")
    rows = sorted(csv.DictReader(text.splitlines()), key=lambda row: -int(row["population"]))
    return [
        Place(
            f"{row['phrase'].replace(' ', '-')}-{row['country'].lower()}",
            row["country"],
            {"it": row["name"], "en": row["name"]},
            row["name"],
            float(row["latitude"]),
            float(row["longitude"]),
        )
        for row in rows[:PLACES]
    ]


class _Drawn(Generic[_T]):
    """Draws from a list of which the first is the commonest, by the law of Zipf and Mandelbrot."""

    def __init__(self, values: Sequence[_T]) -> None:
        self._values = values
        self._weights = list(accumulate(1 / (rank + 2.7) for rank in range(1, len(values) + 1)))

    def some(self, chance: random.Random, count: int) -> list[_T]:
        return chance.choices(self._values, cum_weights=self._weights, k=count)
