"""Assignment: which old name is which new one, by how alike what they name is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from index.publishing.identity.entry_likeness import likeness
from index.publishing.identity.entry_traits import Traits

_COMMON = 64
"""A hash that more candidates have tells nothing. Chosen by hand; it bounds the work."""
_MARGIN = 0.05
"""Two candidates whose similarities differ by less are both as likely: neither is taken."""


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
