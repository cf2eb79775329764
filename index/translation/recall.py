"""Recall: versions from the translation memory for languages that an entry lacks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from index.model.entry import READING_LANGUAGES, UNDETERMINED, Entry, Version
from index.store.translation_memory import Translation
from index.text.titles import opening

Recall = Callable[[str, str, str], Translation | None]
"""Takes a source text, its language and the target's; returns the translation to show, or None."""


def translate_entries(entries: Iterable[Entry], recall: Recall) -> Iterator[Entry]:
    """Yield the entries in order, with the translations that the memory has.

    A version is added only when its title and every paragraph are translated. It is a machine's
    when any paragraph is. Text of undetermined language is never translated.
    """
    for entry in entries:
        made = [
            version
            for language in READING_LANGUAGES
            if entry.version(language) is None
            and (version := _translation_of(entry, language, recall))
        ]
        yield replace(entry, versions=(*entry.versions, *made)) if made else entry


def segments_of(version: Version) -> tuple[str, ...]:
    """Return the title and the paragraphs, which are translated one by one.

    A title that only repeats the beginning of the text is left out.
    """
    paragraphs = tuple(version.text.split("\n\n")) if version.text else ()
    return paragraphs if _lacks_title(version) else (version.title, *paragraphs)


def _translation_of(entry: Entry, language: str, recall: Recall) -> Version | None:
    for source in entry.versions:
        if source.language != UNDETERMINED:
            parts = _parts(source, language, recall)
            if parts:
                return _version_of(parts, language, has_title=not _lacks_title(source))
    return None


def _lacks_title(version: Version) -> bool:
    return bool(version.text) and version.title == opening(version.text)


def _parts(source: Version, language: str, recall: Recall) -> tuple[Translation, ...]:
    """Return the translation of each segment; empty when one is missing.

    A segment without letters ("* * *") is its own translation.
    """
    parts = []
    for segment in segments_of(source):
        part = recall(segment, source.language, language)
        if part is None and not any(map(str.isalpha, segment)):
            part = Translation(source.language, segment, language, segment, "human")
        if part is None:
            return ()
        parts.append(part)
    return tuple(parts)


def _version_of(parts: tuple[Translation, ...], language: str, *, has_title: bool) -> Version:
    machine = next((part for part in parts if part.origin == "machine"), None)
    text = "\n\n".join(part.target for part in parts[has_title:])
    title = parts[0].target if has_title else opening(text)
    day = max((part.day for part in parts if part.day), default=None)
    if machine is None:
        return Version(language, title, text, "human", day=day)
    return Version(
        language,
        title,
        text,
        "machine",
        engine=machine.engine,
        model=machine.model or None,
        day=day,
    )
