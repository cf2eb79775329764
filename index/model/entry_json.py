"""An entry as JSON and back: the shape that `show`, `export`, the web and the index share."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, datetime
from typing import Any

from index.model.entry import DateSpan, Doubt, Entry, Person, Place, Reading, Source, Version


def dates_json(dates: DateSpan) -> dict[str, Any]:
    """`{"start", "end", "precision", "as_written"}`; start and end null when unknown."""
    return {
        "start": dates.start.isoformat() if dates.start else None,
        "end": dates.end.isoformat() if dates.end else None,
        "precision": dates.precision,
        "as_written": dates.as_written,
    }


def dates_of(data: dict[str, Any]) -> DateSpan:
    """The span that `dates_json` wrote."""
    return DateSpan(_day(data["start"]), _day(data["end"]), data["precision"], data["as_written"])


def source_json(source: Source) -> dict[str, str]:
    """`{"url", "fetched"}`, the time in UTC to the second."""
    return {"url": source.url, "fetched": source.fetched.strftime("%Y-%m-%dT%H:%M:%SZ")}


def source_of(data: dict[str, str]) -> Source:
    """The source that `source_json` wrote."""
    return Source(data["url"], datetime.fromisoformat(data["fetched"]))


def entry_json(entry: Entry) -> dict[str, Any]:
    """Every key always there; an unknown date has null start and end."""
    return {
        "id": entry.id,
        "aliases": list(entry.aliases),
        "date": dates_json(entry.dates),
        "kind": entry.kind,
        "countries": list(entry.countries),
        "places": [_place_json(place) for place in entry.places],
        "people": [_fields_json(person) for person in entry.people],
        "versions": [_version_json(version) for version in entry.versions],
        "doubts": [_doubt_json(doubt) for doubt in entry.doubts],
        "sources": [source_json(source) for source in entry.sources],
    }


def entry_of(data: dict[str, Any]) -> Entry:
    """The entry that `entry_json` wrote."""
    return Entry(
        id=data["id"],
        dates=dates_of(data["date"]),
        kind=data["kind"],
        countries=tuple(data["countries"]),
        places=tuple(Place(**place) for place in data["places"]),
        people=tuple(Person(**person) for person in data["people"]),
        versions=tuple(
            Version(**{**version, "day": _day(version["day"])}) for version in data["versions"]
        ),
        doubts=tuple(
            Doubt(d["field"], tuple(Reading(r["value"], r["from"]) for r in d["readings"]))
            for d in data["doubts"]
        ),
        aliases=tuple(data["aliases"]),
        sources=tuple(source_of(source) for source in data["sources"]),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _fields_json(value: Person | Place | Version) -> dict[str, Any]:
    """Every field under its own name."""
    return {field.name: getattr(value, field.name) for field in fields(value)}


def _place_json(place: Place) -> dict[str, Any]:
    return {**_fields_json(place), "names": dict(place.names)}


def _version_json(version: Version) -> dict[str, Any]:
    return {**_fields_json(version), "day": version.day.isoformat() if version.day else None}


def _doubt_json(doubt: Doubt) -> dict[str, Any]:
    return {
        "field": doubt.field,
        "readings": [{"value": r.value, "from": r.source} for r in doubt.readings],
    }
