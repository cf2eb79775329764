"""The verb translate.

Modules that call translators are imported only when it runs.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING

import click

from index.cli.empty_home import require_archive
from index.cli.entry_filters import entry_filters
from index.cli.filter_types import ReadingLanguageType
from index.cli.verbs import examples
from index.files.disk_list import DiskList
from index.files.progress import ProgressCallback, ignore_progress
from index.model.entry import READING_LANGUAGES, Entry
from index.model.errors import TranslationError
from index.publishing.live_state import open_archive
from index.publishing.publish import publish_if_due
from index.publishing.untranslated import untranslated_entries
from index.store.database import Store
from index.store.home import Home
from index.text.output_characters import text_for
from index.translation.recall import translate_entries

if TYPE_CHECKING:
    from index.translation.missing import Missing
    from index.translation.report import Report

_NAMES = {"it": "Italian", "en": "English"}


@click.command(
    epilog=examples(
        "torino translate --into en --limit 20    # by apertium, on this machine",
        "torino translate --translator libre --server http://127.0.0.1:5000",
        "torino translate --country Cina --year 2012",
        notes="The report goes to standard output, progress to standard error. Exit code: 0 done, "
        "also when some texts are left; 1 the translator cannot be used; 2 wrong command; "
        "130 stopped with Ctrl-C.",
    ),
)
@click.option(
    "--into",
    multiple=True,
    type=ReadingLanguageType(),
    metavar="LANGUAGE",
    help="The language to fill in, it or en; may be repeated. Both unless given.",
)
@click.option(
    "--translator",
    "name",
    metavar="NAME",
    default="apertium",
    show_default=True,
    help="apertium (on this machine), google, mymemory, libre, deepl, microsoft, …",
)
@click.option("--server", metavar="URL", help="Your own server (libre needs one).")
@click.option("--limit", type=click.IntRange(min=1), help="Ask for so many texts at most.")
@click.option(
    "--budget",
    type=click.IntRange(min=1),
    metavar="CHARACTERS",
    help="Send so many characters a day at most; each translator has its own bound.",
)
@entry_filters
@click.option("--again", is_flag=True, help="Ask again for what was rejected or has failed.")
@click.pass_obj
def translate(
    home: Home,
    into: tuple[str, ...],
    name: str,
    server: str | None,
    limit: int | None,
    budget: int | None,
    country: tuple[str, ...],
    year: tuple[str, ...],
    again: bool,
) -> None:
    """Fill in the translations that are missing, and publish them.

    Each answer is kept at once: stop it with Ctrl-C at any time and run it again to go on. Keys
    come from the environment only (DEEPL_API_KEY, LIBRE_API_KEY, MICROSOFT_API_KEY, …).
    """
    from index.gazetteer import load_gazetteer
    from index.translation.missing import find_missing, is_chosen
    from index.translation.report import Report
    from index.translation.run import translate_missing
    from index.translation.translators import check_translator, open_translator, translator_names

    if home.engine and home.engine in translator_names():
        raise click.UsageError(
            f"--engine is where the index is; choose a translator with --translator {home.engine}"
        )
    into = tuple(dict.fromkeys(into or READING_LANGUAGES))
    translator = open_translator(name, os.environ, server=server)
    require_archive(home)
    check_translator(translator)
    years = tuple(map(int, filter(None, year)))
    with (
        home.using_profile(),
        home.hold_translating(),
        open_archive(home, "change") as store,
        untranslated_entries(home, store) as entries,
    ):
        chosen = (entry for entry in entries if is_chosen(entry, country, years))
        missing = find_missing(chosen, store.memory, translator, into, again=again)
        report = Report()
        with _interrupt_event() as stop, _progress_line(report) as progress:
            translate_missing(
                missing.segments[:limit],
                store,
                translator,
                load_gazetteer(),
                characters_per_day=budget,
                report=report,
                progress=progress,
                stop=stop,
                tell=lambda words: click.echo(text_for("terminal", f"{name}: {words}"), err=True),
            )
        _print_report(missing, report)
        if report.stopped_by == "interrupt":
            click.echo("stopped; what is done is kept, and published with the next run", err=True)
            raise click.Abort
        if not store.is_published:
            with home.hold("change"):
                publish_if_due(home, store)
        _print_coverage(entries, store, into)
    if report.stopped_by == "service":
        raise TranslationError(f"{report.stopped}; what is done is kept, run it again later")
    if report.stopped:
        stopped = f"stopped: {report.stopped}; run it again to go on"
        click.echo(text_for("terminal", stopped), err=True)


def _print_report(missing: Missing, report: Report) -> None:
    asked = report.total
    share = f"  ({report.shown / asked:.0%})" if asked else ""
    click.echo(f"texts missing   {len(missing.segments)}")
    click.echo(f"translated      {report.shown}{share}")
    click.echo(f"rejected        {report.rejected.total()}{_breakdown(report.rejected)}")
    click.echo(f"failed          {report.failed.total()}{_breakdown(report.failed)}")
    click.echo(f"left            {len(missing.segments) - report.settled}")
    before = missing.rejected + missing.failed
    if before:
        click.echo(f"not asked again {before}  (--again asks)")
    if missing.later:
        click.echo(f"not yet due     {missing.later}")
    if missing.unsupported:
        click.echo(f"other languages {missing.unsupported}")
    click.echo(f"sent            {report.characters:,} characters in {report.calls} calls")
    click.echo(f"time            {_time(report.seconds)}")


def _print_coverage(entries: DiskList[Entry], store: Store, into: Sequence[str]) -> None:
    counts: Counter[str] = Counter()
    rough: Counter[str] = Counter()
    for entry in translate_entries(entries, store.memory.recall):
        counts.update(language for language in into if entry.version(language))
        rough.update(v.language for v in entry.versions if v.rough)
    for language in into:
        hidden = f", {rough[language]} roughly: searched, and shown to who asks"
        click.echo(
            f"in {_NAMES[language]:<13}{counts[language]} of {len(entries)} entries"
            + hidden * bool(rough[language])
        )


def _breakdown(counts: Counter[str]) -> str:
    each = ", ".join(f"{reason} {number}" for reason, number in counts.most_common())
    return text_for("terminal", f"  ({each})") if each else ""


def _time(seconds: float) -> str:
    if seconds < 120:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 7200 else f"{seconds / 3600:.1f} h"


@contextmanager
def _interrupt_event() -> Iterator[threading.Event]:
    """Yield an event that the first Ctrl-C sets, so that calls under way can end; the second one
    raises KeyboardInterrupt."""
    stop = threading.Event()

    def interrupt(number: int, frame: FrameType | None) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()
        click.echo("\nkeeping what is under way; Ctrl-C again to leave at once", err=True)

    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(number, interrupt) for number in numbers]
    try:
        yield stop
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)


@contextmanager
def _progress_line(report: Report) -> Iterator[ProgressCallback]:
    """Show on one line of stderr how far the run has come, what the report counts so far, and how
    long the rest may take; nothing when stderr is no terminal."""
    if not sys.stderr.isatty():
        yield ignore_progress
        return
    began = time.monotonic()

    def show(doing: str, done: int, total: int) -> None:
        width = 24
        filled = width * done // total if total else 0
        left = (time.monotonic() - began) / done * (total - done) if done else 0
        click.echo(
            f"\r\033[K{doing} {'━' * filled}{'─' * (width - filled)} {done}/{total}"
            f" · {report.shown} good · {report.rejected.total()} rejected"
            f" · {report.failed.total()} failed · about {_time(left)} left",
            nl=False,
            err=True,
        )

    try:
        yield show
    finally:
        click.echo("\r\033[K", nl=False, err=True)
