"""The command log."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any

import click

from index.cli.empty_home import require_archive
from index.cli.screen import stdout_screen
from index.cli.verbs import examples
from index.model.change import LABELLED, Change, PartChange, time_text
from index.model.errors import ArchiveError
from index.store.database import Store
from index.store.history import Record
from index.store.home import Home
from index.text.output_characters import json_text
from search.cli.captures import is_page, list_captures, print_capture
from search.cli.filter_types import DateType, NameType
from search.query.date_bounds import span_of
from search.query.entry_address import id_in
from search.results.labels import label_of


@click.command(
    epilog=examples(
        "torino log                         # everything, the newest first",
        "torino log --since 2026-11",
        "torino log 2012-05-16-86sr         # one entry, by any id that leads to it",
        "torino log --limit 5 --json",
        notes="The history goes to standard output. Exit code: 0 done, also when nothing has "
        "changed; 1 no archive, or no such entry, page or capture.",
    ),
)
@click.argument("id", type=NameType(), required=False)
@click.option(
    "--since",
    type=DateType(),
    metavar="DATE",
    help="Only changes published since YYYY, YYYY-MM, YYYY-MM-DD or 'maggio 2007' (UTC).",
)
@click.option("--capture", type=click.IntRange(1), help="Print this capture of a page.")
@click.option("--limit", type=click.IntRange(1), help="Only the newest; default: all.")
@click.option("--json", "as_json", is_flag=True, help="Each change as JSON, one a line.")
@click.pass_obj
def log(
    home: Home,
    id: str | None,
    since: str | None,
    capture: int | None,
    limit: int | None,
    as_json: bool,
) -> None:
    """Show what each publication changed: added, changed, corrected, withdrawn and so on.

    With ID, an entry's id or its address on a site, only what became of that entry; ids that it had
    before lead to it too. What an archive held when its history began is not listed.

    With the address of a page, the captures that the archive has of it; --capture prints one.
    """
    require_archive(home)
    screen = stdout_screen()
    first = span_of(since)[0].isoformat() if since else ""
    address = id if id and is_page(id) and id_in(id) == id.strip() else None
    if capture is not None and address is None:
        raise click.UsageError("--capture needs the address of a page")
    with home.open_store("read") as store:
        if address is not None and capture is not None:
            print_capture(store, address, capture)
            return
        if address is not None:
            list_captures(store, address, screen, as_json=as_json)
            return
        for record in islice(_records(store, id, first), limit):
            if as_json:
                click.echo(json_text(_record_json(record)))
                continue
            change = record.change
            time = screen.line(f"{change.time.astimezone():%Y-%m-%d %H:%M}", dim=True)
            name = screen.line(change.id, bold=True)
            screen.echo(f"{time}  {name}  {screen.line(_words(record))}")


def _records(store: Store, name: str | None, since: str) -> Iterator[Record]:
    """Yield the records asked for, newest first. Raises ArchiveError for an unknown id."""
    if name is None:
        yield from store.history.latest(-1, since)
        return
    id = id_in(name)
    if store.published.row(id) is None:
        raise ArchiveError(f"no entry had the id {id!r}; `torino search` shows the ids of entries")
    first = datetime.fromisoformat(f"{since}T00:00:00+00:00") if since else None
    for record in reversed(store.history.of(store.published.of_one_entry(id))):
        if first is None or record.change.time >= first:
            yield record


def _record_json(record: Record) -> dict[str, Any]:
    change = record.change
    return {
        "time": time_text(change.time),
        "id": change.id,
        "change": change.kind,
        "parts": [
            {"part": each.part, "before": each.before, "after": each.after} for each in change.parts
        ],
        "who": record.who,
        "why": change.why,
        "language": change.language,
        "origin": change.origin,
        "other": change.other,
        "publication": record.token,
    }


def _words(record: Record) -> str:
    """Return what was changed, in words."""
    change = record.change
    said = ", ".join(map(_part_words, change.parts)) or _further(change)
    if change.why or record.who:
        by = f"by {record.who}" if record.who else ""
        said += f" ({', '.join(filter(None, (change.why, by)))})"
    return f"{change.kind} {said}".strip()


def _further(change: Change) -> str:
    if change.kind == "joined":
        return f"to {change.other}"
    if change.kind == "parted":
        return f"from {change.other}" if change.other else ""
    if change.kind == "translated":
        who = "a person" if change.origin == "human" else "a machine"
        return f"into {label_of('written', change.language)['en']} by {who}"
    return ""


def _part_words(change: PartChange) -> str:
    if change.part not in LABELLED or not (change.before or change.after):
        return change.part
    return f"{change.part} {change.before or 'none'} → {change.after or 'none'}"
