"""Pages of a city that are edited, and what identity makes of their entries each time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import pytest

from index.model.entry import Entry
from index.model.page import Page
from index.publishing.identity.id_resolver import resolve_ids
from index.publishing.identity.remembered_joins import remembered_joins, with_joins
from index.publishing.identity.successors import successors
from index.store.published_ids import PublishedId

ROOT = "http://www.comune.torino.it/relint"
NOW = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
FRAME = (
    '<html lang="{language}"><body><h1>{title}</h1><h2>{month}</h2><ul>{items}</ul></body></html>'
)


@dataclass
class City:
    """Two pages, `en` and `it`, each with the items of a list: heading and text."""

    published: Callable[[Iterable[Page]], tuple[Entry, ...]]
    items: dict[str, list[tuple[str, str]]]
    rows: dict[str, PublishedId] = field(default_factory=dict)
    entries: tuple[Entry, ...] = ()

    def publish(self) -> City:
        """Publish the pages as they are now, after what was recorded before."""
        read = list(self.published(self.page(language) for language in self.items))
        known = tuple(self.rows[id] for id in sorted(self.rows))
        others = successors(read, known)
        read = [others.get(index, entry) for index, entry in enumerate(read)]
        read = list(with_joins(read, remembered_joins(read, known)))
        resolution = resolve_ids(read, known)
        self.rows |= {row.id: row for row in resolution.records}
        self.entries = tuple(resolution.apply(read))
        return self

    def page(self, language: str) -> Page:
        english = language == "en"
        items = (f"<li><h3>{head}</h3><p>{text}</p></li>" for head, text in self.items[language])
        html = FRAME.format(
            language=language,
            title="International Relations" if english else "Relazioni internazionali",
            month="2007 May" if english else "Maggio 2007",
            items="".join(items),
        )
        folder = "inglese/" if english else ""
        url = f"{ROOT}/{folder}archivio/2007/maggiogiugno/index.shtml"
        return Page(url, NOW, "text/html", html.encode(), None)

    def edit(self, language: str, old: str, new: str) -> City:
        """Replace some words of the items of a page, which must have them, and publish."""
        before = self.items[language]
        self.items[language] = [tuple(part.replace(old, new) for part in item) for item in before]
        assert self.items[language] != before
        return self.publish()

    def withdraw(self, id: str) -> City:
        self.rows[id] = replace(self.rows[id], state="withdrawn")
        return self.publish()

    def leads_to(self) -> Mapping[str, str]:
        """The id of the entry that each id leads to."""
        return {id: entry.id for entry in self.entries for id in (entry.id, *entry.aliases)}


@pytest.fixture
def city(published) -> Callable[..., City]:
    """Publish items, of which each language has a list."""

    def make(**items: list[tuple[str, str]]) -> City:
        return City(published, items).publish()

    return make
