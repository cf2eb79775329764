"""Recall: versions from the translation memory for languages that an entry lacks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from index.model.entry import READING_LANGUAGES, UNDETERMINED, Entry, Version
from index.store.source_keys import source_hash
from index.store.stored_translation import Translation
from index.text.current_profile import current_profile
from index.text.titles import opening

ROUGH_TRANSLATORS = frozenset({"apertium"})
"""Those whose texts are wrong or only give the gist more often than not (MEASURED)."""

Recall = Callable[[str, str, str], Translation | None]
"""Takes a source text, its language and the target's; returns the translation to show, or None."""


@dataclass(frozen=True, slots=True)
class Recalled:
    """A version from the memory."""

    version: Version
    segments: tuple[str, ...]
    """The `source_hash` of what was translated: of the title, "" without one, then of each
    paragraph."""


def translate_entries(entries: Iterable[Entry], recall: Recall) -> Iterator[Entry]:
    """Yield the entries in order, with the translations that the memory has of their texts."""
    for entry in entries:
        made = [
            recalled.version
            for language in READING_LANGUAGES
            if entry.version(language) is None
            and (recalled := recall_version(entry, language, recall))
        ]
        yield replace(entry, versions=(*entry.versions, *made)) if made else entry


def recall_version(entry: Entry, language: str, recall: Recall) -> Recalled | None:
    """Return the version of an entry in a language; None when the memory lacks a part of it.

    Its title and every paragraph must be translated. It is a machine's when any paragraph is. Text
    of undetermined language is never translated.
    """
    for source in entry.versions:
        if source.language != UNDETERMINED:
            parts = _parts(source, language, recall)
            if parts:
                return made_of(parts, has_title=not lacks_title(source))
    return None


def segments_of(version: Version) -> tuple[str, ...]:
    """Return the title and the paragraphs, which are translated one by one.

    A title that only repeats the beginning of the text is left out.
    """
    paragraphs = tuple(version.text.split("\n\n")) if version.text else ()
    return paragraphs if lacks_title(version) else (version.title, *paragraphs)


def lacks_title(version: Version) -> bool:
    """Return whether the title of a version is not among its segments."""
    return bool(version.text) and version.title == opening(version.text)


def own_translation(segment: str, source_language: str, language: str) -> Translation | None:
    """Return a segment without letters ("* * *") as its own translation; None for others."""
    if any(map(str.isalpha, segment)):
        return None
    return Translation(source_language, segment, language, segment, "human")


def made_of(parts: Sequence[Translation], *, has_title: bool) -> Recalled:
    """Return the version that these translations make, the title's first when there is one."""
    language = parts[0].target_language
    machine = next((part for part in parts if part.origin == "machine"), None)
    text = "\n\n".join(part.target for part in parts[has_title:])
    title = parts[0].target if has_title else opening(text)
    day = max((part.day for part in parts if part.day), default=None)
    hashes = tuple(source_hash(part.source) for part in parts)
    return Recalled(
        Version(language, title, text, "human", day=day)
        if machine is None
        else Version(
            language,
            title,
            text,
            "machine",
            translator=machine.translator,
            model=machine.model or None,
            day=day,
            rough=_is_rough(parts),
        ),
        hashes if has_title else ("", *hashes),
    )


def _is_rough(parts: Iterable[Translation]) -> bool:
    """Return whether a rough translator made a part, and the archive shows such texts only to those
    who ask."""
    return not current_profile().shows_rough and any(
        part.origin == "machine" and part.translator in ROUGH_TRANSLATORS for part in parts
    )


def _parts(source: Version, language: str, recall: Recall) -> tuple[Translation, ...]:
    """Return the translation of each segment; empty when one is missing."""
    parts = []
    for segment in segments_of(source):
        part = recall(segment, source.language, language) or own_translation(
            segment, source.language, language
        )
        if part is None:
            return ()
        parts.append(part)
    return tuple(parts)
