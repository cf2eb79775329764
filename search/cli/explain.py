"""The command `explain`: how an entry was read, or how a file would be."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator

import click

from index.cli.screen import stdout_screen
from index.cli.verbs import examples
from index.commands.read_sources import read_sources
from index.model.entry import Entry
from index.model.errors import ArchiveError
from index.reading.sources import Skipped
from index.store.home import Home
from index.text.output_characters import escaped_json, text_for
from search.cli.filter_types import NameType
from search.cli.names import find_entry, live_searcher
from search.cli.reading_text import reading_lines
from search.export.reading_json import reading_json


@click.command(
    short_help="Say how an entry was read, or how a file would be.",
    epilog=examples(
        "torino explain 2012-05-16-86sr",
        "torino explain 2012-05-16-86sr --json",
        notes="The answer goes to standard output, what could not be read to standard error. "
        "Exit code: 0 done; 1 no such entry, or nothing could be read.",
    ),
)
@click.argument("name", type=NameType(), metavar="ID|FILE")
@click.option("--json", "as_json", is_flag=True, help="A line of JSON for each entry.")
@click.pass_obj
def explain(home: Home, name: str, as_json: bool) -> None:
    """Say why an entry has its date, kind, language, people and places, and why it was joined.

    ID is an entry's id or one of its addresses. A FILE, a folder, or - for standard input is read
    as `torino add` would read it; nothing is added, and nothing is joined.
    """
    screen = stdout_screen()
    count = 0
    for entry in _entries(home, name):
        if as_json:
            click.echo(escaped_json(json.dumps(reading_json(entry), ensure_ascii=False)))
        else:
            if count:
                screen.echo()
            for line in reading_lines(entry, screen):
                screen.echo(line)
        count += 1
    if not count:
        raise ArchiveError(f"{name} has no entries that can be read")


def _entries(home: Home, name: str) -> Iterator[Entry]:
    if name != "-" and not os.path.exists(name):  # noqa: PTH110  # False where one may not look
        with live_searcher(home) as searcher:
            yield find_entry(searcher, name)
        return
    for found in read_sources(home, (name,)):
        if isinstance(found, Skipped):
            click.echo(text_for("terminal", f"skipped {found.name}: {found.detail}"), err=True)
        else:
            yield found
