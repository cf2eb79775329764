"""Shared features: what two entries that were joined have in common, for whoever asks why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from index.joining.evidence import shared_acronyms, shared_slug
from index.joining.match_features import MatchFeatures, match_features_of
from index.model.entry import Entry
from index.model.reading_trace import Feature, ReadingTrace, SharedFeature


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
    one, other = a.entry, b.entry
    same_days = (one.dates.start, one.dates.end) == (other.dates.start, other.dates.end)
    visitors = a.visitors & b.visitors
    surnames = {id.split("-")[-1] for id in visitors}
    found: list[tuple[Feature, Iterable[str], bool]] = [
        ("days", (), same_days),
        ("visitors", visitors, False),
        ("surnames", (a.surnames & b.surnames) - surnames, False),
        ("acronyms", shared_acronyms(a, b), False),
        ("slug words", shared_slug(a, b), False),
        ("slug", (), bool(a.slug) and a.slug == b.slug),
        ("title words", a.words & b.words, False),
        ("hosts", a.hosts & b.hosts, False),
        ("page", (), a.page == b.page),
        ("cities", a.cities & b.cities, False),
        ("countries", a.countries & b.countries, False),
        ("kind", (), one.kind == other.kind),
    ]
    return tuple(
        SharedFeature(feature, tuple(sorted(values)))
        for feature, values, holds in found
        if holds or values
    )
