"""The verb serve: the page, by waitress."""

from __future__ import annotations

import os

import click
from waitress import create_server

from index.archive import add_sample, rebuild
from index.errors import ArchiveError, IndexMissingError
from index.home import Home
from search.searcher import Searcher, open_searcher
from web import create_app
from web.settings import settings_of


@click.command()
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
    default=4,
    show_default=True,
    type=click.IntRange(1, 64),
    help="How many requests are answered at once.",
)
@click.pass_obj
def serve(home: Home, host: str, port: int, threads: int) -> None:
    """Serve the page. An empty archive is first filled with the bundled sample."""
    searcher = _searcher_of(home)
    app = create_app(searcher, config=settings_of(os.environ))
    try:
        server = create_server(app, host=host, port=port, threads=threads, ident=None)
    except OSError as error:
        raise ArchiveError(
            f"cannot listen on {host}:{port} ({error.strerror}); choose another with --port"
        ) from error
    shown = f"[{host}]" if ":" in host else host
    click.echo(f"http://{shown}:{server.effective_port}/  (Ctrl-C stops)", err=True)
    try:
        server.run()
    finally:
        searcher.close()


def _searcher_of(home: Home) -> Searcher:
    """A searcher for the home, which is filled or indexed first where it has to be."""
    searcher = open_searcher(home.location)
    try:
        searcher.holdings()
    except IndexMissingError:
        with home.open_store() as store:
            is_empty = store.count_pages() == 0
        if is_empty:
            click.echo(f"filling {home.path} with the bundled sample archive …", err=True)
            add_sample(home)
        else:
            click.echo("building the index …", err=True)
            rebuild(home)
    return searcher
