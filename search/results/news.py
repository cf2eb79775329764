"""News: what publications changed, as readers follow it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from index.model.change import ENDINGS, Change


@dataclass(frozen=True, slots=True)
class NewsItem:
    """Everything that one publication changed of one entry."""

    id: str
    """That the entry had then; it may lead to another one now."""
    time: datetime
    changes: tuple[Change, ...]
    """At least one."""

    @property
    def is_ending(self) -> bool:
        """Return whether no entry had the id after this."""
        return self.changes[-1].kind in ENDINGS


def news_items(changes: Iterable[Change], withdrawn: Container[str]) -> tuple[NewsItem, ...]:
    """Return the items of these changes, which are in the order newest first.

    Of an entry that is withdrawn now only its endings are left, which have no text.
    """
    told = (change for change in changes if change.is_news)
    grouped = groupby(told, key=lambda change: (change.time, change.id))
    items = (NewsItem(id, time, tuple(group)) for (time, id), group in grouped)
    return tuple(item for item in items if item.is_ending or item.id not in withdrawn)


def latest_items(items: Sequence[NewsItem]) -> tuple[tuple[str, NewsItem], ...]:
    """Return the newest item of each entry, newest first, with the id that the entry had first."""
    renamed = [
        change
        for item in items
        for change in item.changes
        if any(part.part == "id" for part in change.parts)
    ]
    latest: dict[str, NewsItem] = {}
    for item in items:
        latest.setdefault(first_id(item.id, renamed), item)
    return tuple(latest.items())


def first_id(id: str, changes: Iterable[Change]) -> str:
    """Return the id that an entry had first, going back through changes, the newest first."""
    for change in changes:
        if change.id == id:
            id = next((part.before for part in change.parts if part.part == "id"), id)
    return id
