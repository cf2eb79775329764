"""The verbs that change an archive: add, remove, index, backup, restore."""

from __future__ import annotations

import json
import logging
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, TypeVar

import click

from index.cli.empty_home import require_archive
from index.cli.verbs import EXIT_CODES, examples
from index.commands.add import add_sources
from index.commands.add_report import AddReport
from index.commands.backup import back_up
from index.commands.rebuild import rebuild
from index.commands.restore import restore as restore_backup
from index.commands.sample import fill_with_sample
from index.commands.withdraw import withdraw as withdraw_names
from index.files.progress import ProgressCallback, ignore_progress
from index.files.timings import Timings
from index.model.errors import ArchiveError
from index.publishing.publishing_run import Published
from index.store.corrections import not_entries, read_corrections
from index.store.home import Home
from index.store.unplaced import list_unplaced
from index.text.output_characters import text_for

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

_Word = TypeVar("_Word", bound=str)
_MAX_NAMED = 10
"""Pages or entries that are named; the others are only counted."""


_accept_loss = click.option(
    "--yes",
    "accept_loss",
    is_flag=True,
    help="Publish archive.db as it is, also when the search loses most of its entries.",
)


@click.command(
    epilog=examples(
        "torino add --sample",
        "torino add www.example.org         # a mirror made by wget",
        "cat page.html | torino add -",
        notes="What was read goes to standard output; what was skipped, and why, to standard "
        f"error. {EXIT_CODES[:-1]}. When nothing can be read, that is 1, and nothing is changed.",
    ),
)
@click.argument("sources", nargs=-1, metavar="SOURCE…")
@click.option("--sample", is_flag=True, help="Fill an empty archive with the bundled sample.")
@click.option(
    "--timings",
    is_flag=True,
    help="Say on stderr how long each stage took.",
)
@click.option("-v", "--verbose", is_flag=True, help="Print each damaged word that was repaired.")
@click.option(
    "--report",
    "report_file",
    type=click.File("w", encoding="utf-8", lazy=True),
    help="Write to FILE, in JSON lines, what became of each page and which text is unread.",
)
@_accept_loss
@click.pass_obj
def add(
    home: Home,
    sources: tuple[str, ...],
    sample: bool,
    timings: bool,
    verbose: bool,
    report_file: IO[str] | None,
    accept_loss: bool,
) -> None:
    """Read pages into the archive and publish a new index.

    A SOURCE is a text or HTML file, a PDF, a .docx, a folder (a mirror of the site), a web archive
    (.warc, .warc.gz), JSON lines (.jsonl), a feed (RSS, Atom), or - for standard input.
    """
    if sample and sources:
        raise click.UsageError("--sample takes no SOURCE; add your pages after it, or without it")
    if not sample and not sources:
        raise click.UsageError(
            "nothing to add; name a file or a folder, or begin with --sample, the bundled archive"
        )
    if sample:
        with progress_bar() as progress:
            published = fill_with_sample(home, progress)
        if published is None:
            click.echo("the sample is here already; nothing was changed")
        else:
            _print_published(published)
            click.echo("try `torino search sindaco lione`, or `torino serve`", err=True)
        return
    for source in sources:
        if not source.strip():
            raise click.UsageError("a SOURCE is empty; name a file or a folder, . for this one")
        if (address := source.strip()).lower().startswith(("http://", "https://")):
            raise click.UsageError(
                "addresses are not fetched; mirror the site first, then add the folder:\n"
                f"  wget --mirror --no-parent --adjust-extension --wait=1 {address}"
            )
    if verbose:
        logging.getLogger("index").setLevel(logging.INFO)
    with progress_bar() as progress:
        report = add_sources(
            home, sources, progress, accept_loss=accept_loss, detail=_line_writer(report_file)
        )
    _print_examples(report)
    if not report.read:
        raise ArchiveError("nothing could be read; the archive is as it was")
    _print_added(report)
    if timings:
        _print_timings(report.timings)
    _fail_if_incomplete(report.published)
    _print_unplaced(home)


@click.command(
    epilog=examples(
        "torino remove 2012-05-16-86sr",
        "torino remove --undo 2012-05-16-86sr",
        notes=f"{EXIT_CODES[:-1]}. When a name is unknown, that is 1, and nothing is changed.",
    ),
)
@click.argument("names", nargs=-1, required=True, metavar="URL|ID…")
@click.option("--undo", is_flag=True, help="Bring withdrawn pages or entries back.")
@click.pass_obj
def remove(home: Home, names: tuple[str, ...], undo: bool) -> None:
    """Withdraw pages (by address) or entries (by id); archive.db keeps them as withdrawn.

    An entry that other pages have too stays, and is named; its id withdraws it with all of them.
    What is withdrawn already stays so: after an interrupted run, give the same command again.
    """
    require_archive(home)
    report = withdraw_names(home, names, undo=undo)
    if report.unknown:
        where = "withdrawn" if undo else "in the archive"
        leads = "".join(f"; {name} leads to {own}" for name, own in _own_ids(home, report.unknown))
        raise ArchiveError(f"not {where}: {', '.join(report.unknown)}; nothing was changed{leads}")
    if report.changed:
        done = f"{'brought back' if undo else 'withdrawn'}: {', '.join(report.changed)}"
        click.echo(text_for("terminal", done))
    if report.unchanged:
        state = "not withdrawn" if undo else "withdrawn already"
        click.echo(text_for("terminal", f"{state}: {', '.join(report.unchanged)}"))
    if shown := report.still_shown:
        click.echo(
            text_for(
                "terminal",
                f"still shown, from other pages: {', '.join(shown)};"
                f" hide them too: torino remove {' '.join(shown)}",
            )
        )
    for id in sorted(not_entries(read_corrections(home.corrections)) & set(names) if undo else ()):
        click.echo(
            text_for(
                "terminal",
                f"still hidden: {id} is no entry, as {home.corrections.name} says;"
                f" `torino correct --undo {id} not-an-entry` shows it",
            )
        )


def _own_ids(home: Home, names: Iterable[str]) -> list[tuple[str, str]]:
    """Return the ids of entries to which others of the names lead."""
    with home.open_store("read") as store:
        rows = [row for row in map(store.published.row, names) if row and row.state == "moved"]
    return [(row.id, row.leads_to) for row in rows if row.leads_to]


@click.command(
    "index",
    epilog=examples("torino index", "torino index --home archive"),
)
@_accept_loss
@click.pass_obj
def rebuild_index(home: Home, accept_loss: bool) -> None:
    """Rebuild the index from archive.db."""
    if not accept_loss:
        require_archive(home)
    with progress_bar() as progress:
        published = rebuild(home, progress, accept_loss=accept_loss)
    _print_published(published)
    _fail_if_incomplete(published)
    _print_unplaced(home)


@click.command(
    epilog=examples("torino backup archive.zip", "torino backup --home archive 2026-11-28.zip"),
)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def backup(home: Home, file: Path) -> None:
    """Write archive.db and corrections.csv to FILE (a zip), also while the archive is in use."""
    require_archive(home)
    click.echo(f"pages saved     {back_up(home, file)}")


@click.command(epilog=examples("torino --home restored restore archive.zip"))
@click.argument("file", type=click.Path(exists=True, path_type=Path, dir_okay=False))
@click.pass_obj
def restore(home: Home, file: Path) -> None:
    """Fill an empty home from a backup and build its index."""
    with progress_bar() as progress:
        published = restore_backup(home, file, progress)
    _print_published(published)
    _fail_if_incomplete(published)


def _line_writer(file: IO[str] | None) -> Callable[[Mapping[str, object]], None] | None:
    """Return a function that writes each thing as a line of JSON to a file; None for none."""
    if file is None:
        return None
    return lambda thing: print(json.dumps(thing, ensure_ascii=False), file=file)


def _print_added(report: AddReport) -> None:
    if report.replaced_sample:
        click.echo("the bundled sample archive has been replaced", err=True)
    click.echo(f"pages read      {report.read}{_breakdown(report.pages)}")
    click.echo(f"pages skipped   {report.skipped.total()}{_breakdown(report.skipped)}")
    if report.redated_count:
        click.echo(f"dates replaced  {report.redated_count}  (capture dates that cannot be true)")
    if report.empty:
        click.echo(f"without entries {report.empty}")
        _print_some(report.empty_examples, report.empty)
    if total := report.letters.total():
        share = 100 * report.letters["entry"] / total
        unread = f"{report.letters['unread']} letters on {report.unread_pages} pages unread"
        click.echo(f"text in entries {share:.0f} %  ({unread}; --report FILE has them)")
    click.echo(f"entries on them {report.entries}")
    if report.published:
        _print_published(report.published)
    else:
        click.echo("nothing new: the index is as it was")


def _print_some(names: Sequence[str], total: int) -> None:
    """Print the first ten names, and how many more there are."""
    for name in names[:_MAX_NAMED]:
        click.echo(text_for("terminal", f"  {name}"))
    if total > (shown := len(names[:_MAX_NAMED])) > 0:
        click.echo(f"  … and {total - shown} more")


def _print_published(published: Published) -> None:
    click.echo(f"entries in all  {published.entries}")
    click.echo(f"languages       {_list(published.languages)}")
    click.echo(f"with doubts     {published.doubts}")
    click.echo(f"undated         {published.undated}")
    if published.withdrawn:
        click.echo(f"withdrawn       {len(published.withdrawn)}  (no page has them any more)")
        _print_some(published.withdrawn, len(published.withdrawn))


def _print_unplaced(home: Home) -> None:
    """Print a line for each thing that hangs on an id and was not placed.

    Raises ArchiveError when corrections name ids that no entry ever had.
    """
    found = list_unplaced(home)
    for unplaced in found:
        click.echo(text_for("terminal", f"not placed: {unplaced}"), err=True)
    if unknown := sum(unplaced.kind == "unknown id" for unplaced in found):
        raise ArchiveError(
            f"{unknown} of the ids in {home.corrections.name} never were an entry's; everything"
            " else is published"
        )


def _fail_if_incomplete(published: Published | None) -> None:
    """Raise ArchiveError when stored pages could not be read and have no earlier entries.

    Publishing has logged each with its reason.
    """
    unread = published.unread if published else ()
    if missing := sum(not page.has_earlier_entries for page in unread):
        raise ArchiveError(
            f"{missing} of the stored pages could not be read, and their entries are not in the"
            " index; everything else is published"
        )


def _print_examples(report: AddReport) -> None:
    for redated in report.redated:
        click.echo(text_for("terminal", f"redated {redated.name}: {redated.detail}"), err=True)
    if report.redated_count > len(report.redated):
        more = report.redated_count - len(report.redated)
        click.echo(f"… and {more} more redated", err=True)
    for page in report.examples:
        skipped = f"skipped {page.name}: {page.detail or page.reason}"
        click.echo(text_for("terminal", skipped), err=True)
    others = report.skipped.total() - len(report.examples)
    if others:
        click.echo(f"… and {others} more skipped", err=True)


def _print_timings(timings: Timings) -> None:
    for stage, seconds in timings.seconds.items():
        used = timings.processor[stage]
        click.echo(f"{stage:<15} {seconds:9.3f} s, of the processor {used:9.3f} s", err=True)


def _breakdown(counts: Counter[_Word]) -> str:
    return f"  ({_list(counts)})" if counts else ""


def _list(counts: Counter[_Word]) -> str:
    return ", ".join(f"{name} {number}" for name, number in sorted(counts.items())) or "none"


@contextmanager
def progress_bar() -> Iterator[ProgressCallback]:
    """Yield a callback that draws a bar on stderr for each stage; none when it is no terminal."""
    if not sys.stderr.isatty():
        yield ignore_progress
        return
    with ExitStack() as stack:
        bar: ProgressBar[int] | None = None

        def show(doing: str, done: int, total: int) -> None:
            nonlocal bar
            if done % 16 and done != total:
                return
            if bar is None or (bar.label, bar.length) != (doing, total or None):
                stack.close()
                steps = range(total) if total else iter(int, 1)  # endless: the total is not known
                bar = stack.enter_context(
                    click.progressbar(steps, label=doing, show_pos=True, file=sys.stderr)
                )
            bar.update(done - bar.pos)

        yield show
