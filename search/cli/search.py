"""The commands search, show and export."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import replace
from typing import Any

import click

from index.model.entry_json import entry_to_json
from index.model.errors import ArchiveError
from index.store.home import Home
from index.text.output_characters import escaped_json
from search.cli.results_text import LANGUAGE, answer_lines, entry_lines, note_text
from search.export.json_format import explanation_json, results_json
from search.export.tables import WRITERS, ExportFormat
from search.open_searcher import open_searcher
from search.query.notes import Note
from search.query.query import READS, SORTS, Query
from search.query.url_parameters import query_of
from search.zero_results import zero_result_suggestions

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
        click.echo(f"note: {note_text(note)}", err=True)
    if explain and (results.understood.how == "everything" or query.sort != "relevance"):
        click.echo("note: the hits are in the order of their dates, not of a score", err=True)
    for line in answer_lines(results, suggestions, explanations):
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
    for line in entry_lines(entry):
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
        click.echo(f"note: {note_text(note)}", err=True)
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
