"""People's translations: of which entries they are shown, and of which they are not any more.

The memory is keyed by the words of a paragraph. When these change on the City's page, a person's
translation stays in the memory and is found by nobody, so it is noted here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from index.model.entry import Entry
from index.store.published_ids import PublishedIds, TranslatedState


class PeoplesTranslations:
    """What one publishing shows, beside what was shown before."""

    def __init__(self, before: Mapping[str, Mapping[str, TranslatedState]]) -> None:
        """`before` is what is recorded, by the ids of the entries."""
        self._before = before
        self._now: dict[str, dict[str, TranslatedState]] = {}
        self._old: list[str] = []

    def note(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """Yield the entries as they are, and note their translations by people."""
        for entry in entries:
            known = [id for id in (entry.id, *entry.aliases) if id in self._before]
            states: dict[str, TranslatedState] = {
                language: "unused" for id in known for language in self._before[id]
            }
            for version in entry.versions:
                if version.origin == "published":  # the City has translated it
                    states.pop(version.language, None)
                elif version.origin == "human":
                    states[version.language] = "shown"
            self._old += known
            if states:
                self._now[entry.id] = states
            yield entry

    def record(self, published: PublishedIds) -> None:
        """Store what was noted, inside `Store.change`."""
        published.record_translated(self._now, self._old)
