"""Revisions: which entries are to be published, all or those that are no longer the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Set
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from itertools import chain

from index.files.entry_spool import Spool
from index.files.timings import Timings
from index.model.entry import Entry
from index.model.ids import year_of
from index.publishing.build_state import Ledger, leaf_of
from index.publishing.entry_digest import page_of
from index.publishing.reading_cache import Readings
from index.publishing.year_partition import Group, Yearbook, compose, ids_in
from index.store.cache import Derived
from index.store.database import Store
from index.store.published_ids import Known, Settlement, settle_ids

Told = Callable[[int, int], None]
"""Told how many pages are read, and of how many."""
KeepBook = Callable[[Ledger, int, Yearbook], None]
"""Told of each year's book as it is made, with the ledger that is to name it."""


@dataclass(frozen=True, slots=True)
class Revision:
    """What becomes of the entries: joined, not yet corrected or translated."""

    after: Spool
    """The entries that change, or all, as they are to be."""
    settlement: Settlement
    before: Spool
    """Those that stood in their place."""
    stood: Settlement
    ledger: Ledger
    """To be kept once this is published; its figures are those of before."""

    def entries(self) -> Iterator[Entry]:
        """What is to be published."""
        return self.settlement.apply(self.after)

    def replaced(self) -> Iterator[Entry]:
        """What is published now of what changes, as it was settled."""
        return self.stood.apply(self.before)


_NOTHING = Settlement(frozenset(), {}, (), ())


@contextmanager
def revise_all(
    store: Store, readings: Readings, keep: KeepBook, told: Told, timings: Timings
) -> Iterator[Revision]:
    """Everything anew, year by year: one year's lines are in memory at a time."""
    ledger = Ledger(withdrawn=store.published.withdrawn())
    numbers = store.pages.numbers()
    of_year: defaultdict[int, list[int]] = defaultdict(list)
    for count, number in enumerate(numbers, 1):
        leaf = ledger.pages[number] = leaf_of(readings.lines(number))
        for year in leaf.years:
            of_year[year].append(number)
        told(count, len(numbers))
    with Spool() as after, Spool() as before:
        for year in sorted(of_year):
            read = chain.from_iterable(map(readings.lines, of_year[year]))
            lines = [line for line in read if line.year == year]
            book = timings.run("joining", Yearbook().revised, lines, readings.entry)
            keep(ledger, year, book)
            for group in book.groups().values():
                after.append(timings.run("joining", compose, group, readings.entry))
        settlement = timings.run("ids", settle_ids, after, store.published.all())
        yield Revision(after, settlement, before, _NOTHING, ledger)


@contextmanager
def revise_some(
    last: Ledger,
    store: Store,
    readings: Readings,
    derived: Derived,
    keep: KeepBook,
    timings: Timings,
) -> Iterator[Revision]:
    """Only what is no longer as `last` has it; the same, in the end, as everything anew.

    Raises AmendError when something of `last` is lost.
    """
    with ExitStack() as stack:
        amending = _Amending(last, store, readings, derived, stack)
        timings.run("joining", amending.take_pages, keep)
        timings.run("joining", amending.take_withdrawals)
        yield timings.run("ids", amending.settle)


class _Amending:
    """The groups that stood and shall stand no more, and those that take their places."""

    def __init__(
        self, last: Ledger, store: Store, readings: Readings, derived: Derived, stack: ExitStack
    ) -> None:
        self._last = last
        self._store = store
        self._readings = readings
        self._derived = derived
        numbers = store.pages.numbers()
        self._gone = last.pages.keys() - set(numbers)
        self._new = [number for number in numbers if number not in last.pages]
        self._ledger = Ledger(
            {
                number: last.pages.get(number) or leaf_of(readings.lines(number))
                for number in numbers
            },
            dict(last.books),
            store.published.withdrawn(),
            replace(last.tally, languages=last.tally.languages.copy()),
        )
        self._before, self._after = stack.enter_context(Spool()), stack.enter_context(Spool())
        self._stood: dict[int, dict[Group, None]] = {}
        """The groups of each year looked at, as they were."""
        self._stand: dict[int, dict[Group, None]] = {}
        """And as they are to be."""
        self._removed: dict[Group, None] = {}
        self._added: dict[Group, None] = {}

    # What changes

    def take_pages(self, keep: KeepBook) -> None:
        """Make the yearbooks anew that pages came into or went from."""
        gone = {year for number in self._gone for year in self._last.pages[number].years}
        come = {year for number in self._new for year in self._ledger.pages[number].years}
        for year in sorted(gone | come):
            old = self._last.book(self._derived, year)
            read = chain.from_iterable(map(self._readings.lines, self._new))
            lines = [line for line in old.lines if page_of(line.spot) not in self._gone]
            lines += (line for line in read if line.year == year)
            new = old.revised(lines, self._readings.entry)
            keep(self._ledger, year, new)
            was = self._stood[year] = dict.fromkeys(old.groups().values())
            now = self._stand[year] = dict.fromkeys(new.groups().values())
            self._replace(
                (group for group in was if group not in now),
                (group for group in now if group not in was),
            )

    def take_withdrawals(self) -> None:
        """Look at the entries anew that were withdrawn, or brought back, by their ids."""
        flipped = self._ledger.withdrawn ^ self._last.withdrawn
        for year in {year_of(id) for id in flipped}:
            was, now = self._year(year)
            self._replace(_with_any(flipped, was), _with_any(flipped, now))

    def _year(self, year: int) -> tuple[Iterable[Group], Iterable[Group]]:
        if year not in self._stood:
            book = self._last.book(self._derived, year)
            self._stood[year] = self._stand[year] = dict.fromkeys(book.groups().values())
        return self._stood[year], self._stand[year]

    def _replace(self, removed: Iterable[Group], added: Iterable[Group]) -> None:
        for group in removed:
            if group not in self._removed:
                self._removed[group] = None
                self._before.append(compose(group, self._readings.entry))
        for group in added:
            if group not in self._added:
                self._added[group] = None
                self._after.append(compose(group, self._readings.entry))

    # Where ids lead

    def settle(self) -> Revision:
        """Settle the ids that what changes may move; no other can."""
        published = self._store.published
        ids = {id for group in (*self._removed, *self._added) for id in ids_in(group)}
        ids |= self._ledger.withdrawn ^ self._last.withdrawn
        urls = {s.url for spool in (self._before, self._after) for e in spool for s in e.sources}
        known: dict[str, Known] = {}
        while ids or urls:
            known |= {each.id: each for each in published.about(ids, urls)}
            heirs = self._heirs(known.values())
            self._replace(heirs, heirs)  # as they stand, perhaps with more ids or fewer
            ids, urls = {id for group in heirs for id in ids_in(group)}, set()
        ordered = [known[id] for id in sorted(known)]
        return Revision(
            self._after,
            settle_ids(self._after, ordered),
            self._before,
            Settlement(self._last.withdrawn, self._moved(ordered), (), ()),
            self._ledger,
        )

    def _heirs(self, known: Collection[Known]) -> list[Group]:
        """Groups that do not change by themselves, where ids led that may lead elsewhere now, and
        on the pages of ids that no entry has and that lead to none: one of these may be heir."""
        owned = {
            id
            for group in self._added
            if self._ledger.withdrawn.isdisjoint(ids_in(group))
            for id in ids_in(group)
        }
        at = {
            each.url
            for each in known
            if each.id not in owned and each.leads_to not in owned and each.state != "withdrawn"
        }
        led_to = {each.leads_to for each in known if each.leads_to} - owned
        found = dict.fromkeys((*self._on_pages_at(at), *self._with_ids(led_to)))
        return [group for group in found if group not in self._added]

    def _on_pages_at(self, urls: set[str]) -> list[Group]:
        """The groups that are to stand with a part from one of these addresses."""
        numbers = {n for n, leaf in self._ledger.pages.items() if not urls.isdisjoint(leaf.via)}
        numbers |= {n for url in urls if (n := self._store.pages.number_of(url)) is not None}
        years = {year for number in numbers for year in self._ledger.pages[number].years}
        return [
            group
            for year in sorted(years)
            for group in self._year(year)[1]
            if any(page_of(spot) in numbers for copies in group for spot, _ in copies)
        ]

    def _with_ids(self, ids: Set[str]) -> Iterator[Group]:
        """The groups that are to stand with one of these ids."""
        for year in sorted({year_of(id) for id in ids}):
            yield from _with_any(ids, self._year(year)[1])

    def _moved(self, known: Iterable[Known]) -> dict[str, tuple[str, ...]]:
        """The old ids that led to what stood, by its id, as they were settled the last time."""
        own = {next(iter(ids_in(group))): set(ids_in(group)) for group in self._removed}
        moved: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
        for each in known:
            heir = each.leads_to
            if each.state == "moved" and heir in own and each.id not in own[heir]:
                moved[heir] += (each.id,)
        return moved


def _with_any(ids: Set[str], groups: Iterable[Group]) -> Iterator[Group]:
    return (group for group in groups if not ids.isdisjoint(ids_in(group)))
