"""The trace of an entry that was read: what its stages decided, in the form that is kept."""

from __future__ import annotations

from collections.abc import Iterator

from index.model.page import RawEntry
from index.model.reading_trace import ComparedDate, Mentions, ReadingTrace, TracedField
from index.reading.dates import EntryDate
from index.reading.dates.spans import iso_interval
from index.reading.kinds import EntryKind
from index.reading.language import DetectedLanguage
from index.reading.people import EntryPeople
from index.reading.places import EntryPlaces, PlaceDecision
from index.reading.places.cities import HOME_COUNTRY
from index.text.current_profile import current_profile
from index.text.tokens import Text

ONLY_EXAMPLE = "weak mention"
"""What decided a place that is only mentioned, where the entry is about others."""

_Key = tuple[TracedField, str, str]


def trace_of(
    raw: RawEntry,
    words: Text,
    dated: EntryDate,
    language: DetectedLanguage,
    kind: EntryKind,
    named: EntryPeople,
    placed: EntryPlaces,
) -> ReadingTrace:
    """Return the trace of an entry; it repeats what was decided and decides nothing."""
    spans: dict[_Key, list[tuple[int, int]]] = {}
    for start, end, key in sorted((*_people(named), *_places(placed, words))):
        spans.setdefault(key, []).append((start, end))
    return ReadingTrace(
        language.tag,
        raw.layout,
        raw.month_heading,
        dated.rule,
        tuple(ComparedDate(iso_interval(each.span), each.source) for each in dated.candidates),
        language.basis,
        kind.rule,
        kind.words,
        len(words.title),
        len(words.text),
        tuple(Mentions(*key, tuple(each)) for key, each in spans.items()),
    )


def _people(named: EntryPeople) -> Iterator[tuple[int, int, _Key]]:
    for each in named.decisions:
        yield each.start, each.end, ("people", each.person, each.rule)


def _places(placed: EntryPlaces, words: Text) -> Iterator[tuple[int, int, _Key]]:
    for each in placed.decisions:
        yield words.starts[each.start], words.ends[each.end - 1], _place_key(each, placed)


def _place_key(each: PlaceDecision, placed: EntryPlaces) -> _Key:
    """Return what a mention counts as; places at home, and examples, count as nothing."""
    if each.country is None:
        return "none", "", each.rule
    if each.country == current_profile().home.country:
        return "none", "", HOME_COUNTRY
    if each.country not in placed.countries:
        return "none", "", ONLY_EXAMPLE
    return (
        ("places", each.place, each.rule) if each.place else ("countries", each.country, each.rule)
    )
