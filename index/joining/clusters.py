"""Clusters: the entries that publish one event in several languages, merged into one entry.

Two entries are joined only when their dates and places are compatible, and a visitor, the slug or
distinctive words of the titles agree too; where two candidates have the same score neither is
taken. The merged entry keeps the id, kind and original of the first, and the other ids as aliases.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations, groupby
from typing import TypeVar

from index.joining.blocking import BlockingFeatures, may_match
from index.joining.duplicates import merged_pages
from index.joining.evidence import match_score
from index.joining.match_features import match_features_of
from index.joining.shared_features import traces_of_cluster
from index.model.entry import DateSpan, Doubt, Entry, Person

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class _Pair:
    """A candidate pair and its match score."""

    score: float
    first: int
    second: int


# Scores


def score_pairs(
    pairs: Iterable[tuple[int, int]], entry_at: Callable[[int], Entry]
) -> dict[tuple[int, int], float]:
    """Return the match score of each pair, 0 for a pair that is no match.

    A pair's score depends on its two entries alone, so that it may be stored.
    """
    features = lru_cache(_CACHED_FEATURES)(lambda number: match_features_of(entry_at(number)))
    return {pair: match_score(features(pair[0]), features(pair[1])) for pair in pairs}


_CACHED_FEATURES = 4096
"""Entries whose features are kept while their pairs are scored; chosen by hand."""


# Clusters


def cluster_pairs(
    features: Mapping[int, BlockingFeatures], scores: Mapping[tuple[int, int], float]
) -> dict[int, tuple[int, ...]]:
    """Return the cluster of each number that is joined with another, its members ascending.

    A pair counts only when each of the two is the other's only best match. Pairs are taken from the
    highest score down, all pairs of one score at the same time: a cluster that they form together
    is accepted only when every two of its members may match. So the result does not depend on the
    order of the input.
    """
    pairs = [_Pair(score, *pair) for pair, score in scores.items() if score]
    clusters: dict[int, tuple[int, ...]] = {}
    for _, equals in groupby(_mutual_best(pairs, features), key=lambda pair: pair.score):
        for members in _linked(equals, clusters):
            if all(may_match(features[a], features[b]) for a, b in combinations(members, 2)):
                clusters.update(dict.fromkeys(members, members))
    return clusters


def _linked(
    pairs: Iterable[_Pair], clusters: Mapping[int, tuple[int, ...]]
) -> set[tuple[int, ...]]:
    """Return what the clusters would become if all these pairs were taken, each once."""
    linked = dict(clusters)
    touched: set[int] = set()
    for pair in pairs:
        one, other = (linked.get(n, (n,)) for n in (pair.first, pair.second))
        both = tuple(sorted({*one, *other}))
        linked.update(dict.fromkeys(both, both))
        touched |= set(both)
    return {linked[number] for number in touched}


def _mutual_best(pairs: Iterable[_Pair], features: Mapping[int, BlockingFeatures]) -> list[_Pair]:
    """Return the pairs in which each is the only best match of the other in its language.

    They are sorted by falling score, then by their numbers.
    """
    rivals_of: dict[tuple[int, frozenset[str]], list[_Pair]] = defaultdict(list)
    for pair in pairs:
        rivals_of[pair.first, features[pair.second].languages].append(pair)
        rivals_of[pair.second, features[pair.first].languages].append(pair)
    wins: dict[_Pair, int] = defaultdict(int)
    for rivals in rivals_of.values():
        best = max(pair.score for pair in rivals)
        at_best = [pair for pair in rivals if pair.score == best]
        if len(at_best) == 1:
            wins[at_best[0]] += 1
    mutual = [pair for pair, won in wins.items() if won == 2]
    return sorted(mutual, key=lambda pair: (-pair.score, pair.first, pair.second))


# Merging


def merge_cluster(entries: Sequence[Entry]) -> Entry:
    """Merge the entries of a cluster, the one that is kept first."""
    first, *others = entries
    published = [v for e in entries for v in e.versions if v.origin == "published"]
    languages = {v.language for v in published}
    translated = [v for e in entries for v in e.versions if v.language not in languages]
    return replace(
        first,
        dates=min((e.dates for e in entries), key=_days),
        countries=_unique(code for e in entries for code in e.countries),
        places=tuple({p.id: p for e in reversed(entries) for p in reversed(e.places)}.values())[
            ::-1
        ],
        people=_people_of_all(entries),
        versions=(*published, *{v.language: v for v in reversed(translated)}.values()),
        doubts=_doubts_of_all(entries),
        aliases=_unique([*first.aliases, *(i for e in others for i in (e.id, *e.aliases))]),
        sources=tuple({s.url: s for e in reversed(entries) for s in reversed(e.sources)}.values())[
            ::-1
        ],
        pages=merged_pages(entries),
        traces=traces_of_cluster(entries),
    )


def _doubts_of_all(entries: Sequence[Entry]) -> tuple[Doubt, ...]:
    """Return each doubt once, that of one entry alone with the address of its text."""
    held = Counter(doubt for e in entries for doubt in dict.fromkeys(e.doubts))
    return _unique(
        doubt if held[doubt] > 1 else _said_by(doubt, e) for e in entries for doubt in e.doubts
    )


def _said_by(doubt: Doubt, account: Entry) -> Doubt:
    url = account.original.url or ""
    return replace(doubt, readings=tuple(replace(r, url=r.url or url) for r in doubt.readings))


def _days(dates: DateSpan) -> int:
    return (dates.end - dates.start).days if dates.start and dates.end else 10**6


def _unique(things: Iterable[_T]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys(things))


def _people_of_all(entries: Sequence[Entry]) -> tuple[Person, ...]:
    """Return each person once, as the first entry that gives a role describes the person."""
    people: dict[str, Person] = {}
    for person in (p for e in entries for p in e.people):
        known = people.get(person.id)
        if known is None or (person.role and not known.role):
            people[person.id] = person
    return tuple(people.values())
