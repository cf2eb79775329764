"""The translations that the archive lacks, and which of them a translator is to be asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from index.model.entry import Entry, Version
from index.store.source_keys import source_hash
from index.store.translation_memory import Memory
from index.translation.protected_spans import EntryNames, names_of
from index.translation.protection import has_words
from index.translation.recall import segments_of
from index.translation.translators.translator import Translator


@dataclass(frozen=True, slots=True)
class MissingSegment:
    """A title or paragraph to translate, and the names that must not change in it."""

    source: str
    source_language: str
    target_language: str
    names: EntryNames


@dataclass(slots=True)
class Missing:
    """The segments to translate, and how many are left out."""

    segments: list[MissingSegment] = field(default_factory=list)
    known: int = 0
    """Translated already."""
    rejected: int = 0
    """Translated before, but not well enough."""
    failed: int = 0
    later: int = 0
    """Pending, but not due yet."""
    unsupported: int = 0
    """Entries without a language from which the translator can translate."""


def find_missing(
    entries: Iterable[Entry],
    memory: Memory,
    translator: Translator,
    into: Collection[str],
    *,
    again: bool = False,
) -> Missing:
    """List what the entries lack in the languages `into`, each text once, in the entries' order.

    What was rejected or failed before is left out, unless `again`; what a person has rejected is
    always left out.
    """
    missing = Missing()
    seen: set[tuple[str, str, str]] = set()
    for entry in entries:
        for language in into:
            if entry.version(language) is not None:
                continue
            version = _original(entry, language, translator)
            if version is None:
                missing.unsupported += 1
                continue
            for source in filter(has_words, segments_of(version)):
                key = source_hash(source), version.language, language
                if key not in seen:
                    seen.add(key)
                    segment = MissingSegment(source, version.language, language, names_of(entry))
                    _sort(segment, missing, memory, translator, again)
    return missing


def is_chosen(entry: Entry, countries: Collection[str], years: Collection[int]) -> bool:
    """Return whether an entry is of one of the countries and one of the years, of those given."""
    wanted = {code.upper() for code in countries}
    if wanted and not wanted & set(entry.countries):
        return False
    start, end = entry.dates.start, entry.dates.end
    return not years or bool(
        start and end and any(start.year <= year <= end.year for year in years)
    )


def _original(entry: Entry, language: str, translator: Translator) -> Version | None:
    return next(
        (
            version
            for version in entry.versions
            if version.origin == "published" and translator.supports(version.language, language)
        ),
        None,
    )


def _sort(
    segment: MissingSegment, missing: Missing, memory: Memory, translator: Translator, again: bool
) -> None:
    languages = segment.source_language, segment.target_language
    if memory.recall(segment.source, *languages):
        missing.known += 1
        return
    model = translator.model(*languages)
    before = memory.attempt(segment.source, *languages, translator.name, model)
    if before is None or (again and not before.is_rejected_by_person):
        missing.segments.append(segment)
    elif before.status == "pending":
        if before.next_try is None or before.next_try <= datetime.now(UTC):
            missing.segments.append(segment)
        else:
            missing.later += 1
    elif before.status == "rejected":
        missing.rejected += 1
    else:
        missing.failed += 1
