"""One page under two addresses, with and without its heading, is one entry."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from index.model.entry import Entry
from index.text.folding import fold
from index.text.titles import opening

_MIN_LETTERS = 40
"""Letters a text needs before its sameness says anything."""


def duplicate_key(entry: Entry) -> bytes | None:
    """What copies of one entry share: text, language and dates; None when the text is too short.

    The same sentence about another date is another event.
    """
    text = "".join(c for c in fold(entry.original.text) if c.isalnum())
    if len(text) < _MIN_LETTERS:
        return None
    dates = f"{entry.dates.start}/{entry.dates.end}"
    return hashlib.sha256(f"{entry.original.language} {dates} {text}".encode()).digest()


def merge_duplicate(first: Entry, copy: Entry) -> Entry:
    """The first of two copies, which answers to the other's id and tells both sources.

    It takes the copy's title when its own is only the text's beginning.
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
