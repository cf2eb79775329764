"""The commands search, show and export."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import click

from index.cli.filter_types import CountryType, YearType
from index.cli.screen import stdout_screen
from index.cli.verbs import examples
from index.model.entry import KINDS
from index.model.entry_json import entry_to_json
from index.store.home import Home
from index.text.output_characters import escaped_json
from search.cli.filter_types import DateType, KindType, NameType, ReadType, SortType, WrittenType
from search.cli.names import find_entry, live_searcher, with_known_names
from search.cli.results_text import LANGUAGE, answer_lines, entry_lines, note_text
from search.cli.words import WordsCommand
from search.export.file_formats import FILE_FORMATS, ExportFormat, FileOptions
from search.export.json_format import explanation_json, results_json
from search.export.tables import SEPARATORS, Separator
from search.query.notes import Note
from search.query.query import Query
from search.query.url_parameters import query_of
from search.searcher import Searcher
from search.zero_results import zero_result_suggestions

_FILTERS = (
    click.option("--person", type=NameType(), metavar="NAME", help="Words of a person's name."),
    click.option("--place", type=NameType(), metavar="NAME", help="A city, territory or country."),
    click.option("--phrase", type=NameType(), metavar="WORDS", help="Exactly these words."),
    click.option("--year", multiple=True, type=YearType(), metavar="YYYY", help="In this year. *"),
    click.option(
        "--from",
        "since",
        type=DateType(),
        metavar="DATE",
        help="From YYYY, YYYY-MM, YYYY-MM-DD or 'maggio 2007'.",
    ),
    click.option("--to", "until", type=DateType(), metavar="DATE", help="To a date, inclusive."),
    click.option(
        "--country",
        multiple=True,
        type=CountryType(),
        metavar="COUNTRY",
        help="FR, France or Francia. *",
    ),
    click.option(
        "--not-country",
        multiple=True,
        type=CountryType(),
        metavar="COUNTRY",
        help="Without this country. *",
    ),
    click.option(
        "--kind",
        multiple=True,
        type=KindType(),
        metavar="KIND",
        help=f"{', '.join(KINDS)}, or in Italian. *",
    ),
    click.option(
        "--written",
        multiple=True,
        type=WrittenType(),
        metavar="LANGUAGE",
        help="Written in it, en, fr or und (uncertain), or a name. *",
    ),
    click.option(
        "--people",
        multiple=True,
        type=NameType(),
        metavar="ID",
        help="A person's id or whole name. *",
    ),
    click.option(
        "--places",
        multiple=True,
        type=NameType(),
        metavar="ID",
        help="A place's id or whole name. *",
    ),
    click.option(
        "--read",
        type=ReadType(),
        metavar="LANGUAGE",
        help="Language to read in: it, en or orig, that of each original (default).",
    ),
    click.option(
        "--expand/--no-expand", default=True, help="Also search terms of the same meaning."
    ),
    click.option(
        "--drop", multiple=True, metavar="TERM", help="A term that expansion must not add. *"
    ),
    click.option(
        "--exactly", is_flag=True, help="Search a word that no entry has as it is, not corrected."
    ),
    click.option(
        "--sort",
        type=SortType(),
        metavar="ORDER",
        default="relevance",
        help="Order of hits: relevance, newest or oldest.",
    ),
    click.option(
        "--lenient",
        is_flag=True,
        is_eager=True,
        help="Leave out a filter's unknown value, with a note, where it would be refused.",
    ),
    click.argument("words", nargs=-1, type=click.UNPROCESSED),
)
_NOTES = """\
* may be repeated. Names are understood in Italian and English, without case and accents.

A word after one dash leaves entries with it out: cina -tibet. When it is also the name of an
option, write it after two dashes (cina -- -kind) or in one argument with others ('cina -kind').
What begins with two dashes is an option, never a word.

"""
Command = Callable[..., None]


def _filters(command: Command) -> Command:
    for decorate in reversed(_FILTERS):
        command = decorate(command)
    return command


@click.command(
    cls=WordsCommand,
    short_help="Find entries by words and filters.",
    epilog=examples(
        "torino search sindaco lione",
        "torino search --country Cina --kind missione --from 2007 --sort newest",
        "torino search cordoba -- -student         # with cordoba, without student",
        "torino search '\"buone pratiche\" ambasc*' --json",
        notes=f"{_NOTES}The answer goes to standard output, notes about it to standard error. "
        "Exit code: 0 done, also when nothing is found; 1 no archive; 2 wrong command, "
        "or an unknown value of a filter.",
    ),
)
@_filters
@click.option("--page", default="1", metavar="NUMBER", help="Which page of hits.")
@click.option("--limit", default="20", metavar="NUMBER", help="Hits a page, at most 100.")
@click.option("--json", "as_json", is_flag=True, help="The site's JSON on stdout.")
@click.option("--explain", is_flag=True, help="Show what each hit's score is made of.")
@click.pass_obj
def search(home: Home, /, as_json: bool, explain: bool, **asked: Any) -> None:
    """Find entries with all WORDS, in Italian or English; without words, every entry.

    Also "a phrase", -without, begin*.
    """
    with live_searcher(home) as searcher:
        query, notes = _query(asked, searcher)
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
    screen = stdout_screen()
    lenient = asked["lenient"]
    for line in answer_lines(results, suggestions, explanations, screen, lenient=lenient):
        screen.echo(line)


@click.command(
    short_help="Show one entry in full.",
    epilog=examples(
        "torino show 2012-05-16-86sr",
        "torino show https://archive.example.org/e/2012-05-16-86sr",
        "torino show 2012-05-16-86sr --json",
        notes="The entry goes to standard output. Exit code: 0 done; 1 no such entry.",
    ),
)
@click.argument("id", type=NameType())
@click.option("--json", "as_json", is_flag=True, help="The whole entry as JSON.")
@click.pass_obj
def show(home: Home, id: str, as_json: bool) -> None:
    """Show one entry with all its versions.

    ID is the entry's id, its address on a site, or the address of the page that it comes from.
    """
    with live_searcher(home) as searcher:
        entry = find_entry(searcher, id)
    if as_json:
        click.echo(escaped_json(json.dumps(entry_to_json(entry), ensure_ascii=False)))
        return
    screen = stdout_screen()
    for line in entry_lines(entry, screen):
        screen.echo(line)


@click.command(
    cls=WordsCommand,
    short_help="Write all entries of a search to a file.",
    epilog=examples(
        "torino export > entries.jsonl",
        "torino export --kind delegazione --year 2007 --format csv > delegations.csv",
        "torino export ambasciatore --format bib > ambassadors.bib",
        notes=f"{_NOTES}The file goes to standard output, notes to standard error. Exit code: "
        "0 done, also when nothing is found; 1 no archive; 2 wrong command, or an unknown value "
        "of a filter: then nothing is written.",
    ),
)
@_filters
@click.option(
    "--format",
    "form",
    type=click.Choice(tuple(FILE_FORMATS), case_sensitive=False),
    default="jsonl",
    help="Lines of JSON, a table, records for a reference manager, or points for a map.",
)
@click.option("--site", envvar="TORINO_SITE", default="", help="Address of the site (TORINO_SITE).")
@click.option(
    "--separator",
    type=click.Choice(tuple(SEPARATORS)),
    default="comma",
    help="Between the cells of a csv; an Italian Excel expects the semicolon.",
)
@click.option(
    "--accessed",
    type=click.DateTime(["%Y-%m-%d"]),
    default=lambda: date.today().isoformat(),
    show_default="today",
    help="The day of access that references carry.",
)
@click.pass_obj
def export(
    home: Home,
    /,
    form: ExportFormat,
    site: str,
    separator: Separator,
    accessed: datetime,
    **asked: Any,
) -> None:
    """Write every entry that WORDS and filters match, in the order of a search.

    Tables, references and points hold the entry's address on the site; without --site, its
    source's. The same entries with the same --accessed give the same file.
    """
    with live_searcher(home) as searcher:
        query, notes = _query(asked, searcher)
        for note in notes:
            click.echo(f"note: {note_text(note)}", err=True)
        searcher.search(replace(query, page=1, limit=1))  # raises before anything is written
        options = FileOptions(
            site.rstrip("/"), LANGUAGE, accessed.date(), searcher.profile(), separator
        )
        for part in FILE_FORMATS[form].write(searcher.export(query), options):
            sys.stdout.buffer.write(part)  # each format has its own line ends


def _query(asked: dict[str, Any], searcher: Searcher) -> tuple[Query, tuple[Note, ...]]:
    """Return the query of a command line. Raises QueryError, and UsageError for unknown names.

    With `--lenient` unknown names are left to the search, which says what it makes of them.
    """
    query, notes = query_of(parameters_of_options(asked))
    return (query if asked["lenient"] else with_known_names(query, searcher)), notes


def parameters_of_options(asked: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return the options and words of a command line as the parameters of a search."""
    options = {
        "q": [" ".join(asked["words"])],
        "from": [asked["since"] or ""],
        "to": [asked["until"] or ""],
        "expand": ["1" if asked["expand"] else "0"],
        "exactly": ["1" if asked["exactly"] else "0"],
    }
    for name in ("person", "place", "phrase", "read", "sort", "page", "limit"):
        options[name] = [str(asked.get(name) or "")]
    for name in ("year", "country", "not_country", "kind", "written", "people", "places", "drop"):
        options[name] = list(asked[name])
    return options
