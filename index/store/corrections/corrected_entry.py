"""What each field of a correction may hold, and the entry that it makes of one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from typing import Literal

from index.model.entry import KINDS, Entry
from index.model.errors import CorrectionError
from index.store.corrections.correction import Correction, CorrectionField, check_is_yes
from index.store.corrections.dates import date_span_of
from index.store.corrections.people import corrected_people
from index.store.corrections.places import corrected_countries, corrected_places
from index.text.language_tags import is_language

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
"""A tag as BCP 47 has it, without its rarer parts."""
_SPREADSHEET_ERROR = re.compile(r"#[A-Z/0]{2,8}[?!]|#N/[A-Z]|Err:\d+")
"""What a cell has of a list that begins with + or -, in any language: #NAME?, #NOME?, Err:509."""


def correct_entries(entries: Iterable[Entry], corrections: Iterable[Correction]) -> Iterator[Entry]:
    """Yield the entries in order, corrected.

    A later correction of a field replaces an earlier one, whichever of the entry's ids they name;
    a list of people, places or countries that begins with + or - changes what is there. Those of
    unknown ids are ignored, and so is `not-an-entry`. Raises CorrectionError, which names the line,
    for a value that the field cannot have.
    """
    by_id = corrections_by_id(corrections)
    for entry in entries:
        for correction in corrections_of(entry, by_id):
            entry = check_correction(entry, correction)
        yield entry


def shown_entries(entries: Iterable[Entry], corrections: Iterable[Correction]) -> Iterator[Entry]:
    """Yield the entries in order, corrected, without those that are no entries.

    Raises as `correct_entries`.
    """
    corrections = tuple(corrections)
    hidden = not_entries(corrections)
    shown = (entry for entry in entries if not is_named(entry, hidden))
    yield from correct_entries(shown, corrections)


def not_entries(corrections: Iterable[Correction]) -> frozenset[str]:
    """Return the ids of what the archivist says is no entry."""
    return frozenset(each.id for each in corrections if each.field == "not-an-entry")


def is_named(entry: Entry, ids: Set[str]) -> bool:
    """Return whether one of the ids leads to an entry."""
    return not ids.isdisjoint((entry.id, *entry.aliases))


def check_correction(entry: Entry, correction: Correction) -> Entry:
    """Return the entry, corrected. Raises CorrectionError for a value that the field cannot have.

    It names the line, unless the correction is not in the file yet.
    """
    try:
        if _SPREADSHEET_ERROR.fullmatch(correction.value):
            raise ValueError(
                "a spreadsheet took it for a formula; write the value again as text, with ' before"
            )
        if correction.id in correction.ids[1:]:
            raise ValueError("it is the entry itself; write the id of the other one")
        return _FIELDS[correction.field](entry, correction.value)
    except ValueError as error:
        where = f"corrections.csv line {correction.line}: " if correction.line else ""
        raise CorrectionError(
            f"{where}{correction.field} cannot be {correction.value!r}: {error}"
        ) from error


def corrections_by_id(corrections: Iterable[Correction]) -> Mapping[str, Sequence[Correction]]:
    """Return the corrections by the id that they name, each list in the order of the file."""
    by_id: defaultdict[str, list[Correction]] = defaultdict(list)
    for correction in corrections:
        by_id[correction.id].append(correction)
    return by_id


def corrections_of(
    entry: Entry, by_id: Mapping[str, Sequence[Correction]]
) -> tuple[Correction, ...]:
    """Return the corrections of an entry in the order of the file, by any of its ids."""
    found = (each for id in (entry.id, *entry.aliases) for each in by_id.get(id, ()))
    return tuple(sorted(found, key=lambda each: each.line))


def _correct_date(entry: Entry, value: str) -> Entry:
    return replace(entry, dates=date_span_of(value, entry.dates.as_written))


def _correct_kind(entry: Entry, value: str) -> Entry:
    for kind in KINDS:
        if kind == value.lower():
            return replace(entry, kind=kind)
    raise ValueError(f"there are {', '.join(KINDS)}")


def _correct_people(entry: Entry, value: str) -> Entry:
    return replace(entry, people=corrected_people(entry.people, value))


def _correct_original(field: Literal["title", "text", "language"]) -> Callable[[Entry, str], Entry]:
    def correct(entry: Entry, value: str) -> Entry:
        if not value:
            raise ValueError("it is empty")
        original = entry.versions[0]
        match field:
            case "title":
                original = replace(original, title=" ".join(value.split()))
            case "text":
                original = replace(original, text=value)
            case "language":
                tag = value.lower()  # as searches have it
                if not (_LANGUAGE.fullmatch(tag) and is_language(tag)):
                    raise ValueError("write its code: it, en, fr, de; und when it is uncertain")
                original = replace(original, language=tag)
        return replace(entry, versions=(original, *entry.versions[1:]))

    return correct


def _settle_doubts(entry: Entry, value: str) -> Entry:
    """Settle the doubts about the fields that are named, or all of them when none is."""
    if not value:
        return replace(entry, doubts=())
    named = set(value.lower().replace(",", " ").split())
    if unknown := named - {"date", "language", "countries", "places", "people"}:
        raise ValueError(
            f"{min(unknown)} can have none; leave it empty to settle all doubts, or name date,"
            " language, countries, places, people"
        )
    return replace(entry, doubts=tuple(each for each in entry.doubts if each.field not in named))


def _check_is_yes(entry: Entry, value: str) -> Entry:
    check_is_yes(value)
    return entry


def _check_ids(entry: Entry, value: str) -> Entry:
    """Say whether a value can be the id of another account; publishing joins and parts."""
    if not value:
        raise ValueError("write the id of the other entry")
    return entry


def _refuse_unread(entry: Entry, value: str) -> Entry:
    raise ValueError("it says of a line of a page that nothing is to be taken of it; see the desk")


def _part(entry: Entry, value: str) -> Entry:
    entry = _check_ids(entry, value)
    return replace(entry, apart=tuple(dict.fromkeys((*entry.apart, *value.split()))))


_FIELDS: Mapping[CorrectionField, Callable[[Entry, str], Entry]] = {
    "title": _correct_original("title"),
    "text": _correct_original("text"),
    "language": _correct_original("language"),
    "kind": _correct_kind,
    "date": _correct_date,
    "countries": corrected_countries,
    "places": corrected_places,
    "people": _correct_people,
    "doubts": _settle_doubts,
    "join": _check_ids,
    "part": _part,
    "not-an-entry": _check_is_yes,
    "unread": _refuse_unread,
}
