"""Traits: what an id remembers of its entry, to know it again when it is read otherwise.

They hold hashes, dates and countries, and no word of the entry.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cached_property

from index.model.entry import Entry
from index.text.sketches import (
    Sketch,
    share_within,
    similarity,
    sketch_from_text,
    sketch_of,
    sketch_to_text,
    united,
)


@dataclass(frozen=True)
class Traits:
    """What an entry is known again by."""

    dates: str
    """First and last day, `2007-06-27/2007-06-29`; "/" when undated."""
    countries: frozenset[str]
    title: Sketch
    text: Sketch

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
    for version in entry.versions:
        if version.origin == "published":
            yield Traits(
                dates,
                frozenset(entry.countries),
                sketch_of(version.title),
                sketch_of(version.text),
            )


def traits_to_text(traits: Traits) -> str:
    """Return the traits in one line; `traits_from_text` reads them back."""
    countries = ",".join(sorted(traits.countries))
    sketches = f"{sketch_to_text(traits.title)} {sketch_to_text(traits.text)}"
    return f"{traits.dates} {countries} {sketches}"


def traits_from_text(text: str) -> Traits:
    """Return the traits that `traits_to_text` wrote."""
    dates, countries, title, words = text.split(" ")
    return Traits(
        dates,
        frozenset(countries.split(",")) - {""},
        sketch_from_text(title),
        sketch_from_text(words),
    )


_TEXT_SHARE = 0.7
"""What the text counts beside the title, which is shorter and more often like another."""
_SAME_DATES, _NEAR_DATES, _OTHER_DATES = 0.4, 0.5, 0.7
"""Similarities from which on two entries may be one: with equal dates; without any, or with dates
that overlap; with others.
Chosen on the bundled sample, where of 500 small edits the least similar has 0.55, and where no two
entries of a page with equal dates have more than 0.28, and no two entries at all more than 0.47."""
_NO_DATES = "/"
_TITLE_ONLY = 0.6
"""The same for two entries of which one has no text, and whose dates are equal."""
_MARGIN = 0.05
"""Two candidates whose similarities differ by less are both as likely: neither is taken."""
SAME_TEXT = 0.9
"""The similarity from which on two entries count as equal but for a few signs."""
_MIN_PART = 24
"""Hashes that a text must have, about as many characters, for its being a part of another one to
say anything; chosen by hand."""
_MIN_TITLE = 8
"""The same for a title that is a part of another one."""
_COMMON = 64
"""A hash that more candidates have tells nothing. Chosen by hand; it bounds the work."""


def likeness(old: Traits, new: Traits) -> float:
    """Return how similar two entries are, 0 to 1; 0 when they cannot be one."""
    same_dates = old.dates == new.dates
    title = similarity(old.title, new.title)
    if old.text and new.text:
        score = _TEXT_SHARE * similarity(old.text, new.text) + (1 - _TEXT_SHARE) * title
        least = _least(old.dates, new.dates)
    else:
        score, least = title, _TITLE_ONLY if same_dates else SAME_TEXT
    score = max(score, similarity(old.whole, new.whole))
    if old.countries and new.countries and old.countries.isdisjoint(new.countries):
        least = SAME_TEXT  # of two visits on a day, short texts differ in little else
    return score if score >= least else 0.0


def _least(old: str, new: str) -> float:
    """Return the similarity from which on two entries with these dates may be one."""
    if old == new:
        return _NEAR_DATES if old == _NO_DATES else _SAME_DATES
    (first, last), (start, end) = old.split("/"), new.split("/")
    return _NEAR_DATES if first <= end and start <= last else _OTHER_DATES


def title_likeness(title: str, day: str, new: Traits) -> float:
    """Return how similar the title of an entry is of which only title and first day are known, 0 to
    1; 0 when the two cannot be one. `day` is ISO 8601, or "undated"."""
    start = new.dates.partition("/")[0] or "undated"
    old = sketch_of(title)
    score = similarity(old, new.title)
    if (
        min(len(old), len(new.title)) >= _MIN_TITLE
        and max(share_within(old, new.title), share_within(new.title, old)) >= SAME_TEXT
    ):
        score = max(score, _TITLE_ONLY)
    return score if start == day and score >= _TITLE_ONLY else 0.0


def is_within(old: Traits, new: Traits) -> bool:
    """Return whether the text of an entry is a part of that of another one, with its title."""
    return len(old.text) >= _MIN_PART and share_within(old.text, new.text) >= SAME_TEXT


def likely_pairs(
    old: Mapping[str, Traits], new: Mapping[str, Iterable[Traits]]
) -> dict[tuple[str, str], float]:
    """Return the likeness of every pair of an old and a new name that may be one entry.

    A new one has the traits of each of its versions. Pairs without an uncommon hash in common are
    not compared.
    """
    by_hash: defaultdict[int, set[str]] = defaultdict(set)
    for name, versions in new.items():
        for traits in versions:
            for each in traits.hashes:
                by_hash[each].add(name)
    found = {}
    for name, traits in old.items():
        candidates = {
            other
            for each in traits.hashes
            if each in by_hash and len(by_hash[each]) <= _COMMON
            for other in by_hash[each]
        }
        for other in candidates:
            if score := max(likeness(traits, each) for each in new[other]):
                found[name, other] = score
    return found


def assign(scores: Mapping[tuple[str, str], float]) -> dict[str, str]:
    """Assign old names to new ones, one to one, the most similar first.

    Where another pair with one of the two is as likely, nothing is assigned to the old ones of
    these pairs. The result does not depend on the order of `scores`.
    """
    pairs = sorted(scores, key=lambda pair: (-scores[pair], pair))
    of_old: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    of_new: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for pair in pairs:
        of_old[pair[0]].append(pair)
        of_new[pair[1]].append(pair)
    assigned: dict[str, str] = {}
    dropped: set[str] = set()
    taken: set[str] = set()
    for old, new in pairs:
        if old in dropped or new in taken:
            continue
        rivals = {
            pair
            for pair in (*of_old[old], *of_new[new])
            if pair != (old, new)
            and pair[0] not in dropped
            and pair[1] not in taken
            and scores[pair] > scores[old, new] - _MARGIN
        }
        dropped |= {old, *(pair[0] for pair in rivals)}
        if not rivals:
            assigned[old] = new
            taken.add(new)
    return assigned
