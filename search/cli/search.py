"""The commands search, show and export."""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from typing import Any

import click

from index.model.entry import Entry, Version
from index.model.entry_json import entry_to_json
from index.model.errors import ArchiveError
from index.store.home import Home
from index.text.output_characters import escaped_json, text_for
from search.cli.explanation_text import explanation_lines
from search.export.json_format import explanation_json, results_json
from search.export.tables import WRITERS, ExportFormat
from search.open_searcher import open_searcher
from search.query.notes import Note, NoteCode
from search.query.query import READS, SORTS, FacetField, Query
from search.query.url_parameters import parameters_of, query_of
from search.results.labels import label_of, place_name
from search.results.results import Explanation, Hit, Results, Snippet
from search.zero_results import ZeroResultSuggestion, zero_result_suggestions

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
_FILTERS = (
    click.option("--person", default="", help="Words of a person's name."),
    click.option("--place", default="", help="A city, territory or country by name."),
    click.option("--phrase", default="", help="Exactly these words."),
    click.option("--year", multiple=True, help="In this year; may be repeated."),
    click.option("--from", "since", default="", help="From YYYY, YYYY-MM or YYYY-MM-DD."),
    click.option("--to", "until", default="", help="To YYYY, YYYY-MM or YYYY-MM-DD."),
    click.option("--country", multiple=True, help="Code or name; may be repeated."),
    click.option("--not-country", multiple=True, help="Without this country; may be repeated."),
    click.option("--kind", multiple=True, help="delegation, mission, event, …; may be repeated."),
    click.option("--written", multiple=True, help="Written in it, en, fr or und."),
    click.option("--people", multiple=True, help="A person's id, from the facets."),
    click.option("--places", multiple=True, help="A place's id, from the facets."),
    click.option("--read", type=click.Choice(READS), default="orig", help="Language to read in."),
    click.option(
        "--expand/--no-expand", default=True, help="Also search terms of the same meaning."
    ),
    click.option("--drop", multiple=True, help="A term that expansion must not add."),
    click.option("--sort", type=click.Choice(SORTS), default="relevance", help="Order of hits."),
    click.argument("words", nargs=-1, type=click.UNPROCESSED),
)
_WORDS = {"ignore_unknown_options": True, "help_option_names": ["--help"]}
"""A word like -hotel is an exclusion, so -h is no option here."""
Command = Callable[..., None]


def _filters(command: Command) -> Command:
    for decorate in reversed(_FILTERS):
        command = decorate(command)
    return command


@click.command(context_settings=_WORDS)
@_filters
@click.option("--page", default="1", help="Which page of hits.")
@click.option("--limit", default="20", help="Hits a page, at most 100.")
@click.option("--json", "as_json", is_flag=True, help="The site's JSON on stdout.")
@click.option("--explain", is_flag=True, help="Show what each hit's score is made of.")
@click.pass_obj
def search(home: Home, /, as_json: bool, explain: bool, **asked: Any) -> None:
    """Find entries with all WORDS; also "a phrase", -without, begin*. No words: everything."""
    query, notes = _query(asked)
    with closing(open_searcher(home.location)) as searcher:
        results = searcher.search(query)
        explanations = searcher.explain(query) if explain else {}
        suggestions = () if as_json or results.total else zero_result_suggestions(searcher, results)
    if as_json:
        data = results_json(results, LANGUAGE)
        data["understood"]["notes"] = [
            {"code": note.code, "value": note.value} for note in (*notes, *results.understood.notes)
        ]
        if explain:
            for hit in data["hits"]:
                why = explanations.get(hit["id"])
                hit["explanation"] = explanation_json(why) if why else None
        click.echo(escaped_json(json.dumps(data, ensure_ascii=False)))
        return
    for note in (*notes, *results.understood.notes):
        click.echo(f"note: {_note_text(note)}", err=True)
    if explain and (results.understood.how == "everything" or query.sort != "relevance"):
        click.echo("note: the hits are in the order of their dates, not of a score", err=True)
    for line in _answer_lines(results, suggestions, explanations):
        click.echo(line)


@click.command()
@click.argument("id")
@click.option("--json", "as_json", is_flag=True, help="The whole entry as JSON.")
@click.pass_obj
def show(home: Home, id: str, as_json: bool) -> None:
    """Show one entry by its ID, with all its versions."""
    with closing(open_searcher(home.location)) as searcher:
        entry = searcher.get(id)
        gone = entry is None and searcher.is_withdrawn(id)
    if entry is None:
        fate = "was withdrawn" if gone else "does not exist; `torino search` shows ids"
        raise ArchiveError(f"entry {id} {fate}")
    if as_json:
        click.echo(escaped_json(json.dumps(entry_to_json(entry), ensure_ascii=False)))
        return
    for line in _entry_lines(entry):
        click.echo(line)


@click.command(context_settings=_WORDS)
@_filters
@click.option(
    "--format",
    "form",
    type=click.Choice(tuple(WRITERS)),
    default="jsonl",
    help="Lines of JSON, a table, or records for a reference manager.",
)
@click.option("--site", envvar="TORINO_SITE", default="", help="Address of the site (TORINO_SITE).")
@click.pass_obj
def export(home: Home, /, form: ExportFormat, site: str, **asked: Any) -> None:
    """Write every entry that WORDS and filters match, in the order of a search.

    Records of csv, ris and bib hold the entry's address on the site; without --site, its source's.
    """
    query, notes = _query(asked)
    for note in notes:
        click.echo(f"note: {_note_text(note)}", err=True)
    with closing(open_searcher(home.location)) as searcher:
        searcher.search(replace(query, page=1, limit=1))  # raises before anything is written
        for part in WRITERS[form](searcher.export(query), site.rstrip("/"), LANGUAGE):
            sys.stdout.buffer.write(part.encode())  # each format has its own line ends


def _query(asked: dict[str, Any]) -> tuple[Query, tuple[Note, ...]]:
    """Return the query of a command line. Raises QueryError."""
    return query_of(parameters_of_options(asked))


def parameters_of_options(asked: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return the options and words of a command line as the parameters of a search."""
    options = {
        "q": [" ".join(asked["words"])],
        "from": [asked["since"]],
        "to": [asked["until"]],
        "expand": ["1" if asked["expand"] else "0"],
    }
    for name in ("person", "place", "phrase", "read", "sort", "page", "limit"):
        options[name] = [str(asked.get(name, ""))]
    for name in ("year", "country", "not_country", "kind", "written", "people", "places", "drop"):
        options[name] = list(asked[name])
    return options


def _answer_lines(
    results: Results,
    suggestions: Sequence[ZeroResultSuggestion],
    explanations: Mapping[str, Explanation],
) -> Iterator[str]:
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


def _entry_lines(entry: Entry) -> Iterator[str]:
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


def _note_text(note: Note) -> str:
    return _plain(f"{note.value}: {_NOTES.get(note.code, note.code.replace('-', ' '))}")
