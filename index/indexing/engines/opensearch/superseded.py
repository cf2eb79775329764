"""Generations that nobody needs any more."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from itertools import pairwise

from index.indexing.engines.opensearch.cluster_state import (
    ClusterState,
    delete_indices,
    number_of,
    read_state,
)
from index.indexing.engines.opensearch.connection import OpenSearchCluster
from index.indexing.engines.opensearch.texts import read_json
from index.indexing.statistics.index_statistics import FACTS

MAX_AGE = 15 * 60
"""Seconds for which a generation before the former one is kept, for those who still read it."""


def delete_superseded(cluster: OpenSearchCluster) -> None:
    """Delete the indices of what was never published, and of generations of long ago."""

    def built(index: str) -> float:
        facts = read_json(cluster, index, FACTS)
        return datetime.fromisoformat(facts["built"]).timestamp() if isinstance(facts, dict) else 0

    delete_indices(cluster, superseded(read_state(cluster), time.time(), built))


def superseded(state: ClusterState, now: float, built: Callable[[str], float]) -> tuple[str, ...]:
    """Return the indices to delete: what was never published, and generations of long ago.

    The live generation is kept, the one before it, and those whose successor is not old yet;
    `built` gives the time of a generation.
    """
    if not state.live:
        return state.generations
    published = [i for i in state.generations if number_of(i) <= number_of(state.live)]
    kept = {state.live, *published[-2:]}
    for older, newer in pairwise(published[:-1]):
        if now - built(newer) < MAX_AGE:
            kept.add(older)
    return tuple(index for index in state.generations if index not in kept)
