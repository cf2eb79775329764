"""Export of the translation memory as TMX, and which of its rows a person should review."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import BinaryIO

from index.model.entry import Entry, TranslationOrigin
from index.store.published_ids import PeoplesTranslation
from index.store.stored_translation import Attempt
from index.store.translation_memory import Memory
from index.translation.outdated import compare, related_translation
from index.translation.recall import segments_of
from index.translation.tmx import Unit, write_tmx


def export_tmx(memory: Memory, stream: BinaryIO, origin: TranslationOrigin | None = None) -> int:
    """Write every translation that may be shown, of one origin or of both; return how many."""
    units = list(remembered_units(memory, lambda row: origin in (None, row.origin)))
    write_tmx(units, stream)
    return len(units)


def remembered_units(memory: Memory, is_wanted: Callable[[Attempt], bool]) -> Iterator[Unit]:
    """Yield the translations that may be shown, those of which `is_wanted`."""
    for row in filter(is_wanted, memory.attempts("ok")):
        yield Unit(
            row.source_language,
            row.source,
            row.target_language,
            row.target or "",
            row.origin,
            row.translator or None,
            row.model or None,
            row.day,
        )


def rows_to_review(memory: Memory) -> Iterator[Attempt]:
    """Yield the rows that a person should review: rejected ones, then those that machines made."""
    yield from memory.attempts("rejected")
    yield from (row for row in memory.attempts("ok") if row.origin == "machine")


def outdated_rows(
    entries: Iterable[Entry],
    translated: Mapping[str, Mapping[str, PeoplesTranslation]],
    memory: Memory,
) -> Iterator[Attempt]:
    """Yield what of people's translations is to be done again, by entry.

    Of an outdated one, each text that a person has not translated, beside the translation of the
    old text that is most like it; of an unused one, each old text with its translation, and each
    new one without.
    """
    by_id = {id: entry for entry in entries for id in (entry.id, *entry.aliases)}
    for id, states in translated.items():
        for language, each in states.items():
            if each.state == "shown":
                continue
            compared = None
            if each.state == "outdated" and id in by_id:
                compared = compare(
                    by_id[id], language, each.segments, memory.by_person, memory.recall
                )
            if compared:
                new = (segment for segment, translation in compared.now if translation is None)
                pairs = [
                    (compared.source.language, segment, old.target if old else "")
                    for segment in new
                    for old in (related_translation(segment, compared.before),)
                ]
            else:
                known = (memory.by_person(hash, language) for hash in each.segments)
                pairs = [(old.source_language, old.source, old.target) for old in known if old]
                if id in by_id:
                    original = by_id[id].original
                    pairs += ((original.language, new, "") for new in segments_of(original))
            for source_language, source, target in pairs:
                yield Attempt(
                    source_language, source, language, "", "", "ok", target, each.state,
                    origin="human",
                )  # fmt: skip
