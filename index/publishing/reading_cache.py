"""Readings: the entries of each page, read once and found again until page or code is another."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from typing import Any

from index.files.timings import Timings
from index.gazetteer import load_gazetteer
from index.model.entry import Entry
from index.model.entry_json import entry_json, entry_of
from index.publishing.entry_digest import (
    Line,
    line_for,
    line_json,
    line_of,
    page_of,
    place_of,
    spot_of,
)
from index.reading.fingerprint import edition
from index.reading.pipeline import read_page
from index.store.cache import Derived
from index.store.database import Store

_ENTRIES, _LINES = "entries ", "lines "
_PAGES_AT_HAND = 64


class Readings:
    """What the live pages of a store say, each read only when derived.db does not hold it.

    With `keep` false nothing is written there.
    """

    def __init__(
        self, store: Store, derived: Derived, timings: Timings, *, keep: bool = True
    ) -> None:
        self._store = store
        self._derived = derived
        self._timings = timings
        self._keep = keep
        self._at_hand: OrderedDict[int, list[Any]] = OrderedDict()
        """The pages asked for last: entries as JSON."""

    def lines(self, number: int) -> tuple[Line, ...]:
        """The entries of a page in its order, in short."""
        kept = self._derived.get(f"{_LINES}{number}", self._made_of(number))
        if kept is None:
            return self._read(number)[1]
        return tuple(map(line_of, kept))

    def entry(self, spot: int) -> Entry:
        """The entry at a spot, with its id in full."""
        number = page_of(spot)
        entries = self._at_hand.get(number)
        if entries is None:
            name, made_of = f"{_ENTRIES}{number}", self._made_of(number)
            entries = self._timings.run("kept", self._derived.get, name, made_of)
            if entries is None:
                entries = self._read(number)[0]
            self._at_hand[number] = entries
            if len(self._at_hand) > _PAGES_AT_HAND:
                self._at_hand.popitem(last=False)
        self._at_hand.move_to_end(number)
        return entry_of(entries[place_of(spot)])

    def keep_only(self, numbers: Iterable[int]) -> None:
        """Let go of what was read on any other page."""
        kept = {str(number) for number in numbers}
        for name in (*self._derived.names(_ENTRIES), *self._derived.names(_LINES)):
            if name.rpartition(" ")[2] not in kept:
                self._derived.drop(name)

    def _made_of(self, number: int) -> str:
        return f"{edition()} {self._store.pages.imprint(number)}"

    def _read(self, number: int) -> tuple[list[Any], tuple[Line, ...]]:
        page = self._store.pages.get(number)
        read = read_page(page, load_gazetteer(), self._timings)
        entries = [entry_json(entry) for entry in read]
        lines = tuple(
            self._timings.run("trails", line_for, spot_of(number, place), entry, page.url)
            for place, entry in enumerate(read)
        )
        if self._keep:
            made_of = self._made_of(number)
            self._derived.put(f"{_ENTRIES}{number}", made_of, entries)
            self._derived.put(f"{_LINES}{number}", made_of, [line_json(line) for line in lines])
        return entries, lines
