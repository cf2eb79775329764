"""Duplicates: one page under two addresses, with and without its heading, is one entry."""

from __future__ import annotations

import hashlib
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


def merge_duplicate(first: Entry, copy: Entry) -> Entry:
    """Return the first of two copies with the other's ids as aliases and the sources of both.

    It takes the copy's title when its own was only made from the text.
    """
    original = first.original
    if original.title == opening(original.text):
        original = replace(original, title=copy.original.title)
    return replace(
        first,
        versions=(original, *first.versions[1:]),
        countries=tuple(dict.fromkeys((*first.countries, *copy.countries))),
        places=tuple({place.id: place for place in (*copy.places, *first.places)}.values()),
        people=tuple({person.id: person for person in (*copy.people, *first.people)}.values()),
        aliases=(*first.aliases, copy.id, *copy.aliases),
        sources=tuple(dict.fromkeys((*first.sources, *copy.sources))),
    )
