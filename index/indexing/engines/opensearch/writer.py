"""The OpenSearch engine's writer: one index for each generation, live by the swap of an alias."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import asdict
from functools import partial
from itertools import islice
from types import TracebackType
from typing import Any, Self, TypeVar

from index.files.fingerprint import indexing_fingerprint
from index.files.progress import ProgressCallback, ignore_progress
from index.indexing.engines.opensearch.bulk_writer import BulkWriter
from index.indexing.engines.opensearch.cluster_state import (
    delete_indices,
    next_generation,
    read_state,
)
from index.indexing.engines.opensearch.connection import OpenSearchCluster, wait_until
from index.indexing.engines.opensearch.control import PublishingLock
from index.indexing.engines.opensearch.failures import RequestRefusedError
from index.indexing.engines.opensearch.mapping import FORMAT, index_body, source_of
from index.indexing.engines.opensearch.publication import Publication
from index.indexing.engines.opensearch.superseded import delete_superseded
from index.indexing.engines.opensearch.texts import (
    NEWS,
    PROVENANCE,
    read_bytes,
    write_texts,
)
from index.indexing.fields import stored_entry, values_of
from index.indexing.noting_writer import NotingWriter
from index.indexing.statistics.index_statistics import IndexStatistics
from index.model.change import change_to_json
from index.model.entry import Entry
from index.model.errors import AmendError, EngineUnavailableError

_LOOKED_UP = 200
"""Entries that are looked up at a time when others replace or remove them."""


class OpenSearchWriter(NotingWriter):
    """Builds one generation at a location; see `index.indexing.writer.Writer`.

    An amended generation is a clone of the live one, made of hard links, that is then changed. No
    reader sees it before the alias names it.
    """

    def __init__(
        self,
        cluster: OpenSearchCluster,
        progress: ProgressCallback = ignore_progress,
        *,
        amend: bool = False,
    ) -> None:
        self._cluster = cluster
        self._progress = progress
        self._amend = amend
        self._stack = ExitStack()
        self._lock = PublishingLock(cluster)
        self._statistics = IndexStatistics()
        self._added: set[str] = set()
        self._count = 0

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            self._lock.acquire()
            stack.callback(self._lock.release)
            state = read_state(self._cluster)
            self._before = state.live
            delete_superseded(self._cluster)
            self._index = next_generation(self._cluster, state)
            if self._amend:
                self._clone()
            else:
                settings = self._cluster.settings
                body = index_body(settings.shards, settings.replicas)
                self._cluster.make_index(f"/{self._index}", body)
            self._bulk = BulkWriter(self._cluster, self._index, self._lock.renew)
            self._stack = stack.pop_all()
        return self

    def add(self, entries: Iterable[Entry]) -> int:
        """Add the entries and return how many. The last of several with one id counts."""
        count = 0
        for several in _several(entries):
            known = several if self._amend else [e for e in several if e.id in self._added]
            self._subtract([entry.id for entry in known])
            for entry in _last_of_each_id(several):
                values = values_of(entry)
                self._bulk.put(entry.id, source_of(values))
                self._statistics.add(entry, values.spelt)
                self._added.add(entry.id)
            count += len(several)
            self._count += len(several)
            self._progress("indexing", self._count, 0)
        return count

    def remove(self, ids: Iterable[str]) -> None:
        """Remove the entries with these ids; unknown ids are ignored."""
        for several in _several(ids):
            self._subtract(several)
            for id in several:
                self._bulk.delete(id)
                self._added.discard(id)

    def withdraw(self, ids: Iterable[str]) -> None:
        """Note ids that lead to no entry any more."""
        self._statistics.withdraw(ids)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._stack:
            try:
                if error is None:
                    self._publish()
                    return
            except BaseException:
                self._abandon()
                raise
            self._abandon()

    def _clone(self) -> None:
        """Begin with everything that the live generation has. Raises AmendError."""
        if not self._before:
            raise AmendError(f"nothing to amend: no generation is live at {self._cluster.location}")
        if self._cluster.health(self._before) == "red":
            raise AmendError(f"nothing to amend: shards of {self._before} are missing")
        read = partial(read_bytes, self._cluster, self._before)
        try:
            self._statistics = IndexStatistics.of_texts(read, format_fingerprint())
        except FileNotFoundError as error:
            raise AmendError(f"nothing to amend: {error}") from error
        settings = {"index.blocks.write": None, "index.refresh_interval": "-1"}
        path = f"/{self._before}/_clone/{self._index}"
        self._cluster.make_index(path, {"settings": settings})
        if not wait_until(lambda: self._cluster.health(self._index) in ("yellow", "green"), 120):
            raise self._cluster.unavailable(f"does not make a copy of {self._before}")

    def _subtract(self, ids: Sequence[str]) -> None:
        """Take the entries with these ids, as far as there are any, out of the statistics."""
        for entry in self._stored(ids) if ids else ():
            self._statistics.remove(entry, values_of(entry).spelt)

    def _stored(self, ids: Sequence[str]) -> Iterator[Entry]:
        """Yield the entries with these ids as the new generation has them now."""
        self._bulk.flush()
        for start in range(0, len(ids), _LOOKED_UP):
            wanted = list(dict.fromkeys(ids[start : start + _LOOKED_UP]))
            body = {"ids": wanted}
            found = self._cluster.read("POST", f"/{self._index}/_mget", body, _source="entry")
            for one in self._all_of(found):
                yield stored_entry(one["_source"]["entry"])

    def _all_of(self, found: Any) -> Iterator[dict[str, Any]]:
        """Yield the entries of an answer to _mget. Raises EngineUnavailableError for a failure."""
        if found is None:
            raise self._cluster.unavailable(f"has lost {self._index}; nothing was published")
        for one in found["docs"]:
            if "error" in one:
                kind = one["error"]["type"]
                raise self._cluster.unavailable(f"cannot read {one['_id']} ({kind})")
            if one["found"]:
                yield one

    def _publish(self) -> None:
        self._bulk.flush()
        withdrawn = sorted(self._statistics.withdrawn)
        held = {entry.id for entry in self._stored(withdrawn)}
        texts = self._statistics.texts(
            [id for id in withdrawn if id not in held], format_fingerprint()
        )
        texts[NEWS] = json.dumps([change_to_json(change) for change in self._news])
        if noted := self._provenance(self._statistics.entries):
            texts[PROVENANCE] = json.dumps(asdict(noted))
        write_texts(self._cluster, self._index, texts)
        Publication(self._cluster, self._index, self._lock).make_live(self._statistics.entries)
        with suppress(EngineUnavailableError, RequestRefusedError):  # the next publication does it
            delete_superseded(self._cluster)

    def _abandon(self) -> None:
        """Remove what was built; what cannot be reached now is swept by the next publication."""
        with suppress(EngineUnavailableError, RequestRefusedError):
            if read_state(self._cluster).live != self._index:
                delete_indices(self._cluster, (self._index,))


_T = TypeVar("_T")


def _several(every: Iterable[_T]) -> Iterator[list[_T]]:
    rest = iter(every)
    while several := list(islice(rest, _LOOKED_UP)):
        yield several


def _last_of_each_id(entries: Iterable[Entry]) -> Iterable[Entry]:
    """Return the entries without those that a later one of the same id replaces."""
    return {entry.id: entry for entry in entries}.values()


def format_fingerprint() -> str:
    """Return a text that differs when entries of two writers cannot share an index."""
    return f"{indexing_fingerprint()} opensearch {FORMAT}"
