"""Alignment: a paragraph as the pieces of which translations are known, whoever cut it and how.

No rule of sentences is needed: the pieces are laid over the paragraph's words, from one sign that
may end a sentence to another, so that as few words as possible are left over.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from index.text.folding import fold
from index.translation.sentences import SegmentWords
from index.translation.tmx import Unit

NEAR = 0.9
"""The similarity from which on a text is the same with a small change."""
_SHORT = 80
"""Characters below which a name or a number makes another text; chosen by hand."""
_MIN_SHARED = 0.4
"""The share of a unit's pairs of words that a text must have to be compared; chosen by hand."""
_LONGER = 1.25
"""How many times more words a near text may have, or fewer; chosen by hand."""


@dataclass(frozen=True, slots=True)
class AlignedPiece:
    """Words `start` to `end` (exclusive) of a passage, and what translates them."""

    start: int
    end: int
    unit: Unit | None = None
    """None while nothing does."""


_Cost = tuple[int, int, int]
"""Words without a unit, words of units that come second, pieces."""


class Tiles:
    """Units by the words of their sources. Those of `second` are used where others are missing."""

    def __init__(self, units: Iterable[Unit], second: Iterable[Unit] = ()) -> None:
        self._by_opening: defaultdict[tuple[str, ...], dict[tuple[str, ...], list[Unit]]]
        self._by_opening = defaultdict(dict)
        self._second: set[tuple[str, ...]] = set()
        """The words that only a unit of `second` has."""
        for unit in units:
            self._add(unit, SegmentWords.of(unit.source).words)
        for unit in second:
            words = SegmentWords.of(unit.source).words
            if words not in self._by_opening.get(words[:2], {}):
                self._second.add(words)
                self._add(unit, words)

    def _add(self, unit: Unit, words: tuple[str, ...]) -> None:
        if words:
            self._by_opening[words[:2]].setdefault(words, []).append(unit)

    def lay(self, passage: SegmentWords) -> tuple[AlignedPiece, ...]:
        """Return the pieces of a passage in order; neighbours without a unit are one piece.

        As few words as possible are without a unit, then there are as few pieces as possible.
        """
        if not passage.words:
            return ()
        cuts = passage.cuts
        places = {cut: number for number, cut in enumerate(cuts)}
        best: list[tuple[_Cost, AlignedPiece | None]] = [((0, 0, 0), None)] * len(cuts)
        for number in range(len(cuts) - 2, -1, -1):
            start, end = cuts[number], cuts[number + 1]
            none, second, pieces = best[number + 1][0]
            cost, piece = (none + end - start, second, pieces + 1), AlignedPiece(start, end)
            for words, units in self._opening_at(passage, start):
                end = start + len(words)
                if end in places and passage.words[start:end] == words:
                    none, second, pieces = best[places[end]][0]
                    other = none, second + len(words) * (words in self._second), pieces + 1
                    if other < cost:
                        cost, piece = (
                            other,
                            AlignedPiece(start, end, _chosen(units, passage, start, end)),
                        )
            best[number] = cost, piece
        return tuple(_joined(_path(best, places)))

    def _opening_at(
        self, passage: SegmentWords, start: int
    ) -> Iterator[tuple[tuple[str, ...], list[Unit]]]:
        for width in (2, 1):
            opening = passage.words[start : start + width]
            if len(opening) == width:
                yield from self._by_opening.get(opening, {}).items()


def _path(
    best: Sequence[tuple[_Cost, AlignedPiece | None]], places: dict[int, int]
) -> Iterator[AlignedPiece]:
    piece = best[0][1]
    while piece is not None:
        yield piece
        piece = best[places[piece.end]][1]


def _joined(pieces: Iterable[AlignedPiece]) -> list[AlignedPiece]:
    joined: list[AlignedPiece] = []
    for piece in pieces:
        if joined and joined[-1].unit is None and piece.unit is None:
            joined[-1] = AlignedPiece(joined[-1].start, piece.end)
        else:
            joined.append(piece)
    return joined


def _chosen(units: Sequence[Unit], passage: SegmentWords, start: int, end: int) -> Unit:
    """Return the unit that is meant for just this place, else the first for any place."""
    for unit in units:
        if unit.only_between:
            before, after = (SegmentWords.of(each).words for each in unit.only_between)
            is_before = (
                bool(before) and passage.words[max(0, start - len(before)) : start] == before
            )
            if is_before or (bool(after) and passage.words[end : end + len(after)] == after):
                return unit
    return next((unit for unit in units if not unit.only_between), units[0])


@dataclass(frozen=True, slots=True)
class NearPiece:
    """A piece of a passage whose words a unit had before a small change."""

    ratio: float
    start: int
    end: int
    unit: Unit


class NearTiles:
    """Units that fit nowhere as they are, by the pairs of words of their sources."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._units = [(unit, SegmentWords.of(unit.source)) for unit in units]
        self._by_pair: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        self._closest: dict[int, tuple[float, str]] = {}
        for number, (_, passage) in enumerate(self._units):
            for pair in _pairs(passage.words):
                self._by_pair[pair].append(number)

    def near(self, passage: SegmentWords, gap: AlignedPiece) -> Iterator[NearPiece]:
        """Yield what of a piece without a unit is near to some unit, in no order."""
        cuts = [cut for cut in passage.cuts if gap.start <= cut <= gap.end]
        for number in self._candidates(passage, gap):
            unit, wanted = self._units[number]
            for start in cuts:
                for end in cuts:
                    if not 1 / _LONGER <= (end - start) / len(wanted.words) <= _LONGER:
                        continue
                    ratio = similarity_of(
                        " ".join(passage.words[start:end]), " ".join(wanted.words)
                    )
                    text = passage.part(start, end)
                    if ratio >= NEAR and not is_about_another(text, unit.source):
                        yield NearPiece(ratio, start, end, unit)

    def closest(self) -> Iterator[tuple[Unit, str]]:
        """Yield each unit of which some passage so far has words in a row, and that passage."""
        for number, (_, text) in self._closest.items():
            yield self._units[number][0], text

    def _candidates(self, passage: SegmentWords, gap: AlignedPiece) -> Iterator[int]:
        shared = Counter(
            number
            for pair in _pairs(passage.words[gap.start : gap.end])
            for number in self._by_pair.get(pair, ())
        )
        for number, count in shared.items():
            share = count / len(_pairs(self._units[number][1].words))
            if share > self._closest.get(number, (0.0, ""))[0]:
                self._closest[number] = share, passage.text
            if share >= _MIN_SHARED:
                yield number


def _pairs(words: Sequence[str]) -> set[tuple[str, ...]]:
    return set(pairwise(words)) if len(words) > 1 else {tuple(words)} - {()}


def similarity_of(one: str, other: str) -> float:
    """Return how alike two texts are, 0 to 1; where they are less than `NEAR`, perhaps only an
    upper bound."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    for bound in (matcher.real_quick_ratio, matcher.quick_ratio):
        if (most := bound()) < NEAR:
            return most
    return matcher.ratio()


def is_about_another(one: str, other: str) -> bool:
    """Return whether two short texts differ in a number or a name: one visit is not another."""
    if min(len(one), len(other)) >= _SHORT:
        return False
    first, second = (
        {fold(word): word for word in text.split()} for text in (_bare(one), _bare(other))
    )
    changed = [first.get(each) or second[each] for each in first.keys() ^ second.keys()]
    return any(word[0].isupper() or word[0].isdigit() for word in changed)


def _bare(text: str) -> str:
    return "".join(c if c.isalnum() else " " for c in text)
