"""The unread passages that wait at the desk, and what is decided of one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from index.model.entry import Entry
from index.publishing.unread_text import UnreadPassage, with_passage
from index.reading.account import line_id
from index.store.corrections import NOTHING, Correction
from index.text.folding import letters_of


@dataclass(frozen=True, slots=True)
class WaitingPassage:
    """A passage of which nothing is decided; of the same one on several pages, the first."""

    key: str
    found: UnreadPassage
    pages: int
    """On how many pages it is."""


_id, _letters = lru_cache(1 << 15)(line_id), lru_cache(1 << 15)(letters_of)
"""Asked for each line at each request."""


def waiting_passages(
    found: Iterable[UnreadPassage], corrections: Sequence[Correction]
) -> Mapping[str, WaitingPassage]:
    """Return the passages that wait, by key, in their order.

    A line is decided when a correction says that nothing is to be taken of it, or gives a text that
    has it. What is decided is left out of the passages that have it beside other lines.
    """
    nothing = {row.id for row in corrections if row.field == "unread"}
    taken = "\n".join(letters_of(row.value) for row in corrections if row.field == "text")
    waiting: dict[str, WaitingPassage] = {}
    for each in found:
        lines = tuple(
            line
            for line in each.passage.lines
            if _id(line) not in nothing and _letters(line) not in taken
        )
        if not lines:
            continue
        key = hashlib.sha256("\n".join(map(_letters, lines)).encode()).hexdigest()[:16]
        if known := waiting.get(key):
            waiting[key] = replace(known, pages=known.pages + 1)
        else:
            passage = replace(each.passage, lines=lines)
            waiting[key] = WaitingPassage(key, replace(each, passage=passage), 1)
    return waiting


def nothing_to_take(passage: WaitingPassage, who: str, why: str) -> tuple[Correction, ...]:
    """Return the corrections that say so of each of its lines, wherever they stand."""
    ids = dict.fromkeys(map(line_id, passage.found.passage.lines))
    return tuple(Correction(0, id, "unread", NOTHING, who, why) for id in ids)


def belongs_to(entry: Entry, passage: WaitingPassage, who: str, why: str) -> tuple[Correction, ...]:
    """Return the correction that gives an entry its text with the passage."""
    text = with_passage(entry.original, passage.found.passage)
    return (Correction(0, entry.id, "text", text, who, why),)
