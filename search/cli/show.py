"""The command show."""

from __future__ import annotations

import click

from index.cli.screen import stdout_screen
from index.cli.verbs import examples
from index.model.entry_json import entry_to_json
from index.store.home import Home
from index.text.output_characters import json_text
from search.cli.entry_text import entry_lines
from search.cli.filter_types import NameType
from search.cli.names import find_entry, live_searcher
from search.health.undecided_pairs import others_of


@click.command(
    epilog=examples(
        "torino show 2012-05-16-86sr",
        "torino show https://archive.example.org/e/2012-05-16-86sr",
        "torino show 2012-05-16-86sr --json",
        notes="The entry goes to standard output. Exit code: 0 done; 1 no such entry.",
    ),
)
@click.argument("id", type=NameType())
@click.option("--json", "as_json", is_flag=True, help="The whole entry as JSON.")
@click.option("--rough", is_flag=True, help="Also rough translations by machines.")
@click.pass_obj
def show(home: Home, id: str, as_json: bool, rough: bool) -> None:
    """Show one entry with all its versions.

    ID is the entry's id, its address on a site, or the address of the page that it comes from.
    """
    with live_searcher(home) as searcher:
        entry = find_entry(searcher, id)
        others = others_of(entry, searcher)
    if as_json:
        shown = {**entry_to_json(entry), "perhaps_same": [other.id for other in others]}
        click.echo(json_text(shown))
        return
    screen = stdout_screen()
    for line in entry_lines(entry, screen, rough=rough):
        screen.echo(line)
    for other in others:
        title = other.original.title or "(no title)"
        screen.echo(screen.line(f"perhaps the same event: {other.id} · {title}", hanging="  "))
