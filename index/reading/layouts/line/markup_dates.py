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

from resiliparse.parse.html import ElementNode, HTMLTree

from index.reading.layouts.line.letter_folding import fold_letters

_ISO = re.compile(r"\s*((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)")
_COMPACT = re.compile(r"\s*((?:19|20)\d\d)(\d\d)(\d\d)(?:T|\Z)")
_DAY_FOLDERS = re.compile(r"/((?:19|20)\d\d)/(\d\d?)/(\d\d?)(?=/|$)")
_FILE = re.compile(
    r"(?:^|[/_-])(?:(?P<y1>(?:19|20)\d\d)(?P<s1>[-_.]?)(?P<m1>[01]\d)(?P=s1)(?P<d1>[0-3]\d)"
    r"|(?P<d2>[0-3]\d)(?P<s2>[-_.]?)(?P<m2>[01]\d)(?P=s2)(?P<y2>(?:19|20)\d\d))"
    r"(?=[._-][^/]*\Z)"
)
"""The day in the name of a file: "2009-05-03_note.pdf", "note_03052009.html"."""
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
_CHANGED = frozenset({"updated", "datemodified", "modified", "dateupdated"})
_META = frozenset(
    {"article:published_time", "dc.date", "dc.date.issued", "dc.date.created", "dcterms.date"}
    | {"dcterms.issued", "dcterms.created", "date", "datepublished", "pubdate", "publish-date"}
)
_DATED = "time[datetime], [itemprop], [property], abbr[title]"
_MOST_DATED = 2_000
"""Elements with a date on a page of one entry, many times what one has; chosen by hand."""
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
    """The dates that the markup gives things by their names, and the page as a whole."""

    by_name: Mapping[str, str]
    """One day or two of each thing in JSON-LD, by its `name_key`."""
    event: str
    """The days of the page's only event, "" when it has none or several."""
    published: str
    """The only day on which the page was published, "" when there is none or several."""


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
    """Return the dates that the page's JSON-LD, meta elements and properties give."""
    by_name: dict[str, str] = {}
    events: set[str] = set()
    published: set[str] = set()
    for name, dates, is_event in _json_dates(tree):
        (events if is_event else published).add(dates)
        if name:
            # Two things of one name with different days have none.
            by_name[name] = dates if by_name.get(name, dates) == dates else ""
    in_body = list(_body_dates(tree))
    starts, ends = ({one.day for one in in_body if one.kind == kind} for kind in ("start", "end"))
    if len(starts) == 1 and len(ends) < 2:
        events.add(interval_of(_only(starts), next(iter(ends), "")))
    else:
        events |= starts
    if not published:
        published = {day for day in _meta_days(tree) if day}
    if not published:
        published = {one.day for one in in_body if one.kind == "published"}
    return NamedDates(by_name, _only(events), _only(published))


def date_of_element(node: ElementNode) -> MarkupDate | None:
    """Return the date of a `time`, a property, an `abbr` of hCalendar, or in a link's address."""
    if node.tag == "time":
        own = node.getattr("itemprop") or node.getattr("property") or node.getattr("class") or ""
        day = node.getattr("datetime") or ""
        if own.casefold() in _CHANGED:
            return None
        return date_of_attributes(own, day) or date_of_attributes("", day)
    prop = node.getattr("itemprop") or node.getattr("property")
    if prop:
        return date_of_attributes(prop, node.getattr("content") or node.getattr("datetime") or "")
    if node.tag == "a":
        day = _day_in_address(node.getattr("href") or "")
        return MarkupDate("published", day) if day else None
    if node.tag == "abbr":
        name, day = node.getattr("class") or "", node.getattr("title") or ""
        return date_of_attributes(name, day) or date_of_attributes("", day)
    return None


def _day_in_address(address: str) -> str:
    """Return the day in the folders of an address, or in the name of a file; "" for none."""
    if found := _DAY_FOLDERS.search(address):
        return day_of("-".join(part.zfill(2) for part in found.groups()))
    if (found := _FILE.search(address)) is None:
        return ""
    year, month, day = (found[f"{part}1"] or found[f"{part}2"] for part in "ymd")
    return day_of(f"{year}-{month}-{day}")


def _only(values: set[str]) -> str:
    return next(iter(values)) if len(values) == 1 else ""


def _body_dates(tree: HTMLTree) -> Iterator[MarkupDate]:
    if tree.body is None:
        return
    dated = tree.body.query_selector_all(_DATED)
    if len(dated) > _MOST_DATED:
        return
    for node in dated.values():
        if (found := date_of_element(node)) is not None:
            yield found


def _meta_days(tree: HTMLTree) -> Iterator[str]:
    if tree.head is None:
        return
    for meta in tree.head.query_selector_all("meta[content]").values():
        name = meta.getattr("property") or meta.getattr("name") or meta.getattr("itemprop") or ""
        if name.casefold() in _META:
            yield day_of(meta.getattr("content") or "")


def _json_dates(tree: HTMLTree) -> Iterator[tuple[str, str, bool]]:
    """Yield for each thing in JSON-LD its `name_key` or "", its dates, and if it is an event."""
    if tree.document is None:
        return
    read = 0
    scripts = tree.document.query_selector_all("script[type='application/ld+json']")
    for script in scripts.values():
        text = script.text or ""
        read += len(text)
        if read > _JSON_LIMIT:
            return
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            continue
        yield from _things(data)


def _things(data: object) -> Iterator[tuple[str, str, bool]]:
    waiting, seen = [data], 0
    while waiting and seen < _JSON_VALUES:
        value = waiting.pop()
        seen += 1
        if isinstance(value, list):
            waiting.extend(value)
        elif isinstance(value, dict):
            waiting.extend(one for one in value.values() if isinstance(one, (list, dict)))
            start = day_of(str(value.get("startDate") or ""))
            end = day_of(str(value.get("endDate") or ""))
            dates = interval_of(start, end) or day_of(str(value.get("datePublished") or ""))
            if dates:
                name = value.get("headline") or value.get("name")
                yield name_key(name) if isinstance(name, str) else "", dates, bool(start)
