"""The command export."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import click

from index.cli.verbs import examples
from index.store.home import Home
from index.text.site_address import is_site_address
from search.cli.names import live_searcher
from search.cli.query_options import NOTES, filters, query_asked
from search.cli.results_text import LANGUAGE, note_text
from search.cli.words import WordsCommand
from search.export.file_formats import FILE_FORMATS, ExportFormat, FileOptions
from search.export.tables import SEPARATORS, Separator


def _site_address(context: click.Context, option: click.Parameter, given: str) -> str:
    """Return the address of the site without a slash at the end; "" for none."""
    if given and not is_site_address(given):
        raise click.BadParameter("it must be like https://archive.example.org", context, option)
    return given.rstrip("/")


@click.command(
    cls=WordsCommand,
    epilog=examples(
        "torino export > entries.jsonl",
        "torino export --kind delegazione --year 2007 --format csv > delegations.csv",
        "torino export ambasciatore --format bib > ambassadors.bib",
        notes=f"{NOTES}The file goes to standard output, notes to standard error. Exit code: "
        "0 done, also when nothing is found; 1 no archive; 2 wrong command, or an unknown value "
        "of a filter: then nothing is written.",
    ),
)
@filters
@click.option(
    "--format",
    "form",
    type=click.Choice(tuple(FILE_FORMATS), case_sensitive=False),
    default="jsonl",
    help="Lines of JSON, a table, records for a reference manager, or points for a map.",
)
@click.option(
    "--site",
    envvar="TORINO_SITE",
    default="",
    callback=_site_address,
    help="Address of the site (TORINO_SITE).",
)
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
        query, notes = query_asked(asked, searcher)
        for note in notes:
            click.echo(f"note: {note_text(note)}", err=True)
        found = searcher.search(
            replace(query, page=1, limit=1)
        )  # raises before anything is written
        if not found.total:
            click.echo("0 entries; a file is named with `> FILE`, all words are searched", err=True)
        options = FileOptions(site, LANGUAGE, accessed.date(), searcher.profile(), separator)
        for part in FILE_FORMATS[form].write(searcher.export(query), options):
            sys.stdout.buffer.write(part)  # each format has its own line ends
