"""Snapshots: what an entry is published as, in labels and digests, and how two of them differ."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from index.model.change import Change, EntryPart, PartChange
from index.model.entry import Entry
from index.store.corrections import Correction, CorrectionField

_CORRECTED: Mapping[CorrectionField, tuple[EntryPart, ...]] = {
    "title": ("title",),
    "text": ("text",),
    "language": ("language",),
    "kind": ("kind",),
    "date": ("date",),
    "countries": ("countries", "places"),
    "places": ("places", "countries"),
    "people": ("people",),
    "doubts": ("doubts",),
}
"""The parts that a correction of each field may change; the first is the field's own. What joins,
parts or hides an entry changes no part of it."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """An entry as it was published, without its text."""

    parts: Mapping[EntryPart, str]
    """A label or a digest of each part."""
    translations: Mapping[str, tuple[str, str]]
    """Origin and digest by language."""
    corrections: Mapping[str, str]
    """A digest of the values that the archivist gave, by field."""

    def text(self) -> str:
        """Return it as JSON; `snapshot_from` reads it back."""
        return json.dumps([self.parts, self.translations, self.corrections], sort_keys=True)


def snapshot_of(entry: Entry, corrections: Iterable[Correction]) -> Snapshot:
    """Return the snapshot of an entry as it is published, and of the corrections in it."""
    original = entry.original
    published = [v for v in entry.versions[1:] if v.origin == "published"]
    dates = (entry.dates.start, entry.dates.end)
    return Snapshot(
        {
            "id": entry.id,
            "title": _digest(original.title),
            "text": _digest(
                original.text, *(text for v in published for text in (v.language, v.title, v.text))
            ),
            "language": original.language,
            "date": "/".join(dict.fromkeys(day.isoformat() for day in dates if day)),
            "kind": entry.kind,
            "countries": " ".join(entry.countries),
            "places": " ".join(place.id for place in entry.places),
            "people": _digest(
                *(text for p in entry.people for text in (p.id, p.name, p.role, p.side))
            ),
            "doubts": _digest(
                *(text for d in entry.doubts for text in (d.field, *(r.value for r in d.readings)))
            ),
            "sources": _digest(*sorted({*entry.read_from, *(s.url for s in entry.sources)})),
        },
        {
            version.language: (version.origin, _digest(version.title, version.text))
            for version in entry.versions
            if version.origin != "published"
        },
        {field: _digest(*values) for field, values in _values(corrections).items()},
    )


def _values(corrections: Iterable[Correction]) -> Mapping[str, Sequence[str]]:
    """Return all values that were given for each field: a list may be changed by several rows."""
    values: defaultdict[str, list[str]] = defaultdict(list)
    for correction in corrections:
        values[correction.field].append(correction.value)
    return values


def snapshot_from(text: str) -> Snapshot:
    """Return the snapshot that `Snapshot.text` wrote; one without parts for an erased one."""
    parts, translations, corrections = json.loads(text) or ({}, {}, {})
    return Snapshot(
        parts,
        {language: (origin, digest) for language, (origin, digest) in translations.items()},
        corrections,
    )


def changes_between(
    before: Snapshot, after: Snapshot, corrections: Iterable[Correction], blank: Change
) -> Iterator[tuple[Change, str]]:
    """Yield the changes from one to the other, each with who made it ("" but for corrections).

    One for all that changed otherwise, another id among it, then one for each field of which no
    correction is left, for each that was corrected, and for each translation. `blank` is a change
    of the kind `changed` with the id and the time.
    """
    if not before.parts:  # they were erased with a part of the entry
        yield blank, ""
        return
    differing = {
        part: PartChange(part, old, new)
        for part in get_args(EntryPart)
        if (old := before.parts.get(part, "")) != (new := after.parts.get(part, ""))
    }
    corrected = []
    last = {correction.field: correction for correction in corrections}
    for field, given in last.items():
        if field not in _CORRECTED or before.corrections.get(field) == after.corrections[field]:
            continue
        own, *others = _CORRECTED[field]
        named = differing.pop(own, None) or PartChange(
            own, before.parts.get(own, ""), after.parts[own]
        )
        also = [differing.pop(part) for part in others if part in differing]
        change = Change(blank.id, "corrected", blank.time, (named, *also), why=given.why)
        corrected.append((change, given.who))
    undone = []
    for field in _CORRECTED:
        if field in before.corrections and field not in after.corrections:
            parts = [differing.pop(part) for part in _CORRECTED[field] if part in differing]
            if parts:
                undone.append(Change(blank.id, "undone", blank.time, tuple(parts)))
    for language in sorted(before.translations.keys() - after.translations.keys()):
        differing["translation"] = PartChange("translation", language)
    if differing:
        yield Change(blank.id, "changed", blank.time, tuple(differing.values())), ""
    yield from ((change, "") for change in undone)
    yield from corrected
    for language, (origin, digest) in sorted(after.translations.items()):
        if before.translations.get(language) != (origin, digest):
            yield (
                Change(blank.id, "translated", blank.time, language=language, origin=origin),
                "",
            )


def _digest(*texts: str) -> str:
    """Return a digest of the texts, of their order too."""
    return hashlib.blake2b(json.dumps(texts).encode(), digest_size=10).hexdigest()
