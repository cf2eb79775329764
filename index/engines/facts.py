"""What a generation holds in figures and by name, counted so that entries can be taken out again.

What a person, a place or a word is called goes by most entries, and by the alphabet where they are
as many: the order in which entries came has no say.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, TypeVar

from index.analysis import fold_word
from index.entry import Entry
from index.errors import AmendError

FACTS = "facts.json"
"""What a generation holds in figures, withdrawn ids included: for those who read it."""
WORDS = "words.json"
"""Every published word: folded, to how it is mostly spelt and how many entries hold it."""
COUNTS = "counts.json"
"""What the other two are made of, for those who amend them."""

FORMAT = 2

_T = TypeVar("_T")


class Facts:
    """Counts of entries by all that they hold."""

    def __init__(self) -> None:
        self._entries = 0
        self._counts: dict[str, Counter[str]] = {
            name: Counter() for name in ("languages", "countries", "years")
        }
        self._people: dict[str, Counter[str]] = {}
        self._places: dict[str, Counter[str]] = {}
        self._spelt: Counter[str] = Counter()
        """How many more (or fewer) entries than `_words` say spell a word so."""
        self._words: dict[str, list[Any]] = {}
        """As WORDS has them."""
        self._spellings: dict[str, dict[str, int]] = {}
        """Of the words that are spelt in several ways, how many entries spell them how."""
        self._withdrawn: set[str] = set()

    @classmethod
    def read(cls, folder: Path, edition: str) -> Facts:
        """The facts that `write` wrote there. Raises AmendError when it was of another edition."""
        facts = cls()
        try:
            counts = _load(folder / COUNTS)
        except FileNotFoundError:
            counts = {"edition": None}
        if counts["edition"] != edition:
            raise AmendError("the live index is of another edition of this program")
        facts._entries = counts["entries"]
        for name, counter in facts._counts.items():
            counter.update(counts[name])
        facts._people = {id: Counter(names) for id, names in counts["people"].items()}
        facts._places = {id: Counter(names) for id, names in counts["places"].items()}
        facts._words = _load(folder / WORDS)
        facts._spellings = counts["spellings"]
        facts._withdrawn = set(counts["withdrawn"])
        return facts

    def add(self, entry: Entry, spelt: Mapping[str, str]) -> None:
        """Count an entry; `spelt` is its words as `index.fields.Values` has them."""
        self._count(entry, 1)
        self._spelt.update(spelt.values())
        self._withdrawn.discard(entry.id)

    def remove(self, entry: Entry, spelt: Mapping[str, str]) -> None:
        """Count an entry no longer that has been counted."""
        self._count(entry, -1)
        self._spelt.subtract(spelt.values())

    def withdraw(self, ids: Iterable[str]) -> None:
        """Remember ids that are gone."""
        self._withdrawn.update(ids)

    @property
    def withdrawn(self) -> frozenset[str]:
        """The ids that were withdrawn, those among them that are held all the same."""
        return frozenset(self._withdrawn)

    def write(self, folder: Path, withdrawn: Iterable[str], edition: str) -> None:
        """Write it all into the folder; `withdrawn` are the ids to answer for, `edition` whose."""
        words = self._settled_words()
        _dump(folder / WORDS, words)
        _dump(folder / FACTS, {**self._figures(), "withdrawn": sorted(withdrawn)})
        _dump(
            folder / COUNTS,
            {
                "edition": edition,
                "entries": self._entries,
                **{name: _sorted(counter) for name, counter in self._counts.items()},
                "people": {id: _sorted(names) for id, names in _sorted(self._people).items()},
                "places": {id: _sorted(names) for id, names in _sorted(self._places).items()},
                "spellings": _sorted(self._spellings),
                "withdrawn": sorted(self._withdrawn),
            },
        )

    def _count(self, entry: Entry, change: int) -> None:
        self._entries += change
        _change(self._counts["languages"], entry.original.language, change)
        for country in set(entry.countries):
            _change(self._counts["countries"], country, change)
        days = (entry.dates.start, entry.dates.end)
        for year in {str(day.year) for day in days if day}:
            _change(self._counts["years"], year, change)
        for person in entry.people:
            self._call(self._people, person.id, [person.name, person.side], change)
        for place in entry.places:
            names = dict(sorted(place.names.items()))
            self._call(self._places, place.id, {**names, "country": place.country}, change)

    @staticmethod
    def _call(known: dict[str, Counter[str]], id: str, what: object, change: int) -> None:
        called = known.setdefault(id, Counter())
        _change(called, _text(what), change)
        if not called:
            del known[id]

    def _settled_words(self) -> dict[str, list[Any]]:
        """Every word with its commonest spelling and its entries, in order, the changes made."""
        changed = sorted(
            (fold_word(one), one, count) for one, count in self._spelt.items() if count
        )
        self._spelt.clear()
        for word, changes in groupby(changed, key=itemgetter(0)):
            counts = self._spellings.pop(word, None)
            if counts is None:
                counts = dict([self._words[word]]) if word in self._words else {}
            for _, spelling, change in changes:
                _change(counts, spelling, change)
            if len(counts) > 1:
                self._spellings[word] = counts
            if counts:
                self._words[word] = [_commonest(counts), sum(counts.values())]
            else:
                del self._words[word]
        self._words = _sorted(self._words)
        return self._words

    def _figures(self) -> dict[str, object]:
        years = [int(year) for year in self._counts["years"]]
        return {
            "format": FORMAT,
            "built": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "entries": self._entries,
            "languages": dict(sorted(self._counts["languages"].items(), key=_most_first)),
            "countries": len(self._counts["countries"]),
            "years": [min(years), max(years)] if years else None,
            "people": {id: _person(called) for id, called in _sorted(self._people).items()},
            "places": {
                id: json.loads(_commonest(called)) for id, called in _sorted(self._places).items()
            },
        }


def _person(called: Mapping[str, int]) -> tuple[str, str]:
    """The name, and the side: the City's as soon as one entry says so."""
    names: Counter[str] = Counter()
    sides = set()
    for text, count in called.items():
        name, side = json.loads(text)
        names[name] += count
        sides.add(side)
    return _commonest(names), "city" if "city" in sides else "visitor"


def _change(counts: dict[str, int], key: str, change: int) -> None:
    """Count up or down; what nobody holds is not counted at all."""
    count = counts.get(key, 0) + change
    if count:
        counts[key] = count
    else:
        counts.pop(key, None)


def _commonest(counts: Mapping[str, int]) -> str:
    return min(counts.items(), key=_most_first)[0]


def _most_first(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]


def _sorted(mapping: Mapping[str, _T]) -> dict[str, _T]:
    return dict(sorted(mapping.items()))


def _text(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _dump(path: Path, data: object) -> None:
    path.write_text(_text(data), "utf-8")


def _load(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))
