"""Which generations a location has, and which of them is live, as the cluster knows it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from index.indexing.engines.opensearch.connection import OpenSearchCluster
from index.model.errors import IndexMissingError


@dataclass(frozen=True, slots=True)
class ClusterState:
    """What the indices and aliases of a location say."""

    live: str
    """The index of the live generation; "" before the first."""
    denied: tuple[str, ...]
    """The digest of the deny-list; none before the first, two while it is being replaced."""
    generations: tuple[str, ...]
    """The indices of all generations, also of one that is being built, in their order."""
    has_control: bool
    """Whether there is a control index."""


def read_state(cluster: OpenSearchCluster) -> ClusterState:
    """Return what the cluster says. Any node knows, also one that has lost all others."""
    name = cluster.location.name
    found = cluster.read("GET", f"/{name}-*/_alias", local="true") or {}
    generations = sorted((index for index in found if is_generation(index, name)), key=number_of)
    live = [index for index in generations if name in found[index]["aliases"]]
    control = found.get(control_index(name), {"aliases": {}})
    start = denied_alias(name, "")
    denied = (a.removeprefix(start) for a in control["aliases"] if a.startswith(start))
    return ClusterState(
        live[-1] if live else "",
        tuple(sorted(denied)),
        tuple(generations),
        control_index(name) in found,
    )


def nothing_live(cluster: OpenSearchCluster) -> IndexMissingError:
    """Return the error to raise when no generation is live."""
    user, name = cluster.settings.user, cluster.location.name
    hidden = f", or user {user} may not see it" if user else ""
    return IndexMissingError(
        f"no index at {cluster.location}: no generation has the alias {name}{hidden}; "
        "add pages with `torino add`, or rebuild with `torino index`"
    )


def next_generation(cluster: OpenSearchCluster, state: ClusterState) -> str:
    """Return a name that no generation of the location has."""
    last = max(map(number_of, state.generations), default=0)
    return f"{cluster.location.name}-g{last + 1:06}"


def delete_indices(cluster: OpenSearchCluster, names: Iterable[str]) -> None:
    """Delete these indices; those that are gone are ignored."""
    listed = ",".join(names)
    if listed:
        cluster.write("DELETE", f"/{listed}", ignore_unavailable="true")


def is_generation(index: str, name: str) -> bool:
    """Return whether an index is named like a generation of this location."""
    return re.fullmatch(rf"{re.escape(name)}-g[0-9]{{6,}}", index) is not None


def number_of(index: str) -> int:
    """Return the number of a generation, from the name of its index."""
    return int(index.rpartition("-g")[2])


def control_index(name: str) -> str:
    """Return the index of the lock and of the deny-list."""
    return f"{name}-control"


def denied_alias(name: str, digest: str) -> str:
    """Return the alias that names the digest of the deny-list."""
    return f"{name}-denied-{digest}"
