"""Duplicates: one text under two addresses, or a page and what lists say of it, is one entry."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace

from index.model.entry import Entry
from index.text.folding import fold, letters_of
from index.text.titles import opening

_WORDS = re.compile(r"[^\W_]+")
_MIN_WORDS, _MIN_TITLE = 4, 25
"""Words and letters from which the title of a day is that of one event; chosen by hand."""
_BEGINNING = 24
"""Letters of a text that tell events with a short title apart; chosen by hand."""
_MIN_LETTERS = 40
"""Letters and digits below which two texts may be equal by chance; chosen by hand."""


def duplicate_key(entry: Entry) -> bytes | None:
    """Return a hash of text, language and dates, equal for copies of one entry.

    None when the text is too short to tell. The dates count since the same sentence about another
    date is another event.
    """
    text = letters_of(entry.original.text)
    if len(text) < _MIN_LETTERS:
        return None
    dates = f"{entry.dates.start}/{entry.dates.end}"
    return hashlib.sha256(f"{entry.original.language} {dates} {text}".encode()).digest()


def title_key(entry: Entry) -> bytes | None:
    """Return a hash of title, language and days, equal for a page and what a list says of it.

    None for an entry without days or without a title of its own. A short title, which two events
    of one day may have, counts with the beginning of the text.
    """
    version, dates = entry.original, entry.dates
    if dates.precision != "day" or not version.title or version.title == opening(version.text):
        return None
    words = _WORDS.findall(fold(version.title))
    name = " ".join(words)
    if len(words) < _MIN_WORDS or len(name) < _MIN_TITLE:
        beginning = "".join(_WORDS.findall(fold(version.text)))[:_BEGINNING]
        if len(beginning) < _BEGINNING:
            return None
        name = f"{name} {beginning}"
    key = f"2 {version.language} {dates.start}/{dates.end} {name}"
    return hashlib.sha256(key.encode()).digest()


def merge_duplicate(first: Entry, *copies: Entry) -> Entry:
    """Return the first of some copies with the others' ids as aliases and the sources of all.

    It takes the title of a copy when its own was only made from the text, and the text of the copy
    that says more: a list has only the beginning of what a page has. All copies are merged at once:
    one after the other would take time with the square of their number.
    """
    original = first.original
    made = opening(original.text)
    title = next((t for t in (e.original.title for e in (first, *copies)) if t != made), made)
    if copies:
        longest = max((first, *copies), key=lambda entry: _letters(entry.original.text)).original
        if _letters(longest.text) > _letters(original.text):
            original = replace(longest, language=original.language)
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


def _letters(text: str) -> int:
    return sum(map(len, _WORDS.findall(text)))


def merged_pages(entries: Sequence[Entry]) -> tuple[str, ...]:
    """Return what `Entry.pages` of the merged entry is: () when its sources say the same."""
    read = dict.fromkeys(url for entry in entries for url in entry.read_from)
    published = {source.url for entry in entries for source in entry.sources}
    return () if read.keys() == published else tuple(read)
