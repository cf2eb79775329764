"""The command `explain`: how an entry was read, or how a file would be."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress

import click

from index.cli.screen import stdout_screen
from index.cli.verbs import examples
from index.commands.read_sources import read_sources
from index.model.entry import Entry
from index.model.errors import ArchiveError, CacheError, StoreError
from index.model.page_account import PageAccount, account_report
from index.publishing.text_account import accounts_of_pages
from index.reading.sources import Skipped
from index.store.home import Home
from index.text.output_characters import json_text, text_for
from search.cli.filter_types import NameType
from search.cli.names import find_entry, live_searcher
from search.cli.reading_text import account_lines, reading_lines
from search.export.reading_json import reading_json


@click.command(
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

    Then what became of the text of its page, with the lines that nobody reads.

    ID is an entry's id or one of its addresses. A FILE, a folder, or - for standard input is read
    as `torino add` would read it; nothing is added, and nothing is joined.
    """
    screen = stdout_screen()
    count = 0
    for entries, accounts in _readings(home, name):
        text = [{"page": url, **account_report(each)} for url, each in accounts.items()]
        for entry in entries:
            if as_json:
                told = {**reading_json(entry), "text": text}
                click.echo(json_text(told))
            else:
                if count:
                    screen.echo()
                for line in reading_lines(entry, screen):
                    screen.echo(line)
            count += 1
        for url, account in accounts.items() if not as_json else ():
            screen.echo()
            for line in account_lines(url, account, screen):
                screen.echo(line)
    if not count:
        raise ArchiveError(f"{name} has no entries that can be read")


def _readings(home: Home, name: str) -> Iterator[tuple[Sequence[Entry], Mapping[str, PageAccount]]]:
    """Yield entries with the accounts of their pages: one entry of the archive, or those of each
    page of a source."""
    if name != "-" and not os.path.exists(name):  # noqa: PTH110  # False where one may not look
        with live_searcher(home) as searcher:
            entry = find_entry(searcher, name)
        accounts: Mapping[str, PageAccount] = {}
        with suppress(StoreError, CacheError):  # an index may be here without its archive
            accounts = accounts_of_pages(home, entry.read_from)
        yield (entry,), accounts
        return
    for found in read_sources(home, (name,)):
        if isinstance(found, Skipped):
            click.echo(text_for("terminal", f"skipped {found.name}: {found.detail}"), err=True)
        else:
            page, read = found
            yield read.entries, {page.url: read.account}
