"""Many changes of an index at a time, sent again until each of them is accepted."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Mapping
from typing import Any

from index.indexing.engines.opensearch.connection import OpenSearchCluster
from index.model.errors import StoreError

_ENTRIES = 500
_CHARACTERS = 4_000_000
"""So much goes into one request, whichever is reached first."""
_PATIENCE = 180.0
"""Seconds for which a change that is not accepted is sent again."""
_PASSING = frozenset({429, 500, 502, 503, 504})

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class BulkWriter:
    """Collects changes of one index and sends them; each is idempotent, by the id of its entry."""

    def __init__(self, cluster: OpenSearchCluster, index: str, sent: Callable[[], None]) -> None:
        """`sent` is called after each request."""
        self._cluster = cluster
        self._index = index
        self._sent = sent
        self._lines: dict[str, str] = {}
        self._size = 0

    def put(self, id: str, source: Mapping[str, Any]) -> None:
        """Put an entry in the place of the one with its id."""
        self._add(id, f"{_encode({'index': {'_id': id}})}\n{_encode(source)}\n")

    def delete(self, id: str) -> None:
        """Delete the entry with this id, if there is one."""
        self._add(id, f"{_encode({'delete': {'_id': id}})}\n")

    def _add(self, id: str, lines: str) -> None:
        self._size += len(lines) - len(self._lines.pop(id, ""))
        self._lines[id] = lines
        if len(self._lines) >= _ENTRIES or self._size >= _CHARACTERS:
            self.flush()

    def flush(self) -> None:
        """Send what was collected, and again what was not accepted.

        Raises StoreError for an entry that OpenSearch refuses, EngineUnavailableError when it does
        not accept one within some minutes.
        """
        left = self._lines
        self._lines, self._size = {}, 0
        end, pause = time.monotonic() + _PATIENCE, 0.2
        while left:
            left, reason = self._send(left)
            self._sent()
            if left:
                if time.monotonic() > end:
                    raise self._cluster.unavailable(
                        f"does not accept {len(left)} entries; the first, {next(iter(left))}, "
                        f"because of {reason}; nothing was published"
                    )
                time.sleep(pause * random.uniform(0.5, 1.5))
                pause = min(2 * pause, 10.0)

    def _send(self, lines: dict[str, str]) -> tuple[dict[str, str], str]:
        """Return the lines of the changes that may be accepted later, and why they were not."""
        answer = self._cluster.write(
            "POST",
            f"/{self._index}/_bulk",
            "".join(lines.values()),
            attempts=8,
            timeout="20s",
            filter_path="errors,items.*.status,items.*.error.type,items.*.error.reason",
        )
        if answer is None:
            raise self._cluster.unavailable(f"has lost {self._index}; nothing was published")
        if not answer["errors"]:
            return {}, ""
        left, reason = {}, ""
        for (id, line), item in zip(lines.items(), answer["items"], strict=True):
            (found,) = item.values()
            if found["status"] in _PASSING:
                left[id], reason = line, found["error"]["type"]
            elif "error" in found:
                raise StoreError(
                    f"{self._cluster.location} refuses entry {id}: {found['error']['reason']}"
                )
        return left, reason
