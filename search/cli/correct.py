"""The verb that corrects an entry."""

from __future__ import annotations

from collections.abc import Iterator

import click

from index.cli.archive import progress_bar
from index.cli.empty_home import require_archive
from index.cli.screen import stdout_screen
from index.cli.verbs import EXIT_CODES, did_you_mean, examples, there_are
from index.commands.correct import correct as correct_entry
from index.commands.correct import undo_corrections
from index.model.entry import Entry
from index.model.errors import ArchiveError
from index.store.corrections import FIELDS, Correction, CorrectionField, read_corrections
from index.store.home import Home
from index.text.output_characters import text_for
from search.cli.filter_types import NameType
from search.cli.names import find_entry, live_searcher
from search.cli.words import WordsCommand
from search.query.entry_address import id_in


@click.command(
    cls=WordsCommand,
    epilog=examples(
        "torino correct 2012-05-16-86sr     # what it has, and what is corrected",
        'torino correct 2012-05-16-86sr kind meeting --why "nobody travelled"',
        'torino correct 2012-05-16-86sr people "+Ada Rossi | interpreter" --who Anna',
        "torino correct --undo 2012-05-16-86sr people",
        notes="The fields and what they may hold are in the reference, under corrections.csv. "
        f"{EXIT_CODES[:-1]}. A value that the field cannot have changes nothing.",
    ),
)
@click.argument("id", type=NameType())
@click.argument("field", required=False)
@click.argument("value", required=False)
@click.option("--why", default="", help="The reason, which readers see.")
@click.option(
    "--who", envvar="TORINO_WHO", default="", help="Your name, for the archive (TORINO_WHO)."
)
@click.option("--undo", is_flag=True, help="Take the corrections of FIELD, or all, back.")
@click.pass_obj
def correct(
    home: Home, id: str, field: str | None, value: str | None, why: str, who: str, undo: bool
) -> None:
    """Correct one FIELD of an entry: write it into corrections.csv, and publish it.

    ID is the entry's id, its address on a site, or the address of its page. In a list, +VALUE adds
    and -VALUE takes away.
    """
    require_archive(home)
    asked = None if field is None else _field(field)
    if undo:
        if value is not None:
            raise click.UsageError("--undo takes no VALUE: it takes back all corrections of FIELD")
        _undo(home, id, asked)
        return
    with live_searcher(home) as searcher:
        entry = find_entry(searcher, id)
    if asked is None:
        _print_state(home, entry)
        return
    if value is None:
        raise click.UsageError(f'no VALUE for {asked}; an empty one, "", is a value too')
    if asked in ("join", "part") and value.strip():
        value = _other_account(home, entry, asked, value)
    correction = Correction(0, entry.id, asked, value.strip(), who.strip(), why.strip())
    with progress_bar() as progress:
        correct_entry(home, entry, correction, progress)
    click.echo(text_for("terminal", f"corrected: {asked} of {entry.id}"))


def _field(name: str) -> CorrectionField:
    """Return the field of a name. Raises UsageError, which names near ones."""
    for field in FIELDS:
        if name.lower() == field:
            return field
    near = did_you_mean(name, FIELDS) or there_are(FIELDS)
    raise click.UsageError(f"no field {name!r}; {near}")


def _other_account(home: Home, entry: Entry, field: CorrectionField, value: str) -> str:
    """Return the id of the account to join, or to part, which may be given by its address."""
    id = id_in(value)
    if field == "join":
        with live_searcher(home) as searcher:
            other = find_entry(searcher, value)
        if other.id == entry.id:
            raise ArchiveError(f"{id} and {entry.id} are one entry already")
        return other.id
    with home.open_store("read") as store:
        rows = [store.published.row(alias) for alias in entry.aliases]
    accounts = {row.id: row.url for row in rows if row}
    found = [each for each, url in accounts.items() if value in (each, url) or id == each]
    if not found:
        parts = ", ".join(f"{each} ({url})" for each, url in accounts.items())
        of = f"its other accounts: {parts}" if parts else "it has one account"
        raise ArchiveError(f"{entry.id} has no account {value}; {of}")
    return found[0]


def _undo(home: Home, id: str, field: CorrectionField | None) -> None:
    """Take corrections back, also those of an id that no entry has, or of one that is hidden."""
    asked = id_in(id)
    ids = {asked, asked.lower()}
    with live_searcher(home) as searcher:
        if entry := searcher.get(asked) or searcher.get(asked.lower()):
            ids |= {entry.id, *entry.aliases}
        else:
            with home.open_store("read") as store:
                ids |= store.published.of_one_entry(asked.lower())
    with progress_bar() as progress:
        lines = undo_corrections(home, ids, field, progress)
    if not lines:
        of = f"{field} of {id}" if field else id
        raise ArchiveError(f"no correction of {of} in {home.corrections.name}; nothing was changed")
    click.echo(f"taken back: line {', '.join(map(str, lines))} of {home.corrections.name}")


def _print_state(home: Home, entry: Entry) -> None:
    screen = stdout_screen()
    for name, value in _state(entry):
        screen.echo(text_for("terminal", f"{name:<13} {value}"))
    for row in read_corrections(home.corrections):
        if row.id in (entry.id, *entry.aliases):
            by = " ".join(part for part in (row.who and f"by {row.who}", row.why) if part)
            line = f"line {row.line}: {row.field} {row.value!r}{f' ({by})' if by else ''}"
            screen.echo(text_for("terminal", f"{'corrected':<13} {line}"))


def _state(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield each field and its value as a correction would write it; the text is left out."""
    original = entry.original
    days = dict.fromkeys(day.isoformat() for day in (entry.dates.start, entry.dates.end) if day)
    yield "id", entry.id
    yield "title", original.title
    yield "language", original.language
    yield "kind", entry.kind
    yield "date", "/".join(days)
    yield "countries", " ".join(entry.countries)
    yield "places", "; ".join(place.id for place in entry.places)
    yield "people", "; ".join(f"{p.name} | {p.role} | {p.side}" for p in entry.people)
    for doubt in entry.doubts:
        yield "doubts", f"{doubt.field}: {' or '.join(each.value for each in doubt.readings)}"
