"""The texts of a generation: figures, labels, words, news, provenance.

They lie in its index beside the entries, as documents of which nothing is searched.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from index.indexing.engines.opensearch.connection import OpenSearchCluster
from index.indexing.statistics.index_statistics import COUNTS, FACTS, WORDS
from index.model.change import Change, change_from_json

PROVENANCE, NEWS = "provenance.json", "news.json"
"""Texts beside those of `IndexStatistics`."""
_NAMES = (COUNTS, FACTS, WORDS, PROVENANCE, NEWS)
_PART = 2_000_000
"""Characters of a text that go into one document."""


def write_texts(cluster: OpenSearchCluster, index: str, texts: Mapping[str, str]) -> None:
    """Write the texts of a generation in the place of those that it has."""
    for name in _NAMES:
        text = texts.get(name)
        parts = [] if text is None else [text[n : n + _PART] for n in range(0, len(text), _PART)]
        if text == "":
            parts = [""]
        found = cluster.read("GET", _path(index, name, 0), _source_includes="parts")
        before = found["_source"]["parts"] if found else 0
        for number, part in enumerate(parts):
            cluster.write("PUT", _path(index, name, number), {"text": part, "parts": len(parts)})
        for number in range(len(parts), before):
            cluster.write("DELETE", _path(index, name, number))


def read_text(cluster: OpenSearchCluster, index: str, name: str) -> str:
    """Return a text of a generation. Raises FileNotFoundError when it has none of this name."""
    parts: list[str] = []
    while True:
        found = cluster.read("GET", _path(index, name, len(parts)))
        if found is None:
            raise FileNotFoundError(f"{index} has no {name}")
        parts.append(found["_source"]["text"])
        if len(parts) == found["_source"]["parts"]:
            return "".join(parts)


def read_bytes(cluster: OpenSearchCluster, index: str, name: str) -> bytes:
    """Return a text of a generation as UTF-8. Raises FileNotFoundError as `read_text` does."""
    return read_text(cluster, index, name).encode()


def read_json(cluster: OpenSearchCluster, index: str, name: str) -> object:
    """Return a text that is JSON; None when there is none of this name."""
    try:
        return json.loads(read_text(cluster, index, name))
    except FileNotFoundError:
        return None


def read_news(cluster: OpenSearchCluster, index: str) -> tuple[Change, ...]:
    """Return the last changes that were noted of a generation, newest first."""
    noted = read_json(cluster, index, NEWS)
    return tuple(map(change_from_json, noted if isinstance(noted, list) else ()))


def _path(index: str, name: str, number: int) -> str:
    return f"/{index}/_doc/text:{name}:{number}"
