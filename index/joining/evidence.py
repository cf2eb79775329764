"""The match score: how much speaks for it that two entries tell of one event."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from index.joining.join_rules import JOIN_RULES
from index.joining.match_features import MatchFeatures
from index.joining.pair_evidence import PairEvidence
from index.model.rules import first_rule


@dataclass(frozen=True, slots=True)
class Weight:
    """What one kind of thing that two entries share adds to their score."""

    name: str
    each: float
    count: Callable[[PairEvidence], float]


def _topics(pair: PairEvidence) -> float:
    number, share = pair.topics
    return number * share if pair.is_about_same else 0


def _hosts(pair: PairEvidence) -> int:
    """Count hosts where topics or a mission are the same: two officials see many visitors."""
    is_counted = pair.are_missions or pair.is_about_same
    return len(pair.hosts) if is_counted and len(pair.hosts) > 1 else 0


NAMED_WEIGHTS: tuple[Weight, ...] = (
    Weight("visitors", 4.0, lambda pair: len(pair.visitors)),
    Weight("guests", 3.0, lambda pair: len(pair.guests)),
    Weight("surnames", 3.0, lambda pair: len(pair.surnames)),
    Weight("acronyms", 3.0, lambda pair: len(pair.acronyms)),
    Weight("slug words", 2.0, lambda pair: len(pair.slug_words)),
    Weight("slug", 2.0, lambda pair: pair.is_of_one_slug),
    Weight("title words", 1.0, lambda pair: len(pair.words)),
    Weight("hosts", 1.0, _hosts),
    Weight("topics", 0.5, _topics),
    Weight("translated words", 0.2, lambda pair: len(pair.translated)),
)
"""More, the less often a thing is shared by chance. Chosen by hand on pairs judged by hand."""

_UNNAMED = 1.0
"""What an envoy, a mission or twin pages are worth together, when nothing of these is shared."""

_SAME_PAGE = 0.5

_SAME_DAYS = 8.0
"""High, so that a pair with the same days wins over one in which only a window holds the day,
whatever names that one shares."""

_SAME_KIND = 0.5
"""Less than any shared name: like the page and the cities it only decides between pairs that are
otherwise equal. All were chosen by hand on the same pairs."""


def match_score(a: MatchFeatures, b: MatchFeatures) -> float:
    """Return the match score of two entries with compatible dates and places; 0 for no match."""
    pair = PairEvidence(a, b)
    if not first_rule(JOIN_RULES, pair).accepts:
        return 0.0
    named = sum(weight.each * weight.count(pair) for weight in NAMED_WEIGHTS)
    evidence = named + _SAME_PAGE * pair.is_of_one_page if named else _UNNAMED
    all_cities = len(a.cities | b.cities)
    city_similarity = len(a.cities & b.cities) / all_cities if all_cities else 1.0
    return (
        evidence
        + city_similarity
        + _SAME_DAYS * pair.has_same_days
        + _SAME_KIND * pair.is_of_one_kind
    )
