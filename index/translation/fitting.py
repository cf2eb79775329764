"""Fitting: which texts of the archive the units of a translator's file belong to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from html import unescape
from typing import Literal

from index.model.entry import READING_LANGUAGES, UNDETERMINED, Entry
from index.store.source_keys import source_hash, words_key
from index.store.stored_translation import Translation
from index.translation.alignment import AlignedPiece, NearPiece, NearTiles, Tiles
from index.translation.recall import segments_of
from index.translation.sentences import SegmentWords
from index.translation.tmx import Unit

FitKind = Literal["exact", "signs", "sentences", "changed", "part", "nothing", "twice", "older"]
"""`exact`: the source is a text of the archive; `signs`: but for signs, case and white space;
`sentences`: it is a part of a text, and the others are there too; `changed`: a text, or a part of
one, that has changed a little since; `part`: the other parts of its text are missing; `nothing`: no
text of the archive; `twice`: another translation of the same text was taken; `older`: a person has
translated it otherwise since, which only `import_units` can tell."""

Pair = tuple[str, str]
"""The languages of a source and its translation."""


@dataclass(frozen=True, slots=True)
class Fit:
    """What one unit of a file belongs to."""

    unit: Unit
    kind: FitKind
    closest: str = ""
    """Of a unit that fits nothing, the text of the archive that has most of its words, if any."""


@dataclass(slots=True)
class Fitted:
    """What the units of a file belong to, and what they make together."""

    fits: list[Fit] = field(default_factory=list)
    """One for each unit, in the file's order."""
    whole: list[Translation] = field(default_factory=list)
    """Of each text that was put together."""
    old: dict[tuple[str, str, str], Translation] = field(default_factory=dict)
    """The translation of what a text was before a small change, by the languages and the
    `source_hash` of what it is now."""


def fit(units: Iterable[Unit], entries: Iterable[Entry], known: Iterable[Translation]) -> Fitted:
    """Fit units to the published texts of the entries.

    `known` has the translations by people that are there already: parts of a text that the units
    lack may be among them. Only people's units are put together.
    """
    texts = _texts_of(entries)
    by_pair: defaultdict[Pair, list[int]] = defaultdict(list)
    given = [_readable(unit, texts) for unit in units]
    for number, unit in enumerate(given):
        by_pair[unit.source_language, unit.target_language].append(number)
    earlier: defaultdict[Pair, list[Unit]] = defaultdict(list)
    for each in known:
        earlier[each.source_language, each.target_language].append(
            Unit(each.source_language, each.source, each.target_language, each.target, day=each.day)
        )
    fitted = Fitted([Fit(unit, "nothing") for unit in given])
    for pair, numbers in by_pair.items():
        if pair[1] in READING_LANGUAGES:
            _OfPair(pair, texts.get(pair[0], {}), earlier[pair], fitted).fit(numbers)
    return fitted


def _texts_of(entries: Iterable[Entry]) -> dict[str, dict[str, str]]:
    """Return the titles and paragraphs that the City published, by language and `source_hash`."""
    texts: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for entry in entries:
        for version in entry.versions:
            if version.origin == "published" and version.language != UNDETERMINED:
                for text in segments_of(version):
                    texts[version.language].setdefault(source_hash(text), text)
    return dict(texts)


def _readable(unit: Unit, texts: Mapping[str, Mapping[str, str]]) -> Unit:
    """Return the unit, without the entities that some tools leave in the text as they are."""
    if "&" not in unit.source or source_hash(unit.source) in texts.get(unit.source_language, {}):
        return unit
    source = unescape(unit.source)
    return replace(unit, source=source, target=unescape(unit.target)) if source else unit


class _OfPair:
    """Fits the units of one pair of languages."""

    def __init__(
        self, pair: Pair, texts: Mapping[str, str], earlier: list[Unit], fitted: Fitted
    ) -> None:
        self._pair = pair
        self._texts = texts
        self._earlier = earlier
        self._fitted = fitted
        self._fits = fitted.fits
        self._exact: set[str] = set()
        """The hashes of the texts that a unit translates as they are."""

    def fit(self, numbers: list[int]) -> None:
        loose = list(self._without_exact(self._without_twice(numbers)))
        fresh = {id(self._fits[number].unit): number for number in loose}
        if not fresh or not self._texts:
            return
        people = [self._fits[n].unit for n in numbers if self._fits[n].unit.origin == "human"]
        tiles = Tiles(people, self._earlier)
        self._put_together(tiles, fresh)
        left = [self._fits[n].unit for n in loose if self._fits[n].kind in ("part", "nothing")]
        if left:
            self._fit_nearly(tiles, NearTiles(left), fresh)

    def _without_twice(self, numbers: list[int]) -> Iterator[int]:
        """Yield the units but those of which a better one has the same source: for any place
        before one place, then the newest, then the last."""
        by_source: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for number in numbers:
            unit = self._fits[number].unit
            by_source[source_hash(unit.source), unit.origin].append(number)
        for same in by_source.values():
            ranked = sorted(same, key=lambda n: (*_rank(self._fits[n].unit), n))
            best = self._fits[ranked[-1]].unit
            for number in ranked[:-1]:
                unit = self._fits[number].unit
                if unit.only_between and source_hash(unit.source) not in self._texts:
                    yield number  # it may be a part of a text
                elif unit.target != best.target:
                    self._set(number, "twice")
                else:
                    self._set(number, "exact" if self._is_text(unit) else "nothing")
                    if not self._is_text(unit):
                        yield number
            yield ranked[-1]

    def _is_text(self, unit: Unit) -> bool:
        return source_hash(unit.source) in self._texts

    def _without_exact(self, numbers: Iterable[int]) -> Iterator[int]:
        """Yield the people's units that are no whole text as they are."""
        for number in numbers:
            unit = self._fits[number].unit
            if self._is_text(unit):
                self._set(number, "exact")
                if unit.origin == "human":
                    self._exact.add(source_hash(unit.source))
            elif unit.origin == "human":
                yield number
            elif words_key(unit.source) in self._keys:
                self._set(number, "signs")

    @cached_property
    def _keys(self) -> set[str]:
        return {words_key(text) for text in self._texts.values()}

    def _passages(self) -> Iterator[tuple[str, SegmentWords]]:
        for hash, text in self._texts.items():
            if hash not in self._exact:
                yield hash, SegmentWords.of(text)

    def _put_together(self, tiles: Tiles, fresh: Mapping[int, int]) -> None:
        for _, passage in self._passages():
            pieces = tiles.lay(passage)
            used = [fresh[id(each.unit)] for each in pieces if id(each.unit) in fresh]
            if not used:
                continue
            if len(pieces) == 1:
                self._set(used[0], "signs")
            elif whole := _whole(self._pair, passage, pieces, passage.text):
                self._fitted.whole.append(whole)
                self._raise(used, "sentences")
            else:
                self._raise(used, "part")

    def _fit_nearly(self, tiles: Tiles, near: NearTiles, fresh: Mapping[int, int]) -> None:
        laid: dict[str, tuple[SegmentWords, list[AlignedPiece]]] = {}
        found: list[tuple[str, NearPiece]] = []
        for hash, passage in self._passages():
            pieces = tiles.lay(passage)
            pairs = [
                (hash, one) for gap in pieces if not gap.unit for one in near.near(passage, gap)
            ]
            if pairs:
                laid[hash] = passage, [piece for piece in pieces if piece.unit]
                found += pairs
        used: set[int] = set()
        changed: defaultdict[str, list[int]] = defaultdict(list)
        for hash, one in sorted(found, key=lambda each: -each[1].ratio):
            taken = laid[hash][1]
            if id(one.unit) not in used and _is_free(taken, one):
                used.add(id(one.unit))
                taken.append(AlignedPiece(one.start, one.end, one.unit))
                changed[hash].append(fresh[id(one.unit)])
        for hash, numbers in changed.items():
            passage, taken = laid[hash]
            complete = tuple(_with_gaps(taken, passage))
            tiled = [fresh[id(each.unit)] for each in taken if id(each.unit) in fresh]
            if whole := _whole(self._pair, passage, complete, None):
                self._fitted.old[(*self._pair, hash)] = whole
                self._raise(numbers, "changed")
                self._raise(tiled, "sentences")
            else:
                self._raise(tiled, "part")
        for unit, text in near.closest():
            number = fresh[id(unit)]
            if self._fits[number].kind == "nothing":
                self._fits[number] = replace(self._fits[number], closest=text)

    def _set(self, number: int, kind: FitKind) -> None:
        self._fits[number] = replace(self._fits[number], kind=kind)

    def _raise(self, numbers: Iterable[int], kind: FitKind) -> None:
        """Say of units what they fit, unless better was said."""
        for number in numbers:
            if _BETTER.index(kind) < _BETTER.index(self._fits[number].kind):
                self._set(number, kind)


_BETTER: tuple[FitKind, ...] = (
    "exact",
    "signs",
    "changed",
    "sentences",
    "part",
    "nothing",
    "twice",
)


def _rank(unit: Unit) -> tuple[bool, date]:
    return unit.only_between is None, unit.day or date.min


def _is_free(pieces: Iterable[AlignedPiece], one: NearPiece) -> bool:
    return all(one.end <= each.start or each.end <= one.start for each in pieces)


def _with_gaps(pieces: Iterable[AlignedPiece], passage: SegmentWords) -> Iterator[AlignedPiece]:
    at = 0
    for piece in sorted(pieces, key=lambda each: each.start):
        if at < piece.start:
            yield AlignedPiece(at, piece.start)
        yield piece
        at = piece.end
    if at < len(passage.words):
        yield AlignedPiece(at, len(passage.words))


def _whole(
    pair: Pair, passage: SegmentWords, pieces: Iterable[AlignedPiece], source: str | None
) -> Translation | None:
    """Return the translation that the pieces make; None when one with letters has none.

    `source` None means what the units have as their sources.
    """
    sources, targets, days = [], [], []
    for piece in pieces:
        text = passage.part(piece.start, piece.end)
        if piece.unit:
            sources.append(piece.unit.source.strip())
            targets.append(piece.unit.target.strip())
            days.append(piece.unit.day)
        elif any(map(str.isalpha, text)):
            return None
        else:
            sources.append(text)
            targets.append(text)
    return Translation(
        pair[0],
        " ".join(filter(None, sources)) if source is None else source,
        pair[1],
        " ".join(filter(None, targets)),
        "human",
        day=max((day for day in days if day), default=None),
    )
