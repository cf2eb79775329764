"""The table of facts in every layout and both languages, read by all stages and scored.

The table (data/facts.jsonl) holds public facts of the City of Torino: days, places and people of
142 events. Each gist restates them in words of this project, in both languages.
"""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from index.gazetteer import load_gazetteer
from index.text.folding import fold

pytestmark = pytest.mark.slow

FACTS = Path(__file__).parent / "data" / "facts.jsonl"
LEAST = {"entries": 0.99, "dates": 0.99, "countries": 0.98, "cities": 0.95, "people": 0.90}
LAYOUTS = (
    "bulleted-list",
    "headless-list",
    "single",
    "single without heading",
    "cms-list",
    "events",
    "agreement",
)
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre "
    "dicembre",
}
KINDS = {
    "delegation": ("Delegation from", "Delegazione da"),
    "mission": ("Mission to", "Missione a"),
    "ambassador": ("Ambassador of", "Ambasciatore:"),
    "consul": ("Consul of", "Console:"),
}


def nth(day: int) -> str:
    ending = "th" if 10 < day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"


def written(start: date, end: date, language: str, *, british: bool = False) -> str:
    """Write a span as the archive's headings do, or as its British bodies do."""
    names = MONTHS[language].split()

    def day(one: date, *, month: bool) -> str:
        name = names[one.month - 1]
        if language == "it":
            return f"{one.day} {name}" if month else f"{one.day}"
        if british:
            return f"{nth(one.day)} {name}" if month else nth(one.day)
        return f"{name} {nth(one.day)}" if month else nth(one.day)

    first = language == "en" and not british
    same = start.month == end.month
    if start == end:
        return f"{day(start, month=True)} {end.year}"
    dash = "-" if same else " - "
    return (
        f"{day(start, month=first or not same)}{dash}"
        f"{day(end, month=not first or not same)} {end.year}"
    )


def title_of(fact: dict[str, Any], language: str) -> str:
    """What follows the date: what kind it was and the first place, or the topic."""
    gazetteer = load_gazetteer()
    opening = KINDS.get(fact["kind"])
    topic = str(fact["topic"]).split(";")[0].strip()
    if not fact["places"] or opening is None:
        return topic[0].upper() + topic[1:]
    city, code = fact["places"][0]["city"], fact["places"][0]["country"]
    country = gazetteer.country_name(code, language)
    where = f"{city} - {country}" if city else country
    return f"{opening[language == 'it']} {where}"


def paragraphs_of(fact: dict[str, Any], language: str) -> tuple[str, ...]:
    """The gist, and in English a sentence for each person it leaves out."""
    gist = fact[f"gist_{language}"]
    sentences = [gist]
    if language == "en":
        forms = ("{role}, {name}, was there.", "There was also {name}, {role}.")
        left = [one for one in fact["people"] if not names(gist, one["name"])]
        texts = [
            forms[at % 2].format(name=one["name"], role=one["role"])
            for at, one in enumerate(left)
            if one["role"]
        ]
        sentences += [" ".join(texts)] if texts else []
    return tuple(sentences)


def names(text: str, name: str) -> bool:
    """Return whether a text names somebody, if only by the surname."""
    parts = re.findall(r"\w+", fold(name).replace("'", " "))
    words = re.findall(r"\w+", fold(text).replace("'", " ").replace("’", " "))
    return parts[-1] in words or (len(parts[0]) > 2 and all(part in words for part in parts))


def address(fact: dict[str, Any], layout: str, language: str, heading: str, group: int) -> str:
    start, end = date.fromisoformat(fact["date_start"]), date.fromisoformat(fact["date_end"])
    edition = "inglese/" if language == "en" else ""
    months = MONTHS["it"].split()
    window = months[(end.month - 1) // 2 * 2] + months[(end.month - 1) // 2 * 2 + 1]
    match layout:
        case "headless-list" if (start.month - 1) // 2 != (end.month - 1) // 2:
            return f"{edition}delegazioni/europa/{end.year}/index.shtml"
        case "bulleted-list" | "headless-list":
            return f"{edition}archivio/{end.year}/{window}/index.shtml"
        case "cms-list":
            return f"{edition}archivio/{end.year}/index~p{group}.shtml"
        case "events":
            return f"{edition}coordinamento/eventi/index{end.year % 100:02}.shtml"
        case "agreement":
            return f"{edition}accordi/{fact['id'].lower()}.shtml"
    slug = re.sub(r"[^a-z0-9]", "-", heading.lower())[:50]
    return f"{edition}archivio/{end.year}/{fact['id'].lower()}/{slug}.shtml"


def tell(fact: dict[str, Any], layout: str, language: str, reading: Any, group: int) -> Any:
    """Put one fact into a layout, with what its words name as the answer."""
    gazetteer = load_gazetteer()
    start, end = date.fromisoformat(fact["date_start"]), date.fromisoformat(fact["date_end"])
    title, paragraphs = title_of(fact, language), paragraphs_of(fact, language)
    dated = f"{written(start, end, language)} {title}"
    heading = f"{written(start, end, language)} - {title}" if layout == "bulleted-list" else dated
    if layout in ("headless-list", "single without heading"):
        heading = ""
    elif layout == "events":
        heading = title
        opening = written(start, end, language, british=True)
        paragraphs = (f"{opening} - {paragraphs[0]}", *paragraphs[1:])
    elif layout == "agreement":
        opening = written(start, end, language, british=True)
        what = "Agreement with" if language == "en" else "Accordo con"
        first = fact["places"][0]
        country = gazetteer.country_name(first["country"], language)
        heading = f"{what} {first['city']} ({country})"
        paragraphs = (f"{opening}. {paragraphs[0]}", *paragraphs[1:])
    if layout in ("headless-list", "cms-list"):
        paragraphs = (" ".join(paragraphs),)
    text = fold(" ".join((heading, *paragraphs)))
    cities = tuple((p["city"], p["country"]) for p in fact["places"] if p["city"])
    named = tuple(one for one in cities if is_named(text, spellings(*one)))
    countries = {p["country"] for p in fact["places"]}
    named_countries = {code for _, code in named} | {
        code
        for code in countries
        if is_named(text, {fold(name.text) for name in gazetteer.names(country=code)})
    }
    everyone = tuple(one["name"] for one in fact["people"])
    month = f"{end.year} {MONTHS[language].split()[end.month - 1].capitalize()}"
    return reading.expected(
        layout=layout,
        language=language,
        url=address(fact, layout, language, dated, group),
        heading=heading,
        paragraphs=paragraphs,
        start=start,
        end=end,
        month=month,
        event=fact["event"],
        window=layout == "headless-list",
        countries=frozenset(named_countries),
        cities=named,
        people=tuple(name for name in everyone if names(" ".join((heading, *paragraphs)), name)),
        countries_besides=frozenset(countries),
        cities_besides=cities,
        people_besides=everyone,
    )


def spellings(city: str, code: str) -> set[str]:
    """All names of a city that the gazetteer knows, and the table's own."""
    gazetteer = load_gazetteer()
    places = {sense.place for sense in gazetteer.senses(fold(city)) if sense.country == code}
    known = {fold(n.text) for place in places if place for n in gazetteer.names(place=place)}
    return known | {fold(city)}


def is_named(text: str, names: set[str]) -> bool:
    return any(re.search(rf"\b{re.escape(name)}\b", text) for name in names)


@pytest.fixture(scope="module")
def facts() -> tuple[dict[str, Any], ...]:
    return tuple(json.loads(line) for line in FACTS.read_text("utf-8").splitlines())


def in_layout(facts: tuple[dict[str, Any], ...], layout: str, reading: Any, *, own: bool) -> Any:
    """Tell every fact in a layout, in its own language or in the other one."""
    expected = []
    ordered = sorted(facts, key=lambda fact: fact["date_end"], reverse=True)
    for number, fact in enumerate(ordered):
        if layout == "agreement" and not (fact["places"] and fact["places"][0]["city"]):
            continue
        italian = (fact["page_lang"] == "it") == own
        expected.append(tell(fact, layout, "it" if italian else "en", reading, number // 5 + 1))
    return tuple(sorted(expected, key=lambda one: one.url))


@pytest.mark.parametrize("own", [True, False], ids=["own language", "other language"])
@pytest.mark.parametrize("marked", [False, True], ids=["text", "html"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_fact_reads_back(
    layout: str, marked: bool, own: bool, facts: tuple[dict[str, Any], ...], reading: Any
) -> None:
    expected = in_layout(facts, layout, reading, own=own)
    scores = reading.scores()
    scores.add(expected, reading.read(reading.render(expected, marked=marked)))
    form, language = "HTML" if marked else "text", "own language" if own else "other language"
    print(scores.line(f"{layout}, {form}, {language}"))
    for name, tally in scores.items():
        print(name, *tally.faults, sep="\n  ")
    short = {name: tally.faults for name, tally in scores.items() if tally.f1 < LEAST[name]}
    assert not short


@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_two_events_are_joined(
    layout: str, facts: tuple[dict[str, Any], ...], reading: Any
) -> None:
    expected = in_layout(facts, layout, reading, own=True) + tuple(
        reading.replace(one, url=one.url.replace(".shtml", "x.shtml"))
        for one in in_layout(
            facts, "single" if layout == "bulleted-list" else "bulleted-list", reading, own=False
        )
    )
    events: dict[str, set[str]] = {}
    for one in expected:
        events.setdefault(letters(one.paragraphs), set()).add(one.event)
    entries = [
        entry
        for entry in reading.joined(reading.render(expected, marked=False))
        if len(entry.versions) > 1
    ]
    wrong = [
        texts
        for texts in ([version.text for version in entry.versions] for entry in entries)
        if not set.intersection(*(events[letters((text,))] for text in texts))
    ]
    print(f"{layout}: {len(entries)} joined of {len(expected)} pages' entries, {len(wrong)} wrong")
    assert not wrong


def letters(texts: tuple[str, ...]) -> str:
    return "".join(c for c in fold(" ".join(texts)) if c.isalnum())
