"""The command serve: the site with waitress."""

from __future__ import annotations

import logging
import os
from contextlib import closing, suppress
from dataclasses import replace

import click
from flask import Flask

from index.cli.verbs import examples
from index.commands.rebuild import rebuild
from index.commands.sample import add_sample, refuse_sample
from index.files.cores import cores
from index.indexing.open_engine import open_engine
from index.indexing.servers import is_on_server
from index.model.errors import ArchiveError, IndexMissingError, StoreError
from index.publishing.live_state import (
    FOREIGN_REMEDY,
    foreign_index,
    is_of_other_profile,
    missing_archive,
    older_index,
)
from index.store.home import Home
from search.open_searcher import open_searcher
from search.searcher import Searcher
from web import create_app
from web.http.access_log import configure_logging
from web.http.admission import ADMISSION_KEY, ANSWERING, AdmissionControl
from web.http.connections import ConnectionLimits
from web.http.gc_freeze import freeze_gc
from web.http.server import Server, stopped_by_signals, url_of
from web.http.settings import log_format_of, settings_of
from web.http.workers import CAN_FORK, Workers, listening_sockets, share_of

log = logging.getLogger(__name__)
_MOST_WORKERS = 64
"""More than a machine has cores for is a slip."""


def _number_of_workers(context: click.Context, option: click.Parameter, value: str) -> int:
    if value == "auto":
        return cores()
    if value.isdecimal() and 1 <= int(value) <= _MOST_WORKERS:
        return int(value)
    raise click.UsageError(
        f"--workers {value!r} is not a number from 1 to {_MOST_WORKERS}, nor auto", context
    )


@click.command(
    epilog=examples(
        "torino serve",
        "torino serve --port 0    # any free port; its address is printed",
        "torino serve --workers auto",
        notes="The address and the log go to standard error. Exit code: 0 stopped by Ctrl-C or "
        "SIGTERM; 1 failed, also when the port is taken; 2 wrong command.",
    ),
)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port",
    default=8080,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="0: any free one.",
)
@click.option(
    "--threads",
    type=click.IntRange(1, 64),
    help=f"How many requests are answered at once (TORINO_ANSWERING; default {ANSWERING}).",
)
@click.option(
    "--workers",
    default="1",
    show_default=True,
    metavar="NUMBER",
    callback=_number_of_workers,
    help="Processes that answer at the one port: a number, or auto for one a core.",
)
@click.pass_obj
def serve(home: Home, host: str, port: int, threads: int | None, workers: int) -> None:
    """Serve the site. An empty archive is first filled with the bundled sample.

    Not when the index is on a server (TORINO_ENGINE is a url): then the site answers 503 until
    something is published there.
    """
    settings = settings_of(os.environ)
    if threads:
        settings["ANSWERING"] = threads
    configure_logging(log_format_of(settings))
    with closing(open_searcher(home.location, ahead=True)) as searcher:
        app = create_app(searcher, config=settings, profile=home.read_profile())
        freeze_gc()
        _fill(home, searcher)
        _log_mismatch(home)
        admission: AdmissionControl = app.extensions[ADMISSION_KEY]
        limits = ConnectionLimits()
        if app.config["PROXIES"]:  # all connections are the proxy's
            limits = replace(limits, for_one=limits.connections)
        if workers > 1 and not CAN_FORK:
            click.echo("this system cannot share a port among processes: one answers", err=True)
        if workers > 1 and CAN_FORK:
            searcher.close()  # each process opens the index itself
            _run_workers(app, searcher, workers, admission.threads, limits, host, port)
            return
        _warm(searcher)
        server = Server(app, host=host, port=port, threads=admission.threads, limits=limits)
        with stopped_by_signals(server.stop):
            click.echo(f"{' '.join(server.addresses)}  (Ctrl-C stops)", err=True)
            server.run()


def _run_workers(
    app: Flask,
    searcher: Searcher,
    count: int,
    threads: int,
    limits: ConnectionLimits,
    host: str,
    port: int,
) -> None:
    sockets = listening_sockets(host, port)

    def make() -> Server:
        _warm(searcher)
        shared = share_of(limits, count)
        return Server(app, host=host, port=port, threads=threads, limits=shared, sockets=sockets)

    workers = Workers(count, make)
    addresses = [url_of(*one.getsockname()[:2]) for one in sockets]
    with stopped_by_signals(workers.stop):
        click.echo(f"{' '.join(addresses)}  ({count} processes; Ctrl-C stops)", err=True)
        workers.run()


def _warm(searcher: Searcher) -> None:
    """Do what the first page would wait for; without an index the site says so itself."""
    with suppress(ArchiveError):
        searcher.warm()


def _fill(home: Home, searcher: Searcher) -> None:
    """Add the sample to an empty home; build the index if there is none.

    Of an empty home nothing is sent to a server: it may be that of another archive.
    """
    try:
        searcher.holdings()
    except IndexMissingError as error:
        is_empty = _is_empty(home)
        if is_empty and is_on_server(home.location):
            log.warning("%s", error)
            log.warning(
                "%s has no archive to publish there: the site answers 503 until it is published "
                "from where the archive is",
                home.path,
            )
        elif is_empty:
            refuse_sample(home)
            click.echo(f"filling {home.path} with the bundled sample archive …", err=True)
            add_sample(home)
        else:
            click.echo("building the index …", err=True)
            rebuild(home)


def _is_empty(home: Home) -> bool:
    try:
        with home.open_store("change") as store:
            return store.is_empty
    except StoreError as error:
        if error.fault != "missing":
            raise
        return True


def _log_mismatch(home: Home) -> None:
    """Log when the index that is served was not made from archive.db as it is."""
    try:
        if home.database.exists():
            with home.open_store("read") as store:
                found = foreign_index(home, store) or older_index(home, store)
        else:
            found = missing_archive(home) if open_engine(home.location).live_provenance() else ""
    except ArchiveError as error:
        log.warning("archive.db could not be compared with the index: %s", error)
        return
    if found:
        log.warning("%s; %s", found, FOREIGN_REMEDY)
    elif home.database.exists() and is_of_other_profile(home):
        log.warning(
            "the index was made with another profile than %s; `torino index` makes it with this",
            home.profile_file,
        )
