"""One entry as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from index.cli.screen import Screen
from index.model.entry import Entry, Version
from search.cli.reading_text import reading_words
from search.cli.results_text import CHANGED, LANGUAGE, PLAIN, days_text
from search.results.labels import label_of, place_name


def entry_lines(entry: Entry, screen: Screen = PLAIN, *, rough: bool = False) -> Iterator[str]:
    """Yield the lines of one entry with its versions; `rough` also with the text of rough ones."""
    source = entry.sources[0].url if entry.sources else ""
    yield screen.line(entry.original.title or "(no title)", bold=True, link=source)
    yield f"{days_text(entry.dates.start, entry.dates.end)} · {entry.id} · {entry.kind}"
    places = [place_name(place, LANGUAGE) for place in entry.places]
    places += [label_of("country", code)[LANGUAGE] for code in entry.countries]
    if places:
        yield screen.line("places: " + ", ".join(places), hanging=" " * 8)
    for person in entry.people:
        role = f", {person.role}" if person.role else ""
        yield screen.line(f"person: {person.name}{role}", hanging=" " * 8)
    for doubt in entry.doubts:
        readings = "; ".join(reading_words(entry, r) for r in doubt.readings)
        yield screen.line(f"doubt about the {doubt.field}: {readings}", hanging="  ")
    for version in entry.versions:
        yield ""
        yield screen.line(_version_line(version), dim=True)
        if version.rough and not rough:
            yield screen.line("(a rough translation: `torino show --rough` shows it)", dim=True)
            continue
        if version is not entry.original and version.title:
            yield screen.line(version.title, bold=True)
        yield screen.line(version.text)
    yield ""
    for each in entry.sources:
        yield screen.line(f"source: {each.url}", link=each.url)


def _version_line(version: Version) -> str:
    if version.origin == "published":
        return f"[{version.language}, as published]"
    by = "a person" if version.origin == "human" else version.translator or "a machine"
    checked = "" if version.origin == "human" else ", not checked by a person"
    return f"[{version.language}, translated by {by}{checked}{CHANGED * version.outdated}]"
