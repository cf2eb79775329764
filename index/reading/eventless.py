"""Entries without an event: notices of a service, and items that nothing dates or places."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.model.entry import Entry
from index.model.page import RawEntry
from index.reading.layouts.line.letter_folding import fold_letters
from index.text.lexicon.regexes import patterns

_NOTICE = re.compile(rf"\b(?:{patterns(lambda words: words.layouts.notices)})")
_LONGEST_NOTICE = 800
"""Letters of the longest notice; chosen by hand."""
_OPENING = 300
"""Letters of a text in which a notice says what it is about; chosen by hand."""


def without_eventless(raws: Sequence[RawEntry], entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the entries of a page; none when it is a notice, or a row of texts about no event.

    A notice is one short text that says that a service is closed, and names nobody and no country.
    Of items without any date at least half name one or the other.
    """
    if len(raws) == 1 and raws[0].layout == "single" and _is_notice(raws[0], entries[0]):
        return ()
    is_undated = all(entry.dates.start is None for entry in entries)
    if is_undated and raws and all(raw.layout == "repeated" for raw in raws):
        named = sum(map(_names_anything, entries))
        return tuple(entries) if named * 2 >= len(entries) else ()
    return tuple(entries)


def _is_notice(raw: RawEntry, entry: Entry) -> bool:
    if _names_anything(entry) or raw.link or len(raw.text) > _LONGEST_NOTICE:
        return False
    return _NOTICE.search(fold_letters(f"{raw.heading} {raw.text[:_OPENING]}")) is not None


def _names_anything(entry: Entry) -> bool:
    return bool(entry.countries or entry.people)
