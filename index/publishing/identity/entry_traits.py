"""Traits: what an id remembers of its entry, to know it again when it is read otherwise.

They hold hashes, dates and countries, and no word of the entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from functools import cache, cached_property

from index.joining.match_features import common_words
from index.joining.topics import topics_of
from index.model.entry import Entry
from index.text.analysis import fold_word, split_words
from index.text.lexicon import union
from index.text.name_sounds import name_sounds
from index.text.page_keys import page_key
from index.text.sketches import (
    Sketch,
    sketch_from_text,
    sketch_of,
    sketch_of_words,
    sketch_to_text,
    united,
)


@dataclass(frozen=True)
class Traits:
    """What one published version of an entry is known again by."""

    dates: str
    """First and last day, `2007-06-27/2007-06-29`; "/" when undated."""
    countries: frozenset[str]
    title: Sketch
    text: Sketch
    topics: Sketch | None = None
    """Of what title and text are about, without places and people; None when not known."""
    places: Sketch = ()
    visitors: Sketch = ()
    """Of how the words of their names sound."""
    page: Sketch = ()
    """The hash of the key of the page it was published on; () when not known."""

    @cached_property
    def hashes(self) -> Set[int]:
        """All hashes of title and text."""
        return {*self.title, *self.text}

    @cached_property
    def whole(self) -> Sketch:
        """The sketch of title and text, wherever the one ends and the other begins."""
        return united(self.title, self.text)


def traits_of(entry: Entry) -> Iterator[Traits]:
    """Yield the traits of each published version, those of the original first."""
    dates = f"{entry.dates.start or ''}/{entry.dates.end or ''}"
    ignored = common_words(entry) | _words_of_people(entry) | _receptions()
    places = sketch_of_words(place.id for place in entry.places)
    visitors = sketch_of_words(
        sound for p in entry.people if p.side == "visitor" for sound in name_sounds(p.name)
    )
    for version in entry.versions:
        if version.origin == "published":
            topics = topics_of(version, ignored)
            yield Traits(
                dates,
                frozenset(entry.countries),
                sketch_of(version.title),
                sketch_of(version.text),
                sketch_of_words(topics.terms | topics.roots),
                places,
                visitors,
                page_hash(page_key(version.url)) if version.url else (),
            )


@cache
def _receptions() -> frozenset[str]:
    words = union(lambda words: words.joining.receptions)
    return frozenset(map(fold_word, words))


def page_hash(key: str) -> Sketch:
    """Return how `Traits.page` has a page with this key."""
    return sketch_of_words([key])


def _words_of_people(entry: Entry) -> frozenset[str]:
    """Return the words of people's names, and of the offices of the City's people.

    Any visit has the same hosts: what they are deputy mayors for is not what it is about.
    """
    said = (f"{p.name} {p.role if p.side == 'city' else ''}" for p in entry.people)
    return frozenset(fold_word(word) for each in said for word in split_words(each)[0])


def traits_to_text(versions: Iterable[Traits]) -> str:
    """Return the traits of an entry's versions, a line each; `traits_from_text` reads them back."""
    return "\n".join(map(_to_line, versions))


def traits_from_text(text: str) -> tuple[Traits, ...]:
    """Return the traits that `traits_to_text` wrote, or that an earlier version did."""
    return tuple(map(_from_line, text.split("\n")))


def _to_line(traits: Traits) -> str:
    countries = ",".join(sorted(traits.countries))
    sketches = (
        traits.title, traits.text, traits.topics or (), traits.places, traits.visitors, traits.page,
    )  # fmt: skip
    return " ".join((traits.dates, countries, *map(sketch_to_text, sketches)))


def _from_line(line: str) -> Traits:
    dates, countries, *texts = line.split(" ")
    title, words, *more = map(sketch_from_text, texts)
    return Traits(dates, frozenset(countries.split(",")) - {""}, title, words, *more)
