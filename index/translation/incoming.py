"""Import: translations of a translator's file, a project of OmegaT or a corrected table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from index.files.diagnosis import failure
from index.model.entries import Entries
from index.model.entry import READING_LANGUAGES, Version
from index.model.errors import PageError
from index.store.database import Store
from index.store.published_ids import PeoplesTranslation
from index.store.source_keys import source_hash
from index.store.stored_translation import Translation
from index.store.translation_memory import Memory
from index.text.output_characters import text_for
from index.translation.fitting import Fit, FitKind, Fitted, fit
from index.translation.omegat_files import Targets, read_targets, target_files
from index.translation.recall import lacks_title, own_translation, segments_of
from index.translation.reviewed_csv import read_reviewed
from index.translation.tmx import Unit, read_tmx

_WHY: dict[FitKind, str] = {
    "nothing": "No text of the archive has this source.",
    "part": "The rest of its paragraph is not translated.",
    "twice": "Another translation of the same source was taken.",
    "older": "A person has translated it otherwise since.",
}


@dataclass(slots=True)
class Imported:
    """How many translations were imported, by origin and by what they fit."""

    human: int = 0
    machine: int = 0
    kinds: Counter[FitKind] = field(default_factory=Counter)
    """How many units fit a text of the archive, and how."""
    rest: list[Unit] = field(default_factory=list)
    """The units that no text of the archive shows, each with a note that says why."""
    whole: int = 0
    """Texts that were put together of several units."""
    older_whole: int = 0
    """Texts that could be put together, of which a person has made a newer translation."""
    outdated: int = 0
    """Translations of entries that are shown though their originals have changed a little."""

    @property
    def fitted(self) -> int:
        """The number of units that belong to a text of the archive."""
        return self.kinds.total() - self.kinds["nothing"]


def read_units(path: Path, memory: Memory) -> Targets:
    """Return the translations in a file, by the end of its name, or in a folder.

    Of a project of OmegaT its own memory counts, which has every translation. Raises PageError.
    """
    if path.is_dir():
        return _read_folder(path, memory)
    if path.suffix.lower() in (".html", ".htm"):
        return read_targets([path])
    try:
        with path.open("rb") as stream:
            if path.suffix.lower() == ".csv":
                return Targets(list(read_reviewed(stream, memory)))
            return Targets(list(read_tmx(stream)))
    except OSError as error:
        raise failure(path, "read", error) from error


def _read_folder(folder: Path, memory: Memory) -> Targets:
    save = folder / "omegat" / "project_save.tmx"
    if save.is_file():
        return read_units(save, memory)
    files = sorted(path for path in folder.glob("*.tmx") if path.is_file())
    own = [path for path in files if path.stem.endswith("-omegat")]
    units = [unit for path in own or files for unit in read_units(path, memory).units]
    targets = target_files(folder)
    if not (files or targets):
        raise PageError(
            f"{folder} has neither omegat/project_save.tmx nor files that end with .tmx or .html;"
            " name the folder of the project, or a file."
        )
    return Targets(units) if units else read_targets(targets)


def import_units(
    store: Store,
    units: Sequence[Unit],
    entries: Entries = (),
    *,
    replace_newer: bool = False,
) -> Imported:
    """Store every translation, and what they make together; all or none. Raises StoreError.

    A translation by a person with a later day than the one given is kept, unless `replace_newer`;
    one given without a day counts as older than any with one.

    A text marked as a machine's that differs from what the machine wrote
    is stored as a person's: translators' tools keep our mark when they change the text. What fits
    no text is stored too, for a page that may come.
    """
    memory = store.memory
    fitted = fit([_by_whom(unit, memory) for unit in units], entries, _known(memory))
    whole = [each for each in fitted.whole if replace_newer or not _newer(memory, each)]
    old = [each for each in fitted.old.values() if replace_newer or not _newer(memory, each)]
    imported = Imported(whole=len(whole), older_whole=len(fitted.whole) - len(whole))
    in_order = sorted(fitted.fits, key=lambda each: each.unit.only_between is not None)
    newer = [None if replace_newer else _newer(memory, each.unit) for each in in_order]
    with store.change():
        for each, other in zip(in_order, newer, strict=True):
            _remember(memory, replace(each, kind="older") if other else each, imported, other)
        for translation in (*whole, *old):
            memory.remember(translation)
        if fitted.old:
            imported.outdated = _record_outdated(store, entries, fitted)
        store.touch()
    return imported


def _known(memory: Memory) -> Iterator[Translation]:
    for row in memory.attempts("ok"):
        if row.origin == "human":
            yield Translation(
                row.source_language,
                row.source,
                row.target_language,
                row.target or "",
                "human",
                day=row.day,
            )


def _newer(memory: Memory, given: Unit | Translation) -> Translation | None:
    """Return a person's translation of the same text that is newer, and another; else None."""
    if given.origin == "machine":
        return None
    known = memory.by_person(source_hash(given.source), given.target_language)
    is_newer = known and known.day and (given.day is None or given.day < known.day)
    return known if known and is_newer and known.target != given.target else None


def _by_whom(unit: Unit, memory: Memory) -> Unit:
    """Return the unit as a machine's with just what the machine wrote, or as a person's."""
    if unit.origin == "human":
        return unit
    translator, model = unit.translator or "unknown", unit.model or ""
    known = memory.attempt(
        unit.source, unit.source_language, unit.target_language, translator, model
    )
    if known and known.target:
        if text_for("xml", known.target) != unit.target:
            return replace(unit, origin="human", translator=None, model=None)
        return replace(unit, target=known.target)
    return unit


def _remember(memory: Memory, fit: Fit, imported: Imported, newer: Translation | None) -> None:
    unit = fit.unit
    imported.kinds[fit.kind] += 1
    if fit.kind in _WHY:
        closest = f" The text nearest to it: {fit.closest}" if fit.closest else ""
        kept = f" It is kept ({newer.day}): {newer.target}" if newer else ""
        imported.rest.append(replace(unit, note=f"{_WHY[fit.kind]}{closest}{kept}"))
    hash = source_hash(unit.source)
    if fit.kind in ("twice", "older"):
        return
    if unit.only_between and memory.by_person(hash, unit.target_language):
        imported.human += 1  # it is in the text that it is a part of
        return
    machine = unit.origin == "machine"
    memory.remember(
        Translation(
            unit.source_language,
            unit.source,
            unit.target_language,
            unit.target,
            unit.origin,
            (unit.translator or "unknown") if machine else "",
            (unit.model or "") if machine else "",
            unit.day,
        )
    )
    if machine:
        imported.machine += 1
    else:
        imported.human += 1


def _record_outdated(store: Store, entries: Entries, fitted: Fitted) -> int:
    """Note of each entry with a text that has changed a little what was translated of it.

    Publishing then shows the translation as an outdated one. Returns how many there are. An entry
    of which a person has translated only a part is left out.
    """
    before = store.published.translated()
    noted: dict[str, dict[str, PeoplesTranslation]] = {}
    for entry in entries:
        for language in READING_LANGUAGES:
            if entry.version(language) is not None:
                continue
            for version in entry.versions:
                if version.origin == "published" and (
                    segments := _segments(version, language, store.memory, fitted)
                ):
                    states = noted.setdefault(entry.id, dict(before.get(entry.id, {})))
                    states[language] = PeoplesTranslation("outdated", segments)
                    break
    store.published.record_translated(noted, ())
    return sum(each.state == "outdated" for states in noted.values() for each in states.values())


def _segments(version: Version, language: str, memory: Memory, fitted: Fitted) -> tuple[str, ...]:
    """Return the hashes of what people have translated of a version, as in `Recalled`; empty when
    nothing of it has changed, or a part is not translated."""
    hashes: list[str] = []
    changed = False
    for text in segments_of(version):
        found = memory.recall(text, version.language, language)
        if found is None or found.origin == "machine":
            found = fitted.old.get((version.language, language, source_hash(text)))
            changed |= found is not None
        if found is None and (found := own_translation(text, version.language, language)):
            memory.remember(found)  # publishing finds by these hashes only what is remembered
        if found is None:
            return ()
        hashes.append(source_hash(found.source))
    return (*([""] if lacks_title(version) else []), *hashes) if changed else ()
