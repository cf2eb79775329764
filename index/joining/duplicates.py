"""Duplicates: one page under two addresses, with and without its heading, is one entry."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from index.model.entry import Entry
from index.text.folding import fold
from index.text.titles import opening

_MIN_LETTERS = 40
"""Letters and digits below which two texts may be equal by chance; chosen by hand."""


def duplicate_key(entry: Entry) -> bytes | None:
    """Return a hash of text, language and dates, equal for copies of one entry.

    None when the text is too short to tell. The dates count since the same sentence about another
    date is another event.
    """
    text = "".join(c for c in fold(entry.original.text) if c.isalnum())
    if len(text) < _MIN_LETTERS:
        return None
    dates = f"{entry.dates.start}/{entry.dates.end}"
    return hashlib.sha256(f"{entry.original.language} {dates} {text}".encode()).digest()


def merge_duplicate(first: Entry, *copies: Entry) -> Entry:
    """Return the first of some copies with the others' ids as aliases and the sources of all.

    It takes the title of a copy when its own was only made from the text. All copies are merged at
    once: one after the other would take time with the square of their number.
    """
    original = first.original
    made = opening(original.text)
    title = next((t for t in (e.original.title for e in (first, *copies)) if t != made), made)
    latest_first = (*reversed(copies), first)
    return replace(
        first,
        versions=(replace(original, title=title), *first.versions[1:]),
        countries=tuple(dict.fromkeys(code for e in (first, *copies) for code in e.countries)),
        places=tuple({place.id: place for e in latest_first for place in e.places}.values()),
        people=tuple({person.id: person for e in latest_first for person in e.people}.values()),
        aliases=(*first.aliases, *(id for e in copies for id in (e.id, *e.aliases))),
        sources=tuple(dict.fromkeys(source for e in (first, *copies) for source in e.sources)),
        pages=merged_pages((first, *copies)),
    )


def merged_pages(entries: Sequence[Entry]) -> tuple[str, ...]:
    """Return what `Entry.pages` of the merged entry is: () when its sources say the same."""
    read = dict.fromkeys(url for entry in entries for url in entry.read_from)
    published = {source.url for entry in entries for source in entry.sources}
    return () if read.keys() == published else tuple(read)
