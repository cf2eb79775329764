"""People's translations: what one publishing shows of them, beside what was shown before.

The memory is keyed by the words of a paragraph. When these change on the City's page, a person's
translation would be found by nobody, so it is noted of which entry it was shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from index.model.entry import READING_LANGUAGES, Entry
from index.store.published_ids import PeoplesTranslation, PublishedIds, TranslatedState
from index.store.translation_memory import Memory
from index.translation.outdated import recall_outdated
from index.translation.recall import Recalled, recall_version


class PeoplesTranslations:
    """Translates the entries of one publishing, and notes what it shows of people's."""

    def __init__(self, published: PublishedIds, memory: Memory) -> None:
        self._memory = memory
        self._before = published.translated()
        self._now: dict[str, dict[str, PeoplesTranslation]] = {}
        self._old: list[str] = []

    def translate(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """Yield the entries in order, with the translations that the memory has.

        An outdated translation by a person comes before one in which a machine has a part.
        """
        for entry in entries:
            known = [id for id in (entry.id, *entry.aliases) if id in self._before]
            self._old += known
            states = {
                language: replace(each, state="unused")
                for id in reversed(known)
                for language, each in self._before[id].items()
            }
            made = []
            for language in READING_LANGUAGES:
                if entry.version(language) is not None:  # the City has translated it
                    states.pop(language, None)
                elif recalled := self._recall(entry, language, known):
                    version = recalled.version
                    made.append(version)
                    if version.origin == "human":
                        state: TranslatedState = "outdated" if version.outdated else "shown"
                        states[language] = PeoplesTranslation(state, recalled.segments)
            if states:
                self._now[entry.id] = states
            yield replace(entry, versions=(*entry.versions, *made)) if made else entry

    def record(self, published: PublishedIds) -> None:
        """Store what was noted, inside `Store.change`."""
        published.record_translated(self._now, self._old)

    def _recall(self, entry: Entry, language: str, known: Sequence[str]) -> Recalled | None:
        memory = self._memory
        recalled = recall_version(entry, language, memory.recall)
        if recalled is not None and recalled.version.origin == "human":
            return recalled
        for id in known:
            before = self._before[id].get(language)
            if before and before.segments:
                outdated = recall_outdated(
                    entry, language, before.segments, memory.by_person, memory.recall
                )
                if outdated:
                    return outdated
        return recalled
