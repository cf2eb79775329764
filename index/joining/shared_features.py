"""Shared features: what two entries that were joined have in common, for whoever asks why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from index.joining.match_features import MatchFeatures, match_features_of
from index.joining.pair_evidence import PairEvidence
from index.model.entry import Entry
from index.model.reading_trace import FeatureName, ReadingTrace, SharedFeature


def traces_of_cluster(entries: Sequence[Entry]) -> tuple[ReadingTrace, ...]:
    """Return the traces of the entries of a cluster; each after the first says why it is there."""
    features = [match_features_of(entry) for entry in entries]
    traces = list(entries[0].traces)
    for number, entry in enumerate(entries[1:], 1):
        shared = max(
            (shared_features(before, features[number]) for before in features[:number]), key=len
        )
        traces += (replace(trace, joined_by=shared) for trace in entry.traces)
    return tuple({trace.language: trace for trace in reversed(traces)}.values())[::-1]


def shared_features(a: MatchFeatures, b: MatchFeatures) -> tuple[SharedFeature, ...]:
    """Return what two entries share of that which the match score counts, and of their traits."""
    pair = PairEvidence(a, b)
    found: list[tuple[FeatureName, Iterable[str], bool]] = [
        ("days", (), pair.has_same_days),
        ("visitors", pair.visitors, False),
        ("guests", pair.guests, False),
        ("surnames", pair.surnames, False),
        ("acronyms", pair.acronyms, False),
        ("slug words", pair.slug_words, False),
        ("slug", (), pair.is_of_one_slug),
        ("title words", pair.words, False),
        ("hosts", pair.hosts, False),
        ("page", (), pair.is_of_one_page),
        ("cities", a.cities & b.cities, False),
        ("countries", pair.countries, False),
        ("kind", (), pair.is_of_one_kind),
        ("translated words", map(" = ".join, pair.translated), False),
    ]
    shared = ((feature, tuple(sorted(values)), holds) for feature, values, holds in found)
    return tuple(
        SharedFeature(feature, values) for feature, values, holds in shared if holds or values
    )
