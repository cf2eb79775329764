"""The verbs for translations that are there: export, import, review, drop."""

from __future__ import annotations

import shutil
import sys
from collections import Counter

import click

from index.cli.empty_home import require_archive
from index.cli.translation_files import export_translations, import_translations
from index.cli.verbs import EXIT_CODES, VerbGroup, examples
from index.model.errors import ArchiveError
from index.publishing.live_state import open_archive
from index.publishing.publish import publish_if_due
from index.publishing.untranslated import untranslated_entries
from index.store.database import Store
from index.store.home import Home
from index.store.stored_translation import Attempt
from index.text.output_characters import text_for
from index.translation.exchange import outdated_rows, rows_to_review
from index.translation.reviewed_csv import write_csv


@click.group(
    cls=VerbGroup,
    epilog=examples(
        "torino translations export memory.tmx",
        "torino translations review",
    ),
)
def translations() -> None:
    """Take translations out, bring them in, look them over, or drop a machine's."""


translations.add_command(export_translations)
translations.add_command(import_translations)


@translations.command(
    short_help="List what a person should look at.",
    epilog=examples(
        "torino translations review --rejected",
        "torino translations review --csv > to-correct.csv",
        notes=f"The list goes to standard output, its length to standard error. {EXIT_CODES}",
    ),
)
@click.option("--csv", "as_csv", is_flag=True, help="Whole, with a column for corrections.")
@click.option("--rejected", is_flag=True, help="Only what is not shown.")
@click.pass_obj
def review(home: Home, as_csv: bool, rejected: bool) -> None:
    """List what a person should look at: rejected texts first, then people's translations whose
    originals have changed since, then what machines made.

    Fill in the last column of the CSV and bring it back with `translations import`.
    """
    require_archive(home)
    with home.open_store("read") as store:
        found = list(rows_to_review(store.memory))
        rows = [row for row in found if row.status == "rejected"]
        if not rejected:
            rows += _outdated(home, store)
            rows += (row for row in found if row.status != "rejected")
    if as_csv:
        write_csv(rows, sys.stdout)
        return
    for row in rows:
        click.echo(text_for("terminal", _row(row)))
    counts = Counter(row.reason if row.origin == "human" else row.status for row in rows)
    changed = counts["outdated"] + counts["unused"]
    also = f", {changed} whose originals have changed since" if changed else ""
    click.echo(f"{counts['rejected']} rejected{also}, {counts['ok']} shown", err=True)


def _outdated(home: Home, store: Store) -> list[Attempt]:
    """Return what of people's translations is to be done again; pages are read only if any is."""
    translated = store.published.translated()
    if all(each.state == "shown" for states in translated.values() for each in states.values()):
        return []
    with untranslated_entries(home, store) as entries:
        return list(outdated_rows(entries, translated, store.memory))


@translations.command(
    short_help="Drop every text of one machine.",
    epilog=examples("torino translations drop --translator apertium"),
)
@click.option("--translator", "name", metavar="NAME", required=True, help="Whose texts to drop.")
@click.pass_obj
def drop(home: Home, name: str) -> None:
    """Drop every text that a machine made; people's stay."""
    require_archive(home)
    with home.hold("change"), open_archive(home, "change") as store:
        translators = store.memory.translators()
        shown = 0
        if name in translators:
            with store.change():
                shown = store.memory.drop_translator(name)
                store.touch()
        published = publish_if_due(home, store)
        if name not in translators and not published and not store.spending.has_asked(name):
            known = ", ".join(sorted(translators)) or "none"
            raise ArchiveError(f"nothing here was made by {name}; translators here: {known}")
    click.echo(f"dropped {translators.get(name, 0)} texts, {shown} of them shown")


def _row(row: Attempt) -> str:
    pair = f"{row.source_language}>{row.target_language}"
    word = f"{row.status}: {row.reason}" if row.reason else row.status
    if row.origin == "human":
        word = row.reason or row.status
    who = row.translator or "a person's"
    return f"{pair} {who} {word}\n  {_short(row.source)}\n  {_short(row.target or '')}"


def _short(text: str) -> str:
    width = shutil.get_terminal_size().columns - 4
    return text if len(text) <= width else f"{text[: width - 1]}…"
