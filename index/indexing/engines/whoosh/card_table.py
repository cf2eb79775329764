"""The cards of a segment's entries, to be mapped."""

from __future__ import annotations

import mmap
from array import array
from collections.abc import Iterable
from itertools import accumulate
from pathlib import Path

import numpy as np

from index.indexing.engines.whoosh.mapped_arrays import open_arrays, write_arrays

CARDS_EXT, CARD_ENDS_EXT = ".cards", ".card_ends"


def write_cards(folder: Path, segment: str, cards: Iterable[bytes]) -> None:
    """Write the cards of all documents of a segment, in order."""
    sizes = array("Q")
    with (folder / f"{segment}{CARDS_EXT}").open("xb") as file:
        for card in cards:
            sizes.append(file.write(card))
    ends = array("Q", accumulate(sizes, initial=0))
    write_arrays(folder / f"{segment}{CARD_ENDS_EXT}", {"ends": np.frombuffer(ends, np.uint64)})


class CardTable:
    """The cards of a segment, mapped. Safe to share between threads."""

    def __init__(self, folder: Path, segment: str) -> None:
        """Raises FileNotFoundError for a segment without cards, of an older version."""
        self._ends = open_arrays(folder / f"{segment}{CARD_ENDS_EXT}")["ends"].data
        with (folder / f"{segment}{CARDS_EXT}").open("rb") as file:
            self._cards = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))

    def __getitem__(self, document: int) -> memoryview:
        """Return the card of a document; see `index.indexing.cards`."""
        return self._cards[self._ends[document] : self._ends[document + 1]]
