"""Readings: the entries of each page, read once and found again until page or code is another."""

from __future__ import annotations

from collections.abc import Iterable

from index.derived import Derived
from index.edition import edition
from index.entry import Entry
from index.entry_json import entry_json, entry_of
from index.gazetteer import load_gazetteer
from index.pipeline import read_page
from index.store import Store
from index.timings import Timings

_PAGE = "page "


class Readings:
    """What the live pages of a store say, each read only when derived.db does not hold it."""

    def __init__(self, store: Store, derived: Derived, timings: Timings) -> None:
        self._store = store
        self._derived = derived
        self._timings = timings

    def of(self, number: int) -> tuple[Entry, ...]:
        """The entries of the page of this number, with ids in full; see `read_page`."""
        made_of = f"{edition()} {self._store.imprint(number)}"
        kept = self._timings.run("kept", self._derived.get, _name(number), made_of)
        if kept is not None:
            return tuple(map(entry_of, kept))
        page = self._store.page(number)
        entries = read_page(page, load_gazetteer(), self._timings)
        self._derived.put(_name(number), made_of, [entry_json(entry) for entry in entries])
        return entries

    def keep_only(self, numbers: Iterable[int]) -> None:
        """Let go of what was read on any other page."""
        kept = {_name(number) for number in numbers}
        for name in self._derived.names():
            if name.startswith(_PAGE) and name not in kept:
                self._derived.drop(name)


def _name(number: int) -> str:
    return f"{_PAGE}{number}"
