"""An entry as JSON and back, in the shape that `show`, `export`, the web and the index share.

Each writer `x_to_json` has a reader `x_from_json`. All keys are always
present, but for `pages`, `apart` and `history`, `rough` of a version, which is true where it is
there, `url` of a reading, and `traces`, which stay in the archive's own files.
"""

from __future__ import annotations

from dataclasses import fields
from datetime import date, datetime
from typing import Any

from index.model.change import change_from_json, change_to_json
from index.model.entry import DateSpan, Doubt, Entry, Person, Place, Reading, Source, Version
from index.model.trace_json import trace_from_json, trace_to_json


def dates_to_json(dates: DateSpan) -> dict[str, Any]:
    """Return `{"start", "end", "precision", "as_written"}`; start and end are null when unknown."""
    return {
        "start": dates.start.isoformat() if dates.start else None,
        "end": dates.end.isoformat() if dates.end else None,
        "precision": dates.precision,
        "as_written": dates.as_written,
    }


def dates_from_json(data: dict[str, Any]) -> DateSpan:
    """Return the dates that `dates_to_json` wrote."""
    return DateSpan(_day(data["start"]), _day(data["end"]), data["precision"], data["as_written"])


def source_to_json(source: Source) -> dict[str, str]:
    """Return `{"url", "fetched"}`, the time in UTC to the second."""
    return {
        "url": source.url,
        "fetched": f"{source.fetched.replace(tzinfo=None).isoformat(timespec='seconds')}Z",
    }


def source_from_json(data: dict[str, str]) -> Source:
    """Return the source that `source_to_json` wrote."""
    return Source(data["url"], datetime.fromisoformat(data["fetched"]))


def entry_to_json(entry: Entry) -> dict[str, Any]:
    """Return the entry as JSON can hold it."""
    return {
        "id": entry.id,
        "aliases": list(entry.aliases),
        "date": dates_to_json(entry.dates),
        "kind": entry.kind,
        "countries": list(entry.countries),
        "places": [_place_json(place) for place in entry.places],
        "people": [_fields_json(person) for person in entry.people],
        "versions": [_version_json(version) for version in entry.versions],
        "doubts": [_doubt_json(doubt) for doubt in entry.doubts],
        "sources": [source_to_json(source) for source in entry.sources],
        **({"pages": list(entry.pages)} if entry.pages else {}),
        **({"apart": list(entry.apart)} if entry.apart else {}),
        **({"history": [change_to_json(each) for each in entry.history]} if entry.history else {}),
    }


def traced_entry_to_json(entry: Entry) -> dict[str, Any]:
    """Return the entry with its traces; for files that nobody else reads."""
    traces = [trace_to_json(trace) for trace in entry.traces]
    return {**entry_to_json(entry), **({"traces": traces} if traces else {})}


def entry_from_json(data: dict[str, Any]) -> Entry:
    """Return the entry that `entry_to_json` or `traced_entry_to_json` wrote."""
    return Entry(
        id=data["id"],
        dates=dates_from_json(data["date"]),
        kind=data["kind"],
        countries=tuple(data["countries"]),
        places=tuple(Place(**place) for place in data["places"]),
        people=tuple(Person(**person) for person in data["people"]),
        versions=tuple(map(_version_from_json, data["versions"])),
        doubts=tuple(
            Doubt(
                d["field"],
                tuple(Reading(r["value"], r["from"], r.get("url", "")) for r in d["readings"]),
            )
            for d in data["doubts"]
        ),
        aliases=tuple(data["aliases"]),
        sources=tuple(source_from_json(source) for source in data["sources"]),
        pages=tuple(data.get("pages", ())),
        apart=tuple(data.get("apart", ())),
        history=tuple(change_from_json(change) for change in data.get("history", ())),
        traces=tuple(trace_from_json(trace) for trace in data.get("traces", ())),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _fields_json(value: Person | Place | Version) -> dict[str, Any]:
    """Return every field under its own name."""
    return {field.name: getattr(value, field.name) for field in fields(value)}


def _place_json(place: Place) -> dict[str, Any]:
    return {**_fields_json(place), "names": dict(place.names)}


def _version_json(version: Version) -> dict[str, Any]:
    data = {**_fields_json(version), "day": version.day.isoformat() if version.day else None}
    if not version.rough:
        del data["rough"]
    return data


def _version_from_json(data: dict[str, Any]) -> Version:
    given = {**data, "day": _day(data["day"])}
    if "engine" in given:  # of an index of an earlier version
        given["translator"] = given.pop("engine")
    return Version(**given)


def _doubt_json(doubt: Doubt) -> dict[str, Any]:
    return {
        "field": doubt.field,
        "readings": [
            {"value": r.value, "from": r.source, **({"url": r.url} if r.url else {})}
            for r in doubt.readings
        ],
    }
