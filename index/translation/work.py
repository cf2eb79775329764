"""Work for a translator: texts of the archive, each with the translation that it has, if any."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from index.model.entry import UNDETERMINED, Entry, Version
from index.store.stored_translation import Translation
from index.translation.missing import is_chosen
from index.translation.protection import has_words
from index.translation.recall import Recall, segments_of
from index.translation.sentences import split_sentences
from index.translation.tmx import Unit

WorkState = Literal["untranslated", "machine", "human"]
"""By whom a text is translated; of an entry the least of its texts' states, in this order."""
Segments = Literal["paragraph", "sentence"]

_ORDER: tuple[WorkState, ...] = ("untranslated", "machine", "human")


@dataclass(frozen=True, slots=True)
class Selection:
    """Which work is wanted. What is empty or None limits nothing."""

    into: Collection[str]
    """The languages to translate into."""
    source: str | None = None
    states: Collection[WorkState] = _ORDER
    countries: Collection[str] = ()
    """ISO 3166-1 alpha-2 codes."""
    years: Collection[int] = ()


@dataclass(frozen=True, slots=True)
class Work:
    """An entry that the City has not published in a language, and what there is of it."""

    entry: Entry
    source: Version
    language: str
    """The one to translate into."""
    texts: tuple[tuple[str, Translation | None], ...]
    """Its segments in order; those without words are left out."""

    @property
    def state(self) -> WorkState:
        """By whom it is translated."""
        states = {state_of(translation) for _, translation in self.texts}
        return next(state for state in (*_ORDER, "human") if state in states or state == "human")


def state_of(translation: Translation | None) -> WorkState:
    """Return by whom a text is translated."""
    return translation.origin if translation else "untranslated"


def find_work(entries: Iterable[Entry], recall: Recall, selection: Selection) -> Iterator[Work]:
    """Yield the entries of a selection in order, once for each language."""
    for entry in entries:
        if not is_chosen(entry, selection.countries, selection.years):
            continue
        for language in selection.into:
            version = _source(entry, language, selection.source)
            if version is None:
                continue
            work = Work(
                entry,
                version,
                language,
                tuple(
                    (text, recall(text, version.language, language))
                    for text in segments_of(version)
                    if has_words(text)
                ),
            )
            if work.texts and work.state in selection.states:
                yield work


def units_of(
    work: Iterable[Work], states: Collection[WorkState], segments: Segments
) -> Iterator[Unit]:
    """Yield the texts in these states as units, each text once; an untranslated one has no target.

    A translated text is cut into sentences where its translation has as many.
    """
    seen: set[tuple[str, str, str]] = set()
    for each in work:
        for text, translation in each.texts:
            key = each.source.language, each.language, " ".join(text.split())
            if state_of(translation) in states and key not in seen:
                seen.add(key)
                yield from _units(text, translation, each, segments)


def _units(
    text: str, translation: Translation | None, work: Work, segments: Segments
) -> Iterator[Unit]:
    sources: tuple[str, ...] = (text,)
    targets: tuple[str, ...] = (translation.target if translation else "",)
    if segments == "sentence":
        cut = split_sentences(text)
        cut_targets = split_sentences(targets[0]) if translation else ("",) * len(cut)
        if len(cut) == len(cut_targets):
            sources, targets = cut, cut_targets
    for source, target in zip(sources, targets, strict=True):
        if translation is None or translation.origin == "human":
            day = translation.day if translation else None
            yield Unit(work.source.language, source, work.language, target, day=day)
        else:
            yield Unit(
                work.source.language,
                source,
                work.language,
                target,
                "machine",
                translation.translator or None,
                translation.model or None,
                translation.day,
            )


def _source(entry: Entry, language: str, wanted: str | None) -> Version | None:
    """Return the published version to translate from; None when the entry needs no translation."""
    if entry.version(language) is not None:
        return None
    return next(
        (
            version
            for version in entry.versions
            if version.origin == "published"
            and version.language != UNDETERMINED
            and wanted in (None, version.language)
        ),
        None,
    )
