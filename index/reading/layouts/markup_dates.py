"""Dates in the markup: `time`, microdata, RDFa and hCalendar, meta elements, JSON-LD.

Those of a single item are read where it stands; those of the page are for a page of one entry.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from resiliparse.parse.html import HTMLTree

from index.reading.layouts.letter_folding import fold_letters

_ISO = re.compile(r"\s*((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)")
_COMPACT = re.compile(r"\s*((?:19|20)\d\d)(\d\d)(\d\d)(?:T|\Z)")
_STARTS = frozenset({"startdate", "dtstart"})
_ENDS = frozenset({"enddate", "dtend"})
_PUBLISHED = frozenset(
    {
        "datepublished",
        "date",
        "published",
        "created",
        "datecreated",
        "issued",
        "article:published_time",
    }
)
_META = frozenset(
    {"article:published_time", "dc.date", "dc.date.issued", "dc.date.created", "dcterms.date"}
    | {"dcterms.issued", "dcterms.created", "date", "datepublished", "pubdate", "publish-date"}
)
_JSON_LIMIT = 1_000_000
"""Characters of the JSON-LD of one page that are read, many times a real page's; by hand."""
_JSON_VALUES = 20_000
"""Values of it that are visited; chosen by hand."""


@dataclass(frozen=True, slots=True)
class MarkupDate:
    """A day (ISO 8601) that the markup names, and what it says of it."""

    kind: Literal["start", "end", "published"]
    day: str


@dataclass(frozen=True, slots=True)
class NamedDates:
    """The dates that JSON-LD gives: those of a thing by its folded name, and the page's own."""

    by_name: Mapping[str, str]
    single: str
    """The dates of the page when its markup gives one only, else ""."""


def day_of(value: str) -> str:
    """Return the day (ISO 8601) that a date and time of the markup begins with, else ""."""
    found = _ISO.match(value) or _COMPACT.match(value)
    if found is None:
        return ""
    try:
        return date(*(int(part) for part in found.groups())).isoformat()
    except ValueError:
        return ""


def date_of_attributes(name: str, value: str) -> MarkupDate | None:
    """Return the date of an element by its property or class; None for any other element."""
    day = day_of(value)
    if not day:
        return None
    names = {part.rpartition(":")[2].casefold() for part in name.split()} if name else {"date"}
    if names & _STARTS:
        return MarkupDate("start", day)
    if names & _ENDS:
        return MarkupDate("end", day)
    return MarkupDate("published", day) if names & _PUBLISHED else None


def interval_of(start: str, end: str) -> str:
    """Return one day or two as they are printed for the dates stage."""
    return f"{start}/{end}" if start and end > start else start


def name_key(text: str) -> str:
    """Return a name as names of things are compared."""
    return " ".join(fold_letters(text).split())


def named_dates_of(tree: HTMLTree) -> NamedDates:
    """Return the dates that the page's JSON-LD and meta elements give."""
    by_name: dict[str, str] = {}
    days: set[str] = set()
    for name, dates in _json_dates(tree):
        days.add(dates)
        if name:
            # Two things of one name with different days have none.
            by_name[name] = dates if by_name.get(name, dates) == dates else ""
    if not days:
        days = {day for day in _meta_days(tree) if day}
    return NamedDates(by_name, days.pop() if len(days) == 1 else "")


def _meta_days(tree: HTMLTree) -> Iterator[str]:
    if tree.document is None:
        return
    for meta in tree.document.query_selector_all("meta[content]"):
        name = meta.getattr("property") or meta.getattr("name") or meta.getattr("itemprop") or ""
        if name.casefold() in _META:
            yield day_of(meta.getattr("content") or "")


def _json_dates(tree: HTMLTree) -> Iterator[tuple[str, str]]:
    """Yield the folded name ("" for none) and the dates of the things in JSON-LD."""
    if tree.document is None:
        return
    read = 0
    for script in tree.document.query_selector_all("script[type='application/ld+json']"):
        text = script.text or ""
        read += len(text)
        if read > _JSON_LIMIT:
            return
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            continue
        yield from _things(data)


def _things(data: object) -> Iterator[tuple[str, str]]:
    waiting, seen = [data], 0
    while waiting and seen < _JSON_VALUES:
        value = waiting.pop()
        seen += 1
        if isinstance(value, list):
            waiting.extend(value)
        elif isinstance(value, dict):
            waiting.extend(one for one in value.values() if isinstance(one, (list, dict)))
            start = day_of(str(value.get("startDate") or value.get("datePublished") or ""))
            if start:
                end = day_of(str(value.get("endDate") or "")) if value.get("startDate") else ""
                name = value.get("headline") or value.get("name")
                yield name_key(name) if isinstance(name, str) else "", interval_of(start, end)
