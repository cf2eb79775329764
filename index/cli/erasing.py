"""The verb that erases pages and entries for good."""

from __future__ import annotations

import sys

import click

from index.cli.archive import progress_bar
from index.cli.empty_home import require_archive
from index.cli.verbs import EXIT_CODES, examples
from index.commands.erase import EraseReport, allow
from index.commands.erase import erase as erase_names
from index.commands.erasure_plan import Erasure
from index.model.errors import ArchiveError
from index.store.home import Home
from index.text.output_characters import text_for

_OUT_OF_REACH = """\
What torino cannot reach may still have it:
  backups          make a new one with `torino backup`, then delete the older ones: restoring
                   one of them brings back what was erased
  exports          files written with `export`, `translations export` and `review`
  the disk         snapshots of the file system, and blocks of files that were deleted
  a running site   until it has opened the new index, some seconds after this
  elsewhere        search engines, web archives, translation services, readers' copies
  your sources     the page itself, and the mirror that `torino add` read"""


@click.command(
    epilog=examples(
        "torino erase --yes 2012-05-16-86sr",
        notes=f"{EXIT_CODES[:-1]}. When a name is unknown, that is 1, and nothing is changed.",
    ),
)
@click.argument("names", nargs=-1, required=True, metavar="URL|ID…")
@click.option("--yes", is_flag=True, help="Do not ask; needed where there is no terminal.")
@click.option("--allow", "is_allowed", is_flag=True, help="Let erased addresses be added again.")
@click.pass_obj
def erase(home: Home, names: tuple[str, ...], yes: bool, is_allowed: bool) -> None:
    """Erase pages (by address) or entries (by id) from every file of the home, for good.

    `torino remove` only hides them. An entry goes with its copies and both languages; an entry of a
    list is cut out of its page. What is erased is not added again, unless --allow says so. After
    an interrupted run, give the same command again.
    """
    require_archive(home)
    if is_allowed:
        if unknown := allow(home, names):
            raise ArchiveError(
                f"no erased page has the address {', '.join(unknown)}; nothing was changed. --allow"
                " takes the addresses of pages, not the ids of entries"
            )
        _echo(f"may be added again: {', '.join(names)}")
        return
    if not (yes or sys.stdin.isatty()):
        raise click.UsageError("erasing cannot be undone; say --yes where nobody can be asked")
    with progress_bar() as progress:
        report = erase_names(home, names, (lambda _: True) if yes else _is_confirmed, progress)
    if report is None:
        raise ArchiveError("nothing was erased")
    if report.unknown:
        raise ArchiveError(f"not in the archive: {', '.join(report.unknown)}; nothing was changed")
    _print(report)


def _is_confirmed(erasure: Erasure) -> bool:
    _print_erasure(erasure, "to be erased")
    return click.confirm("This cannot be undone. Erase?", err=True)


def _print(report: EraseReport) -> None:
    for name, day in report.already:
        _echo(f"erased already on {day}: {name}")
    if report.erased is None:
        return
    _print_erasure(report.erased, "erased")
    if shown := report.still_shown:
        again = f"erase them there too: torino erase {' '.join(shown)}"
        _echo(f"still shown, from other pages: {', '.join(shown)}; {again}")
    _echo(f"translations    {report.translations}")
    if report.others:
        _echo(f"not torino's files, look into them yourself: {', '.join(report.others)}", err=True)
    for backup in report.backups:
        _echo(f"backup of {backup.day}, which may still have it: {backup.path}", err=True)
    _echo(_OUT_OF_REACH, err=True)


def _print_erasure(erasure: Erasure, done: str) -> None:
    for url in erasure.pages:
        _echo(f"{done}: page {url} with all its captures")
    for id, title in erasure.titles.items():
        _echo(f"{done}: {id}  {title}")
    for url in erasure.redacted:
        _echo(f"rewritten without it: {url} (older captures of this page go whole)")
    for url in erasure.documents:
        _echo(f"a document, of which the text that was read stays, as a web page: {url}")
    for url in dict.fromkeys(erasure.remaining):
        _echo(f"stays, with another account or a copy of it: {url}")


def _echo(text: str, *, err: bool = False) -> None:
    for line in text.splitlines():
        click.echo(text_for("terminal", line), err=err)
