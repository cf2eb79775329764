"""Decided joins: what the archivist says is one event, or is not, whatever the texts say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import combinations

from index.model.entries import Entries
from index.model.entry import Entry
from index.publishing.identity.remembered_joins import RememberedJoin
from index.publishing.year_partition import Cluster, EntryLookup, compose, ids_in
from index.store.corrections import Correction
from index.store.published_ids import IdState, PublishedIds

_Account = tuple[frozenset[str], frozenset[str]]
"""The ids that an account is read with, and the ids of the entry to which they led last."""
_Pair = tuple[_Account, _Account]


@dataclass(frozen=True, slots=True)
class _Decision:
    """That two accounts are one event, or are not."""

    are_one: bool
    pair: _Pair


@dataclass(frozen=True, slots=True)
class JoinDecisions:
    """The decisions in the order in which they were made; a later one is stronger."""

    decisions: tuple[_Decision, ...] = ()


NOTHING_DECIDED = JoinDecisions()


def join_decisions(corrections: Iterable[Correction], published: PublishedIds) -> JoinDecisions:
    """Return what the rows `join` and `part` decide about entries that are published; of each two
    accounts, the last.

    What was no entry before, or is withdrawn by itself, joins nothing: it would hide the other.
    """
    found: dict[frozenset[frozenset[str]], _Decision] = {}
    hidden: set[str] = set()
    for row in corrections:
        if row.field == "not-an-entry":
            hidden.add(row.id)
        for id in row.ids[1:]:
            if row.field == "join" and (
                not hidden.isdisjoint((row.id, id))
                or {_state(each, published) for each in (row.id, id)} == {"live", "withdrawn"}
            ):
                continue
            pair = _pair(row.id, id, published)
            of = frozenset(own for own, _ in pair)
            found.pop(of, None)
            found[of] = _Decision(row.field == "join", pair)
    return JoinDecisions(tuple(found.values()))


def composed(cluster: Cluster, entry_at: EntryLookup, decisions: JoinDecisions) -> Iterator[Entry]:
    """Yield what a cluster is published as: one entry, or several where that was decided."""
    together = list(cluster)
    for decision in decisions.decisions:
        if decision.are_one:
            continue
        (one, _), (other, _) = decision.pair
        alone = [copies for copies in together if _holds((copies,), other)]
        if len(alone) == 1 and _holds((each for each in together if each != alone[0]), one):
            together.remove(alone[0])
            yield compose((alone[0],), entry_at)
    yield compose(tuple(together), entry_at)


def decided_joins(
    entries: Entries, remembered: Sequence[RememberedJoin], decisions: JoinDecisions
) -> tuple[RememberedJoin, ...]:
    """Return the joins of entries: those that are remembered, unless decided otherwise, and those
    that are decided."""
    if not (remembered or decisions.decisions):
        return ()
    index_of: dict[str, int] = {}
    for index, entry in enumerate(entries):
        for id in (entry.id, *entry.aliases):
            index_of.setdefault(id, index)
    together, apart = _settled(index_of, decisions)
    joins: list[RememberedJoin] = []
    for join in remembered:
        kept = join[:1]
        for index in join[1:]:
            if apart.isdisjoint(map(frozenset, combinations((*kept, index), 2))):
                kept = (*kept, index)
        joins += [kept] if len(kept) > 1 else []
    for pair in together:
        joins = _with(joins, pair, apart)
    return tuple(joins)


def _settled(
    index_of: Mapping[str, int], decisions: JoinDecisions
) -> tuple[list[RememberedJoin], Set[frozenset[int]]]:
    """Return the pairs of entries that are one, in order, and those that are not.

    The last decision stands; an earlier one that contradicts it, also by way of others, does not.
    """
    together: list[RememberedJoin] = []
    joins: list[RememberedJoin] = []
    apart: set[frozenset[int]] = set()
    for decision in reversed(decisions.decisions):
        one, other = (_found(each, index_of, decision.are_one) for each in decision.pair)
        if one is None or other is None or one == other:
            continue
        if not decision.are_one:
            if not any(one in join and other in join for join in joins):
                apart.add(frozenset((one, other)))
        elif (new := _with(joins, (one, other), apart)) != joins:
            joins = new
            together.insert(0, (one, other))
    return together, apart


def _found(account: _Account, index_of: Mapping[str, int], or_led_to: bool) -> int | None:
    """Return the index of the entry that has an account, or else of the one that it led to."""
    for ids in account if or_led_to else account[:1]:
        if found := [index_of[id] for id in ids if id in index_of]:
            return min(found)
    return None


def _with(
    joins: Sequence[RememberedJoin], new: RememberedJoin, apart: Set[frozenset[int]]
) -> list[RememberedJoin]:
    """Return the joins and a new one, united with those that share an entry with it.

    The joins stay as they are when two entries that are apart would be united.
    """
    kept = []
    for join in joins:
        if set(join).isdisjoint(new):
            kept.append(join)
        else:
            new = tuple(dict.fromkeys((*new, *join)))
    if apart.isdisjoint(map(frozenset, combinations(new, 2))):
        return [*kept, new]
    return list(joins)


def _holds(copies: Iterable[tuple[tuple[int, str], ...]], ids: Set[str]) -> bool:
    return not ids.isdisjoint(ids_in(tuple(copies)))


def _pair(one: str, other: str, published: PublishedIds) -> _Pair:
    return _account(one, published), _account(other, published)


def _state(id: str, published: PublishedIds) -> IdState | None:
    """Return the state of what an id leads to."""
    row = published.row(id)
    return published.state(row.leads_to or id) if row else None


def _account(id: str, published: PublishedIds) -> _Account:
    row = published.row(id)
    return _read_with(id, published), _read_with(row.leads_to if row else None, published)


def _read_with(id: str | None, published: PublishedIds) -> frozenset[str]:
    """Return an id and the id that its entry is read with; nothing for None."""
    if id is None:
        return frozenset()
    row = published.row(id)
    return frozenset({id, row.read_as} if row and row.read_as else {id})
