"""Remembered joins: accounts that were published as one entry, and that a date has parted.

Joining asks for the same days (`index.joining.blocking`). When the City changes the days of one
account, or the days of one are read otherwise, the other says what it said before: it is still the
same event, about whose date its pages disagree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from index.joining.blocking import blocking_features_of, may_match
from index.joining.clusters import merge_cluster, score_pairs
from index.model.entries import Entries
from index.model.entry import DateSpan, Doubt, Entry, Reading
from index.model.page import ReadingSource
from index.publishing.identity.assignment import assign, likely_pairs
from index.publishing.identity.entry_likeness import SAME_TEXT
from index.publishing.identity.entry_traits import (
    Traits,
    page_hash,
    traits_from_text,
    traits_of,
)
from index.store.published_ids import PublishedId
from index.text.page_keys import page_key
from index.text.sketches import Sketch, similarity

_NEAR = 7
"""Days between the beginnings of two accounts that may be a correction of the date, where the
texts have changed too; chosen by hand."""

RememberedJoin = tuple[int, ...]
"""The indexes of the entries that are one, the one that is kept first."""


@dataclass(frozen=True, slots=True)
class _Account:
    """An entry that may be one of the accounts of a parted one."""

    index: int
    entry: Entry
    versions: tuple[Traits, ...]

    @property
    def pages(self) -> frozenset[Sketch]:
        return frozenset(traits.page for traits in self.versions)


def remembered_joins(entries: Entries, known: Iterable[PublishedId]) -> tuple[RememberedJoin, ...]:
    """Return the entries that were published as one, and that only their dates part now.

    It takes what rows remember of each account: its page and its traits. An account that is another
    event now is none of them, nor is an entry that was published by itself. The result depends only
    on the rows and the entries, and is the same when it is asked again after it was recorded.
    """
    known = tuple(known)
    parted = _parted(entries, known)
    accounts = {each.index: each for each in _accounts(entries, parted)} if parted else {}
    found = _assigned(parted, accounts, _owners(known))
    joins: list[RememberedJoin] = []
    taken: set[int] = set()
    for row in sorted(parted):
        kept: list[_Account] = []
        parts: list[Traits] = []
        for number, part in enumerate(parted[row]):
            account = accounts.get(found.get((row, number), -1))
            if account is None or account.index in taken or account in kept:
                continue
            if all(
                _are_one(before, account, (was, part))
                for before, was in zip(kept, parts, strict=True)
            ):
                kept.append(account)
                parts.append(part)
        if len(kept) > 1:
            joins.append(tuple(each.index for each in kept))
            taken.update(joins[-1])
    return tuple(joins)


def with_joins(entries: Entries, joins: Iterable[RememberedJoin]) -> Iterator[Entry]:
    """Yield the entries in order, those of each join as one, in the place of the first."""
    of_first = {join[0]: join for join in joins}
    others = {index for join in of_first.values() for index in join[1:]}
    for index in range(len(entries)):
        if index in of_first:
            yield united([entries[each] for each in of_first[index]])
        elif index not in others:
            yield entries[index]


def united(accounts: Sequence[Entry]) -> Entry:
    """Return the entry that accounts with different dates are published as.

    It has the date of the first one, unless only another one has days; all of them are a doubt.
    """
    first = accounts[0].dates
    entry = merge_cluster(accounts)
    readings = {each.value: each for each in map(_date_of, accounts)}
    if first.precision == "day":
        entry = replace(entry, dates=first)
    chosen = readings.pop(_iso_interval(entry.dates), None)
    if chosen is None or not readings:
        return entry
    doubt = Doubt("date", (chosen, *readings.values()))
    return replace(entry, doubts=(*entry.doubts, doubt))


def _parted(
    entries: Iterable[Entry], known: Iterable[PublishedId]
) -> dict[str, tuple[Traits, ...]]:
    """Return the accounts of the entries that had more than are in one entry now, by their ids."""
    rows = {
        row.id: row for row in known if row.state in ("live", "withdrawn") and "\n" in row.traits
    }
    read_as = {row.read_as: row.id for row in rows.values() if row.read_as}
    for entry in entries if rows else ():
        published = sum(version.origin == "published" for version in entry.versions)
        for id in (entry.id, *entry.aliases):
            row = rows.get(read_as.get(id, id))
            if row is not None and published > row.traits.count("\n"):
                del rows[row.id]
    return {id: traits_from_text(row.traits) for id, row in rows.items()}


def _accounts(
    entries: Iterable[Entry], parted: Mapping[str, tuple[Traits, ...]]
) -> Iterator[_Account]:
    """Yield the entries on the pages of the accounts that are looked for."""
    pages = {part.page for parts in parted.values() for part in parts if part.page}
    for index, entry in enumerate(entries):
        urls = {version.url for version in entry.versions if version.url}
        if not pages.isdisjoint(page_hash(page_key(url)) for url in urls):
            yield _Account(index, entry, tuple(traits_of(entry)))


def _owners(known: Iterable[PublishedId]) -> Callable[[str], str | None]:
    """Return what gives the id of the entry that was published under an id, or read with it."""
    owners: dict[str, str] = {}
    for row in known:
        if row.state in ("live", "withdrawn"):
            owners[row.id] = row.id
            if row.read_as:
                owners.setdefault(row.read_as, row.id)
        elif row.state == "moved" and row.leads_to:
            owners[row.id] = row.leads_to
    return owners.get


def _assigned(
    parted: Mapping[str, tuple[Traits, ...]],
    accounts: Mapping[int, _Account],
    owner_of: Callable[[str], str | None],
) -> dict[tuple[str, int], int]:
    """Return the index of the entry for each account that is found, by id and number."""
    wanted: defaultdict[Sketch, dict[str, Traits]] = defaultdict(dict)
    for id, parts in parted.items():
        for number, part in enumerate(parts):
            if part.page:
                wanted[part.page][f"{id} {number}"] = part
    owners = {
        str(index): {owner_of(id) for id in (each.entry.id, *each.entry.aliases)} - {None}
        for index, each in accounts.items()
    }
    scores: dict[tuple[str, str], float] = {}
    for page, old in wanted.items():
        on_page = {
            str(index): each.versions for index, each in accounts.items() if page in each.pages
        }
        for (name, index), score in likely_pairs(old, on_page).items():
            if owners[index] <= {name.split(" ")[0]}:
                scores[name, index] = score
    return {
        (name.split(" ")[0], int(name.split(" ")[1])): int(index)
        for name, index in assign(scores).items()
    }


def _are_one(one: _Account, other: _Account, were: tuple[Traits, Traits]) -> bool:
    """Return whether two accounts would be joined if their dates agreed, and may be so."""
    is_near = _are_near(one.entry.dates, other.entry.dates)
    if not is_near and not all(
        any(similarity(was.whole, now.whole) >= SAME_TEXT for now in each.versions)
        for each, was in zip((one, other), were, strict=True)
    ):
        return False
    a, b = one.entry, other.entry
    return _match(a, replace(b, dates=a.dates)) or _match(replace(a, dates=b.dates), b)


def _match(a: Entry, b: Entry) -> bool:
    features = [blocking_features_of(each) for each in (a, b)]
    if not all(one and other and may_match(one, other) for one, other in combinations(features, 2)):
        return False
    return bool(score_pairs([(0, 1)], (a, b).__getitem__)[0, 1])


def _are_near(one: DateSpan, other: DateSpan) -> bool:
    if not (one.start and one.end and other.start and other.end):
        return False
    overlap = one.start <= other.end and other.start <= one.end
    return overlap or abs((one.start - other.start).days) <= _NEAR


def _date_of(account: Entry) -> Reading:
    """Return the date of an account, and where it was found."""
    chosen = (trace.dates[0].source for trace in account.traces if trace.dates)
    source: ReadingSource = next(chosen, "heading")
    return Reading(_iso_interval(account.dates), source, account.original.url or "")


def _iso_interval(dates: DateSpan) -> str:
    return "/".join(dict.fromkeys(day.isoformat() for day in (dates.start, dates.end) if day))
