"""Outdated translations: a person's, whose original has changed a little since."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from index.model.entry import Entry, Version
from index.store.stored_translation import Translation
from index.text.sketches import similarity, sketch_of
from index.translation.recall import (
    Recall,
    Recalled,
    lacks_title,
    made_of,
    own_translation,
    segments_of,
)

ByPerson = Callable[[str, str], Translation | None]
"""Takes a `source_hash` and a language; returns a person's translation into it, or None."""

_ALIKE = 0.4
"""The similarity from which on a text has changed a little. An entry with the same dates is known
again from there on too (`index.publishing.identity.entry_likeness`); of the bundled sample no two
entries of a page have more than 0.28."""


_RELATED = 0.2
"""The similarity from which on a translation is a help with another text; chosen by hand."""


@dataclass(frozen=True, slots=True)
class OutdatedComparison:
    """A text as it is now, beside a person's translation of what it was."""

    source: Version
    now: tuple[tuple[str, Translation | None], ...]
    """Each segment, with a person's translation of just that."""
    before: tuple[Translation, ...]
    """The translations of what it was."""


def recall_outdated(
    entry: Entry, language: str, segments: Sequence[str], by_person: ByPerson, recall: Recall
) -> Recalled | None:
    """Return the version that a person made of these segments, marked as outdated.

    `segments` are as in `Recalled`. Where each is still there, in a few other words, the version
    has what a person has translated again; else it is as it was. None when the original is another
    text now, or the memory has nothing of the segments.
    """
    compared = compare(entry, language, segments, by_person, recall)
    if compared is None:
        return None
    has_title = bool(segments[0] and by_person(segments[0], language))
    parts = _updated(compared) if has_title != lacks_title(compared.source) else ()
    made = made_of(parts or compared.before, has_title=has_title)
    return replace(made, version=replace(made.version, outdated=True))


def compare(
    entry: Entry, language: str, segments: Sequence[str], by_person: ByPerson, recall: Recall
) -> OutdatedComparison | None:
    """Return the published text that was translated, beside the translation; None when it is
    another text now, or the memory has nothing of the segments."""
    before = tuple(found for hash in segments if (found := by_person(hash, language)))
    source = next(
        (
            version
            for version in entry.versions
            if before
            and version.origin == "published"
            and version.language == before[0].source_language
        ),
        None,
    )
    if source is None:
        return None
    whole = "\n".join(segments_of(source))
    if _alike("\n".join(each.source for each in before), whole) < _ALIKE:
        return None
    now = tuple((each, _of_person(each, source, language, recall)) for each in segments_of(source))
    return OutdatedComparison(source, now, before)


def related_translation(segment: str, before: Iterable[Translation]) -> Translation | None:
    """Return the translation of the text that is most like this one; None when none is alike."""
    scored = ((_alike(segment, each.source), each) for each in before)
    score, best = max(scored, key=lambda each: each[0], default=(0.0, None))
    return best if score >= _RELATED else None


def _of_person(segment: str, source: Version, language: str, recall: Recall) -> Translation | None:
    found = recall(segment, source.language, language)
    if found is None or found.origin == "machine":
        return own_translation(segment, source.language, language)
    return found


def _updated(compared: OutdatedComparison) -> tuple[Translation, ...]:
    """Return a translation for each segment of the text as it is now; empty when it is not clear
    which one was which."""
    if len(compared.now) != len(compared.before):
        return ()
    pairs = tuple(zip(compared.now, compared.before, strict=True))
    if all(again or _alike(segment, old.source) >= _ALIKE for (segment, again), old in pairs):
        return tuple(again or old for (_, again), old in pairs)
    return ()


def _alike(one: str, other: str) -> float:
    return similarity(sketch_of(one), sketch_of(other))
