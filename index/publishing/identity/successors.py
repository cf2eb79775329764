"""Successors: other events under the heading, the date and the address of one that was published.

They are read with its id, which is made of just these. So that they inherit nothing, they are read
with an id of their own instead; when the first event comes back, it has its own again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import product

from index.model.entry import Entry
from index.publishing.identity.entry_likeness import SAME_TEXT, is_another
from index.publishing.identity.entry_traits import Traits, traits_from_text, traits_of
from index.store.published_ids import PublishedId
from index.text.sketches import similarity, sketch_of

_SIGN = "u"
"""Between an id and the number of a successor; no suffix of an id has this letter."""
_SUCCESSOR = re.compile(rf"{_SIGN}\d+\Z")


def successors(entries: Iterable[Entry], known: Iterable[PublishedId]) -> dict[int, Entry]:
    """Return the entries that are another event than their id, with an id of their own, by index.

    An entry is compared with what rows remember of its id. What is withdrawn stays so, whatever
    stands in its place.
    """
    rows = {row.id: row for row in known if row.traits and row.state != "withdrawn"}
    found: dict[int, Entry] = {}
    for index, entry in enumerate(entries if rows else ()):
        ids = (entry.id, *entry.aliases)
        own = tuple(_id_of(entry, id, rows) if id in rows else id for id in ids)
        if own != ids:
            found[index] = replace(entry, id=own[0], aliases=own[1:])
    return found


def root_of(id: str) -> str:
    """Return the id that a successor is read with; any other id is its own."""
    return _SUCCESSOR.sub("", id)


def next_successor(id: str) -> str:
    """Return the id of the next event in the place of one with this id."""
    root = root_of(id)
    number = int(id.removeprefix(f"{root}{_SIGN}")) if root != id else 0
    return f"{root}{_SIGN}{number + 1}"


def _id_of(entry: Entry, id: str, rows: Mapping[str, PublishedId]) -> str:
    """Return the id of an entry that is read with this one: its own, or that of a successor."""
    parts = traits_from_text(rows[id].traits)
    if similarity(parts[0].text, sketch_of(entry.original.text)) >= SAME_TEXT:
        return id  # most are; the other traits take time
    versions = tuple(traits_of(entry))
    while _are_others(parts, versions):
        id = next_successor(id)
        if id not in rows:
            break
        parts = traits_from_text(rows[id].traits)
    return id


def _are_others(parts: Iterable[Traits], versions: Iterable[Traits]) -> bool:
    return all(is_another(part, version) for part, version in product(parts, versions))
