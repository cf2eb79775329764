"""Review: a person looks at a translation, and keeps, rewrites or rejects it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from index.model.entry import READING_LANGUAGES, UNDETERMINED, Entry, Version
from index.model.errors import TranslationError
from index.store.database import Store
from index.store.published_ids import PeoplesTranslation
from index.store.source_keys import source_hash
from index.store.stored_translation import BY_PERSON, KeptRows, Translation
from index.store.translation_memory import Memory
from index.translation.meaning import SAYS_OTHERWISE, meaning_agrees
from index.translation.outdated import compare, related_translation
from index.translation.recall import own_translation, segments_of

Undo = Callable[[Store], None]
"""Takes a decision back, inside `Store.change`."""
ReviewState = Literal["outdated", "machine", "rejected", "human"]
"""`human`: by a person, of the text as it is; `outdated`: by a person, of the text as it was;
`rejected`: by a machine, and a check found it not good enough to show."""
TranslationState = ReviewState | Literal["missing"]


@dataclass(frozen=True, slots=True)
class ReviewedText:
    """A title or paragraph, and its translation."""

    source: str
    translation: Translation | None
    """None when nobody has translated it."""
    state: TranslationState
    remark: str = ""
    """What a check says against it."""

    @property
    def key(self) -> str:
        """The `source_hash`, by which a form names it."""
        return source_hash(self.source)


@dataclass(frozen=True, slots=True)
class Review:
    """A translation of an entry, text by text."""

    entry: str
    """The id."""
    source: Version
    language: str
    state: ReviewState
    texts: tuple[ReviewedText, ...]
    """Those with words, in order."""


def review_of(
    entry: Entry,
    language: str,
    memory: Memory,
    translated: Mapping[str, Mapping[str, PeoplesTranslation]],
) -> Review | None:
    """Return what a person is to look at of an entry as it is published.

    None when it has no translation into the language, shown or rejected by a check, or when the
    memory has lost it. `translated` is as `PublishedIds.translated` gives it.
    """
    version = entry.version(language)
    if version is not None and version.origin == "published":
        return None
    if version is not None and version.outdated:
        return _outdated_review(entry, language, memory, translated)
    state: ReviewState = "human" if version and version.origin == "human" else "machine"
    for source in entry.versions:
        if source.origin != "published" or source.language == UNDETERMINED:
            continue
        texts = tuple(
            _reviewed(text, source.language, language, memory)
            for text in segments_of(source)
            if own_translation(text, source.language, language) is None
        )
        if version is None and any(text.state == "rejected" for text in texts):
            return Review(entry.id, source, language, "rejected", texts)
        if version is not None and texts and all(text.translation for text in texts):
            return Review(entry.id, source, language, state, texts)
    return None


def rejected_translations(entries: Iterable[Entry], memory: Memory) -> Iterator[tuple[str, str]]:
    """Yield the id and the language of each translation that is not shown because a check, not a
    person, rejected a part of it; in the order of the entries."""
    rejected = {
        (source_hash(row.source), row.target_language)
        for row in memory.attempts("rejected")
        if not row.is_rejected_by_person
    }
    for entry in entries if rejected else ():
        for language in READING_LANGUAGES:
            if entry.version(language) is None and any(
                (source_hash(text), language) in rejected for text in segments_of(entry.original)
            ):
                yield entry.id, language


def says_something_else(entry: Entry, version: Version) -> bool:
    """Return whether a translation seems to say something else than the original."""
    original = entry.original
    return _disagrees(original.text, version.text, original.language, version.language)


@lru_cache(4096)
def _disagrees(source: str, target: str, source_language: str, language: str) -> bool:
    return meaning_agrees(source, target, source_language, language) is False


def _reviewed(text: str, source_language: str, language: str, memory: Memory) -> ReviewedText:
    if found := memory.recall(text, source_language, language):
        if found.origin == "human":
            return ReviewedText(text, found, "human")
        differs = _disagrees(text, found.target, source_language, language)
        return ReviewedText(text, found, "machine", SAYS_OTHERWISE if differs else "")
    row = memory.not_shown(text, source_language, language)
    if row is None:
        return ReviewedText(text, None, "missing")
    made = Translation(
        source_language,
        row.source,
        language,
        row.target or "",
        "machine",
        row.translator,
        row.model,
        row.day,
    )
    return ReviewedText(text, made, "rejected", row.reason or "")


def _outdated_review(
    entry: Entry,
    language: str,
    memory: Memory,
    translated: Mapping[str, Mapping[str, PeoplesTranslation]],
) -> Review | None:
    for id in (entry.id, *entry.aliases):
        before = translated.get(id, {}).get(language)
        compared = before and compare(
            entry, language, before.segments, memory.by_person, memory.recall
        )
        if compared:
            texts = tuple(
                _compared(text, now, compared.before)
                for text, now in compared.now
                if own_translation(text, compared.source.language, language) is None
            )
            return Review(entry.id, compared.source, language, "outdated", texts)
    return None


def _compared(text: str, now: Translation | None, before: Iterable[Translation]) -> ReviewedText:
    if now is not None:
        return ReviewedText(text, now, "human")
    related = related_translation(text, before)
    return ReviewedText(text, related, "outdated" if related else "missing")


def keep(
    store: Store, review: Review, targets: Sequence[str], who: str, why: str, today: date
) -> Undo:
    """Store the translation of each text as a person's, inside `Store.change`; white space at the
    ends and line ends within do not count.

    `targets` has one for each text of the review. What a person has translated so already stays as
    it is. Raises TranslationError for an empty one.
    """
    written = [" ".join(target.split()) for target in targets]
    if not all(written):
        raise TranslationError("a text has no translation")
    kept = [store.memory.keep_rows(text.source, review.language) for text in review.texts]
    before = store.published.translated().get(review.entry, {})
    for text, target in zip(review.texts, written, strict=True):
        is_kept = text.translation is not None and text.translation.target == target
        if is_kept and text.state == "human":
            continue
        store.memory.remember(
            Translation(
                review.source.language, text.source, review.language, target, "human", day=today
            ),
            remark=_signed("kept" if is_kept else "written", who, why),
        )
    store.touch()
    return _undo(review, kept, before)


def reject(store: Store, review: Review, who: str, why: str) -> Undo:
    """Let a translation not be shown any more, inside `Store.change`; nothing is deleted.

    Of one that is a machine's in part, what people made stays. An outdated one by a person is shown
    again only when the original is as it was. One that a check rejected does not wait any more.
    """
    memory, language = store.memory, review.language
    shown = [
        text.translation
        for text in review.texts
        if text.translation and text.state == review.state != "outdated"
    ]
    kept = [memory.keep_rows(each.source, language) for each in shown]
    before = store.published.translated().get(review.entry, {})
    for each in shown:
        memory.reject(each, _signed(BY_PERSON, who, why))
    if review.state in ("human", "outdated"):
        store.published.forget_translated(review.entry, language)
    store.touch()
    return _undo(review, kept, before)


def _undo(
    review: Review, kept: Sequence[KeptRows], before: Mapping[str, PeoplesTranslation]
) -> Undo:
    def undo(store: Store) -> None:
        for rows in kept:
            store.memory.put_back(rows)
        store.published.record_translated({review.entry: before}, ())
        store.touch()

    return undo


def _signed(words: str, who: str, why: str) -> str:
    name = f" ({who})" if who else ""
    return f"{words}{name}: {why}" if why else f"{words}{name}"
