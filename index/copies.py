"""One page under two addresses, with and without its heading, is one entry."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from index.entry import Entry
from index.folding import fold
from index.titles import title_of

_SHORTEST = 40
"""Letters a text needs before its sameness says anything."""


def merge_copies(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Merge entries of the same text, language and dates, in the order of the first of each.

    The first keeps its id and answers to the others'; the first title that is not just the
    text's beginning is kept. The same sentence about another date is another event.
    """
    kept: dict[object, Entry] = {}
    for entry in entries:
        text = "".join(c for c in fold(entry.original.text) if c.isalnum())
        key: object = (text, entry.original.language, entry.dates.start, entry.dates.end)
        if len(text) < _SHORTEST:
            key = entry.id
        kept[key] = _merge(kept[key], entry) if key in kept else entry
    return tuple(kept.values())


def _merge(first: Entry, copy: Entry) -> Entry:
    if any(source in first.sources for source in copy.sources):
        return replace(first, aliases=(*first.aliases, copy.id, *copy.aliases))
    original = first.original
    if original.title == title_of(original.text):
        original = replace(original, title=copy.original.title)
    return replace(
        first,
        versions=(original, *first.versions[1:]),
        countries=tuple(dict.fromkeys((*first.countries, *copy.countries))),
        aliases=(*first.aliases, copy.id, *copy.aliases),
        sources=(*first.sources, *copy.sources),
    )
