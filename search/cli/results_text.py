"""What the command line prints of results and entries, as lines of text."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence

import click

from index.model.entry import Entry, Version
from index.text.output_characters import text_for
from search.cli.explanation_text import explanation_lines
from search.query.notes import Note, NoteCode
from search.query.query import FacetField, Query
from search.query.url_parameters import parameters_of
from search.results.labels import label_of, place_name
from search.results.results import Explanation, Hit, Results, Snippet
from search.zero_results import ZeroResultSuggestion

LANGUAGE = "en"
"""The language of the command line's output."""
_SHOWN_FACETS: tuple[FacetField, ...] = ("year", "country", "kind", "written")
_SHOWN_VALUES = 8
"""Values shown of each facet."""
_NOTES: dict[NoteCode, str] = {
    "unclosed-quote": "a quotation mark was not closed and is taken as it is",
    "taken-literally": "taken as plain words",
    "short-prefix": "a * needs three letters before it; taken as a whole word",
    "no-words": "there is no word in it",
    "only-stop-words": "only very common words; searched as they are",
    "unknown-person": "nobody is known by that name; searched in the texts",
    "unknown-place": "no place is known by that name; searched in the texts",
    "unknown-country": "no such country; left out",
    "unknown-kind": "no such kind; left out",
    "unknown-year": "no such year here; left out",
    "unknown-written": "no such language; left out",
}


def answer_lines(
    results: Results,
    suggestions: Sequence[ZeroResultSuggestion],
    explanations: Mapping[str, Explanation],
) -> Iterator[str]:
    """Yield the lines of one page of results, with what led to them and what else to try.

    `explanations` are by entry id; a hit without one is shown without.
    """
    yield _headline(results)
    if results.understood.also:
        also = ", ".join(note.term for note in results.understood.also)
        yield _plain(f"also searched: {also} (--no-expand: only the words as typed)")
    if results.did_you_mean:
        correction = results.did_you_mean
        yield _plain(f"did you mean: {correction.text} ({_entries(correction.total)})")
    if suggestions:
        yield "these find something:"
        for suggestion in suggestions:
            yield _plain(f"  {command_line(suggestion.query)}  ({_entries(suggestion.total)})")
    for hit in results.hits:
        why = explanations.get(hit.id)
        yield ""
        yield from _hit_lines(hit)
        if why:
            yield from map(_plain, explanation_lines(why))
    yield from _facet_lines(results)


def command_line(query: Query) -> str:
    """Return the command line for a query."""
    words: list[str] = []
    options: list[str] = []
    for name, value in parameters_of(query):
        if name == "q":
            typed = value.split()
            ends = ["--"] if any(word.startswith("--") for word in typed) else []
            words = [*ends, shlex.join(typed)]
        elif name == "expand":
            options.append("--no-expand")
        else:
            options.append(f"--{name.replace('_', '-')} {shlex.quote(value)}")
    return " ".join(["torino search", *options, *words])


def _headline(results: Results) -> str:
    query = results.query
    line = _entries(results.total)
    if results.partial:
        line += ", none with all the words; these hold most of them"
    if query.filter_count and results.total_without_filters != results.total:
        line += f" ({results.total_without_filters} without filters)"
    if results.pages > 1 or query.page > 1:
        line += f", page {query.page} of {results.pages}"
    return line


def _hit_lines(hit: Hit) -> Iterator[str]:
    where = [place_name(place, LANGUAGE) for place in hit.places]
    where += [label_of("country", code)[LANGUAGE] for code in hit.countries]
    meta = [_span(hit), hit.id, hit.kind, *where, hit.shown.language]
    if hit.shown.origin != "published":
        meta.append(f"{hit.shown.origin} translation")
    yield _marked(hit.shown.title) or "(no title)"
    yield "  " + click.style(_plain(" · ".join(meta)), dim=True)
    yield "  " + _marked(hit.shown.text)


def _facet_lines(results: Results) -> Iterator[str]:
    if not results.total:
        return
    yield ""
    for field in _SHOWN_FACETS:
        facet = results.facets[field]
        shown = [f"{v.labels[LANGUAGE]} {v.count}" for v in facet.values[:_SHOWN_VALUES]]
        more = facet.total_values - len(shown)
        if shown:
            rest = f" and {more} more" if more > 0 else ""
            yield _plain(f"{field + ':':<9}{', '.join(shown)}{rest}")


def entry_lines(entry: Entry) -> Iterator[str]:
    """Yield the lines of one entry with all its versions."""
    yield click.style(_plain(entry.original.title) or "(no title)", bold=True)
    yield f"{_days(entry.dates.start, entry.dates.end)} · {entry.id} · {entry.kind}"
    places = [place_name(place, LANGUAGE) for place in entry.places]
    places += [label_of("country", code)[LANGUAGE] for code in entry.countries]
    if places:
        yield _plain("places: " + ", ".join(places))
    for person in entry.people:
        yield _plain(f"person: {person.name}" + (f", {person.role}" if person.role else ""))
    for doubt in entry.doubts:
        readings = "; ".join(f"{r.source}: {r.value}" for r in doubt.readings)
        yield _plain(f"doubt about the {doubt.field}: {readings}")
    for version in entry.versions:
        yield ""
        yield click.style(_plain(_version_line(version)), dim=True)
        if version is not entry.original and version.title:
            yield click.style(_plain(version.title), bold=True)
        yield _plain(version.text)
    yield ""
    for source in entry.sources:
        yield _plain(f"source: {source.url}")


def _version_line(version: Version) -> str:
    if version.origin == "published":
        return f"[{version.language}, as published]"
    by = "a person" if version.origin == "human" else version.engine or "a machine"
    checked = "" if version.origin == "human" else ", not checked by a person"
    return f"[{version.language}, translated by {by}{checked}]"


def _marked(snippet: Snippet) -> str:
    """Return the text with its marks in bold; click drops the bold when there is no terminal."""
    text, end = "", 0
    for start, stop in snippet.marks:
        text += _plain(snippet.text[end:start])
        text += click.style(_plain(snippet.text[start:stop]), bold=True)
        end = stop
    return text + _plain(snippet.text[end:])


def _plain(text: str) -> str:
    """Return the text without what could steer the terminal; styles are added afterwards."""
    return text_for("terminal", text)


def _span(hit: Hit) -> str:
    return _days(hit.dates.start, hit.dates.end)


def _days(start: object, end: object) -> str:
    if start is None:
        return "undated"
    return str(start) if start == end else f"{start}/{end}"


def _entries(count: int) -> str:
    return f"{count} entry" if count == 1 else f"{count} entries"


def note_text(note: Note) -> str:
    """Return a note in words, without control characters."""
    return _plain(f"{note.value}: {_NOTES.get(note.code, note.code.replace('-', ' '))}")
