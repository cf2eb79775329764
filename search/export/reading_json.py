"""How an entry was read, as JSON: its traces with the words that they point at."""

from __future__ import annotations

from typing import Any

from index.model.entry import Entry, Version
from index.model.entry_json import dates_to_json
from index.model.reading_trace import Mentions, ReadingTrace


def reading_json(entry: Entry) -> dict[str, Any]:
    """Return why an entry has its date, kind, languages, people and places; keys are always there.

    `versions` is empty for an entry of an index that was made before traces were kept.
    """
    versions = ((version, entry.trace(version.language)) for version in entry.versions)
    return {
        "id": entry.id,
        "title": entry.original.title,
        "date": dates_to_json(entry.dates),
        "doubts": [doubt.field for doubt in entry.doubts],
        "kind": entry.kind,
        "versions": [_version_json(version, trace) for version, trace in versions if trace],
    }


def _version_json(version: Version, trace: ReadingTrace) -> dict[str, Any]:
    return {
        "language": {"tag": trace.language, "basis": trace.language_basis},
        "layout": trace.layout,
        "month_heading": trace.month_heading,
        "date": {
            "rule": trace.date_rule,
            "compared": [{"value": r.value, "from": r.source} for r in trace.dates],
        },
        "kind": {"rule": trace.kind_rule, "words": trace.kind_words},
        "mentions": [
            {
                "field": None if each.field == "none" else each.field,
                "value": each.value or None,
                "rule": each.rule,
                "words": list(words_read(version, trace, each)),
            }
            for each in trace.mentions
        ],
        "joined_by": [
            {"feature": each.feature, "values": list(each.values)} for each in trace.joined_by
        ],
    }


def words_read(version: Version, trace: ReadingTrace, each: Mentions) -> tuple[str, ...]:
    """Return the words of mentions as the version has them, each spelling once.

    () when the version has another text by now than the one that was read.
    """
    parts = []
    if len(version.title) == trace.title_length:
        parts += [version.title[start:end] for start, end in trace.spans_in_title(each)]
    if len(version.text) == trace.text_length:
        parts += [version.text[start:end] for start, end in trace.spans_in_text(each)]
    return tuple(dict.fromkeys(" ".join(part.split()) for part in parts))
