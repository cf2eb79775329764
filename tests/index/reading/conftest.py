"""Entries with their answers, rendered into every layout, read back by all stages, and scored."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from itertools import groupby
from types import SimpleNamespace
from typing import Any

import pytest

from index.gazetteer import load_gazetteer
from index.model.entry import DateSpan, Entry, Place
from index.model.page import Page
from index.reading.sources.addresses import declared_language
from index.text.folding import fold

SITE = "http://www.comune.torino.it/relint/"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
OFFICE = {
    "en": ("International Relations", "Navigation Menu", "Updated 2-21-2014"),
    "it": (
        "Relazioni internazionali",
        "Vai al menu di navigazione",
        "Ultimo aggiornamento il 18 Marzo, 2013",
    ),
    "fr": ("Relations internationales", "Menu de navigation", "Mise à jour 9.3.2016"),
}
FOOTER = "Text written by The International Affairs Service. For more information"


@dataclass(frozen=True)
class ExpectedEntry:
    """What a page tells of one event, and what reading it should find."""

    layout: str
    language: str
    url: str
    heading: str
    paragraphs: tuple[str, ...]
    start: date
    end: date
    month: str = ""
    event: str = ""
    window: bool = False
    """Whether a span that holds the dates is enough."""
    countries: frozenset[str] = frozenset()
    cities: tuple[tuple[str, str], ...] = ()
    """A name and a country code each."""
    people: tuple[str, ...] = ()
    countries_besides: frozenset[str] = frozenset()
    cities_besides: tuple[tuple[str, str], ...] = ()
    """What may be found and need not be."""
    people_besides: tuple[str, ...] = ()


def render(expected: Iterable[ExpectedEntry], *, marked: bool) -> Iterator[Page]:
    """Render entries, each in its own layout and those of one url on one page."""
    for url, group in groupby(expected, key=lambda one: one.url):
        entries = tuple(group)
        first = entries[0]
        text = (_marked if marked else _plain)[first.layout](entries, first.language)
        yield Page(
            SITE + url,
            NOW,
            "text/html" if marked else "text/plain",
            text.encode(),
            declared_language(SITE + url),
        )


def _months(entries: tuple[ExpectedEntry, ...]) -> Iterator[tuple[str, tuple[ExpectedEntry, ...]]]:
    for month, group in groupby(entries, key=lambda one: one.month):
        yield month, tuple(group)


def _bulleted(entries: tuple[ExpectedEntry, ...], language: str) -> str:
    title, menu, _ = OFFICE[language]
    lines = [title, "", menu, ""]
    for month, group in _months(entries):
        lines += [month, ""]
        for one in group:
            lines += [f"  • {one.heading}", "", *(f"    {text}" for text in one.paragraphs), ""]
    return "\n".join([*lines, FOOTER])


def _headless(entries: tuple[ExpectedEntry, ...], language: str) -> str:
    years = "Previous Years2012 - 2011 - 2009" if language == "en" else "Anni precedenti2012"
    return "\n".join([years, *(" ".join(one.paragraphs) for one in entries)])


def _single(entries: tuple[ExpectedEntry, ...], language: str) -> str:
    pages = []
    for one in entries:
        office = "International Affairs" if language == "en" else "Relazioni Internazionali"
        way = "Città di Torino > Relazioni e cooperazione internazionale >"
        body = "\n\n".join(one.paragraphs)
        stamp = OFFICE[language][2]
        pages.append(
            f"Città di Torino\n\n{office}\n\n{way}\n\n\n{one.heading}\n\n{stamp}\n\n{body}"
        )
    return "\n\n".join(pages)


def _bare(entries: tuple[ExpectedEntry, ...], language: str) -> str:
    return "\n".join([OFFICE[language][2], *entries[0].paragraphs])


def _run_in(entries: tuple[ExpectedEntry, ...], language: str) -> str:
    return "\n".join(one.heading + " ".join(one.paragraphs) for one in entries)


def _events(entries: tuple[ExpectedEntry, ...], language: str) -> str:
    title, menu, _ = OFFICE[language]
    name = f"{'Events' if language == 'en' else 'Eventi'} {entries[0].start.year}"
    items = "\n\n".join(
        f"{one.heading}\n\n{one.heading}\n\n" + "\n\n".join(one.paragraphs) for one in entries
    )
    return f"{title}\n\n\n{menu}\n\n{name}\n\nAnni precedenti2012 - 2011 - 2009\n\n{items}"


def _agreement(entries: tuple[ExpectedEntry, ...], language: str) -> str:
    title, menu, _ = OFFICE[language]
    return "\n\n".join([title, menu, entries[0].heading, *entries[0].paragraphs])


def _p(texts: Iterable[str]) -> str:
    return "".join(f"<p>{html.escape(text, quote=False)}</p>" for text in texts)


def _h(level: int, text: str) -> str:
    return f"<h{level}>{html.escape(text, quote=False)}</h{level}>"


def _bulleted_html(entries: tuple[ExpectedEntry, ...], language: str) -> str:
    title, menu, _ = OFFICE[language]
    body = "".join(
        _h(2, month)
        + "<ul>"
        + "".join(f"<li>{_h(3, one.heading)}{_p(one.paragraphs)}</li>" for one in group)
        + "</ul>"
        for month, group in _months(entries)
    )
    return f"<html><body>{_h(1, title)}<nav>{menu}</nav>{body}<p>{FOOTER}</p></body></html>"


def _headless_html(entries: tuple[ExpectedEntry, ...], language: str) -> str:
    return f"<html><body>{_p(' '.join(one.paragraphs) for one in entries)}</body></html>"


def _single_html(entries: tuple[ExpectedEntry, ...], language: str) -> str:
    office = "International Affairs" if language == "en" else "Relazioni Internazionali"
    way = "Città di Torino > Relazioni e cooperazione internazionale >"
    body = "".join(
        f"{_h(2, one.heading)}{_p((OFFICE[language][2], *one.paragraphs))}" for one in entries
    )
    return f"<html><body><h1>Città di Torino</h1>{_p((office, way))}{body}</body></html>"


def _bare_html(entries: tuple[ExpectedEntry, ...], language: str) -> str:
    return f"<html><body>{_p((OFFICE[language][2], *entries[0].paragraphs))}</body></html>"


def _run_in_html(entries: tuple[ExpectedEntry, ...], language: str) -> str:
    items = "".join(
        f'<div><a href="x.shtml">{html.escape(one.heading, quote=False)}</a>'
        f"{html.escape(' '.join(one.paragraphs), quote=False)}</div>"
        for one in entries
    )
    return f"<html><body>{items}</body></html>"


def _events_html(entries: tuple[ExpectedEntry, ...], language: str) -> str:
    title, menu, _ = OFFICE[language]
    name = f"{'Events' if language == 'en' else 'Eventi'} {entries[0].start.year}"
    items = "".join(_h(2, one.heading) + _p(one.paragraphs) for one in entries)
    return f"<html><body><p>{title}</p><nav>{menu}</nav>{_h(1, name)}{items}</body></html>"


def _agreement_html(entries: tuple[ExpectedEntry, ...], language: str) -> str:
    title = OFFICE[language][0]
    return f"<html><body>{_h(1, title)}{_h(2, entries[0].heading)}{_p(entries[0].paragraphs)}"


_plain: dict[str, Callable[[tuple[ExpectedEntry, ...], str], str]] = {
    "bulleted-list": _bulleted,
    "headless-list": _headless,
    "single": _single,
    "single without heading": _bare,
    "cms-list": _run_in,
    "events": _events,
    "agreement": _agreement,
}
_marked: dict[str, Callable[[tuple[ExpectedEntry, ...], str], str]] = {
    "bulleted-list": _bulleted_html,
    "headless-list": _headless_html,
    "single": _single_html,
    "single without heading": _bare_html,
    "cms-list": _run_in_html,
    "events": _events_html,
    "agreement": _agreement_html,
}


def _plain_text(text: str) -> str:
    return "".join(c for c in fold(text) if c.isalnum())


def words(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text).replace("'", " ").replace("’", " "))


@dataclass
class EntryCounts:
    """Found, missed and wrongly found."""

    found: int = 0
    missed: int = 0
    extra: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        total = 2 * self.found + self.missed + self.extra
        return 2 * self.found / total if total else 1.0


class Scores(dict[str, EntryCounts]):
    """One tally each of entries, dates, countries, cities and people."""

    def __init__(self) -> None:
        super().__init__(
            {name: EntryCounts() for name in ("entries", "dates", "countries", "cities", "people")}
        )

    def line(self, name: str) -> str:
        """Say the scores in one line."""
        figures = ", ".join(f"{what} {tally.f1:.4f}" for what, tally in self.items())
        return f"{name}: {figures} ({self['entries'].found} entries)"

    def count(
        self, what: str, where: str, expected: set[str], read: set[str], free: set[str]
    ) -> None:
        tally = self[what]
        tally.found += len(expected & read)
        tally.missed += len(expected - read)
        extra = read - expected - free
        tally.extra += len(extra)
        if expected - read or extra:
            tally.faults.append(f"{where}: missed {expected - read}, wrong {extra}")

    def add(self, expected: Iterable[ExpectedEntry], read: Iterable[Entry]) -> None:
        """Score what was read of one page or many."""
        by_text: dict[str, list[Entry]] = {}
        left = Counter[str]()
        for entry in read:
            key = _plain_text(entry.original.text)
            by_text.setdefault(key, []).append(entry)
            left[key] += 1
        for one in expected:
            where = f"{one.event} {one.layout} {one.language} {one.heading or one.paragraphs[0]!r}"
            key = _plain_text(" ".join(one.paragraphs))
            if not left[key]:
                self["entries"].missed += 1
                self["entries"].faults.append(f"{where}: no entry")
                continue
            left[key] -= 1
            self["entries"].found += 1
            self._score(one, by_text[key].pop(0), where)
        for key, number in left.items():
            self["entries"].extra += number
            if number:
                self["entries"].faults.append(f"extra {by_text[key][0].original}")

    def _score(self, one: ExpectedEntry, entry: Entry, where: str) -> None:
        right = is_right(entry.dates, one)
        self["dates"].found += right
        self["dates"].missed += not right
        self["dates"].extra += not right
        if not right:
            self["dates"].faults.append(f"{where} {one.url}: {entry.dates}")
        countries = set(one.countries)
        self.count("countries", where, countries, set(entry.countries), set(one.countries_besides))
        cities = {f"{name} {code}": (name, code) for name, code in one.cities}
        besides = {f"{name} {code}": (name, code) for name, code in one.cities_besides}
        found = {_city(place, cities | besides) for place in entry.places}
        self.count("cities", where, set(cities), found, set(besides))
        people = {_person(person.name, one.people + one.people_besides) for person in entry.people}
        self.count("people", where, set(one.people), people, set(one.people_besides))


def is_right(dates: DateSpan, one: ExpectedEntry) -> bool:
    """Return whether a date is that of the event, or as near as a page without headings allows.

    Such a page gives the days that the text says, which may be a part of the stay, or else a
    window that holds it.
    """
    if (dates.start, dates.end) == (one.start, one.end):
        return True
    if not (one.window and dates.start and dates.end):
        return False
    if dates.precision == "day":
        is_said = dates.as_written in " ".join(one.paragraphs)
        return is_said and dates.start <= one.end and one.start <= dates.end
    return dates.start <= one.start and one.end <= dates.end


def _city(place: Place, named: dict[str, tuple[str, str]]) -> str:
    spellings = {fold(name) for name in (*place.names.values(), place.as_written)}
    spellings |= {fold(name.text) for name in load_gazetteer().names(place=place.id)}
    for key, (name, code) in named.items():
        if code == place.country and fold(name) in spellings:
            return key
    return place.id


def _person(name: str, named: tuple[str, ...]) -> str:
    own = set(words(name))
    for other in named:
        if own <= set(words(other)) or set(words(other)) <= own:
            return other
    return name


@pytest.fixture(scope="session")
def reading(read: Any, published: Any) -> SimpleNamespace:
    """All of the above, for the tests of this folder."""
    return SimpleNamespace(
        expected=ExpectedEntry,
        scores=Scores,
        render=render,
        read=read,
        joined=published,
        replace=replace,
    )
