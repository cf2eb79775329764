"""The control index of a location: who publishes there, and what no generation may show."""

from __future__ import annotations

import json
import os
import secrets
import socket
import time
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from index.indexing.engines.opensearch.cluster_state import (
    ClusterState,
    control_index,
    denied_alias,
    read_state,
)
from index.indexing.engines.opensearch.connection import OpenSearchCluster
from index.indexing.engines.opensearch.failures import RequestRefusedError
from index.indexing.engines.opensearch.mapping import control_body
from index.model.errors import (
    EngineUnavailableError,
    IndexLockedError,
    IndexMissingError,
)

LOCK_SECONDS = 300.0
"""After so long without a word of its holder, a lock is anybody's."""
_RENEWED_AFTER = 20.0
_BOOT = Path("/proc/sys/kernel/random/boot_id")
_LISTED = "denied"


class PublishingLock:
    """The lock of those who publish: a document with an expiry, which its holder puts off.

    That of a process of this machine that has died is taken over at once.
    """

    def __init__(self, cluster: OpenSearchCluster) -> None:
        self._cluster = cluster
        self._path = f"/{control_index(cluster.location.name)}"
        self._holder = secrets.token_hex(8)
        self._version: dict[str, int] = {}
        self._renewed = 0.0

    def acquire(self) -> None:
        """Take the lock. Raises IndexLockedError, which names the holder."""
        # without a manager nothing can be written
        self._cluster.read("GET", "/_cluster/health", attempts=2, cluster_manager_timeout="5s")
        make_control_index(self._cluster, read_state(self._cluster))
        try:
            self._note(self._cluster.write("PUT", f"{self._path}/_create/lock", self._body()))
            return
        except RequestRefusedError as error:
            if error.status != 409:
                raise
        found = self._cluster.read("GET", f"{self._path}/_doc/lock")
        if found is None:  # released meanwhile
            self.acquire()
            return
        held = found["_source"]
        if held["holder"] != self._holder and not _is_dead(held):
            raise IndexLockedError(
                f"{held['name']} is publishing to {self._cluster.location} (since "
                f"{held['since']}); try again when it has finished, or after "
                f"{LOCK_SECONDS / 60:.0f} minutes if it has died"
            )
        self._note(found)
        self.renew(at_once=True)

    def renew(self, *, at_once: bool = False) -> None:
        """Put the expiry off. Raises IndexLockedError when somebody else has the lock now."""
        if not at_once and time.monotonic() - self._renewed < _RENEWED_AFTER:
            return
        try:
            found = self._cluster.write(
                "PUT", f"{self._path}/_doc/lock", self._body(), **self._version
            )
        except RequestRefusedError as error:
            if error.status != 409:
                raise
            found = self._cluster.read("GET", f"{self._path}/_doc/lock")
            if found is None or found["_source"]["holder"] != self._holder:
                raise IndexLockedError(
                    f"another process has taken over publishing to {self._cluster.location}; "
                    "nothing was published"
                ) from error
        self._note(found)

    def release(self) -> None:
        """Give the lock back; what cannot be reached now expires by itself."""
        with suppress(EngineUnavailableError, RequestRefusedError):
            self._cluster.write("DELETE", f"{self._path}/_doc/lock", **self._version)

    def _note(self, found: dict[str, Any]) -> None:
        self._version = {
            "if_seq_no": found["_seq_no"],
            "if_primary_term": found["_primary_term"],
        }
        self._renewed = time.monotonic()

    def _body(self) -> dict[str, Any]:
        return {
            "holder": self._holder,
            "name": f"process {os.getpid()} of {socket.gethostname()}",
            "since": datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S UTC"),
            "expires": time.time() + LOCK_SECONDS,
            "machine": _machine(),
            "process": os.getpid(),
        }


def make_control_index(cluster: OpenSearchCluster, state: ClusterState) -> None:
    """Make the control index if it is not there."""
    if state.has_control:
        return
    cluster.make_index(f"/{control_index(cluster.location.name)}", control_body())


def read_denied(
    cluster: OpenSearchCluster, state: ClusterState
) -> tuple[frozenset[str], str] | None:
    """Return the deny-list and its digest; None when there never was one.

    Raises IndexMissingError when it is damaged: what it named must not be shown, and nobody knows
    what that was.
    """
    found = cluster.read("GET", f"/{control_index(cluster.location.name)}/_doc/{_LISTED}")
    if found is None:
        if state.denied:
            raise lost_denied(cluster)
        return None
    try:
        names = frozenset(map(str, found["_source"]["names"]))
        digest = found["_source"]["digest"]
    except (KeyError, TypeError):
        names, digest = frozenset(), ""
    if digest != digest_of(names):
        raise IndexMissingError(_refusal(cluster, "has changed since it was written"))
    return names, digest


def write_denied(cluster: OpenSearchCluster, names: frozenset[str]) -> None:
    """Replace the deny-list; every reader knows of it when this returns. Raises StoreError."""
    state = read_state(cluster)
    make_control_index(cluster, state)
    index, digest = control_index(cluster.location.name), digest_of(names)
    body = {"names": sorted(names), "digest": digest}
    cluster.write("PUT", f"/{index}/_doc/{_LISTED}", body)
    name = cluster.location.name
    old = [each for each in state.denied if each != digest]
    actions: list[dict[str, Any]] = [
        {"remove": {"index": index, "alias": denied_alias(name, each), "must_exist": False}}
        for each in old
    ]
    actions.append({"add": {"index": index, "alias": denied_alias(name, digest)}})
    cluster.write("POST", "/_aliases", {"actions": actions})


def digest_of(names: frozenset[str]) -> str:
    """Return a text that differs when other names are denied."""
    return sha256(json.dumps(sorted(names)).encode()).hexdigest()[:16]


def lost_denied(cluster: OpenSearchCluster) -> IndexMissingError:
    """Return the error to raise when the deny-list is absent, although a generation is there."""
    return IndexMissingError(_refusal(cluster, "is missing"))


def _refusal(cluster: OpenSearchCluster, what: str) -> str:
    return (
        f"the deny-list in {cluster.location} {what}, so it is not known which entries are "
        "withdrawn, and none is shown; write it again with `torino index`"
    )


def _machine() -> str:
    """Return a text that no other machine or container has, as far as is known."""
    boot = _BOOT.read_text("ascii").strip() if _BOOT.exists() else ""
    return f"{socket.gethostname()} {boot}"


def _is_dead(held: dict[str, Any]) -> bool:
    """Return whether the holder's time is over, or its process on this machine has ended."""
    if held["expires"] < time.time():
        return True
    if not _BOOT.exists() or held["machine"] != _machine():
        return False
    try:
        os.kill(int(held["process"]), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
