"""The command `torino`: every verb, the options they share, exit codes, and `serve`."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from typing import Any

import click
import platformdirs
from waitress import create_server

from index.archive import add_sample, rebuild
from index.cli import add, backup, rebuild_index, remove, restore
from index.errors import ArchiveError, ConfigError, IndexMissingError
from index.home import Home
from search.check_cli import check, info
from search.cli import export, search, show
from search.errors import QueryError
from search.searcher import Searcher, open_searcher
from web import create_app

DONE, FAILED, ASKED_WRONGLY, INTERRUPTED = 0, 1, 2, 130
"""Exit codes."""


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="torino-archive", prog_name="torino")
def torino() -> None:
    """Search the international-relations news of the City of Torino, in Italian and English.

    `torino serve` opens the page on a sample archive; `torino add SOURCE…` reads your own.
    """


@torino.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8080, show_default=True, type=click.IntRange(0, 65535))
@click.option("--threads", default=4, show_default=True, type=click.IntRange(1, 64))
@click.pass_obj
def serve(home: Home, host: str, port: int, threads: int) -> None:
    """Serve the page. An empty archive is first filled with the bundled sample."""
    searcher = _searcher_of(home)
    app = create_app(searcher)
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


def _share_options(group: click.Group) -> None:
    """Let `--home` and `--engine` stand before or after the verb."""
    for command in (group, *group.commands.values()):
        command.params += [
            click.Option(
                ["--home"],
                type=click.Path(file_okay=False, path_type=Path),
                expose_value=False,
                is_eager=True,
                callback=_take,
                metavar="DIR",
                help="Where the archive lives (TORINO_HOME; default: your user data folder).",
            ),
            click.Option(
                ["--engine"],
                expose_value=False,
                is_eager=True,
                callback=_take,
                metavar="LOCATION",
                help="The index: a folder is Whoosh (TORINO_ENGINE; default: in the home).",
            ),
        ]


def _take(context: click.Context, option: click.Parameter, value: Any) -> None:
    """Keep the option for the verb; one behind the verb wins, one given wins over the setting."""
    shared = context.find_root().meta.setdefault("torino", {})
    if value is not None:
        shared[option.name] = value
    context.obj = Home(
        path=shared.get("home") or _default_home(),
        engine=shared.get("engine") or os.environ.get("TORINO_ENGINE") or None,
    )


def _default_home() -> Path:
    setting = os.environ.get("TORINO_HOME")
    return Path(setting) if setting else platformdirs.user_data_path("torino-archive")


for _verb in (add, remove, rebuild_index, search, show, export, check, info, backup, restore):
    torino.add_command(_verb)
_share_options(torino)


def main() -> None:
    """Run `torino`. Exit 0 done, 1 failed, 2 asked wrongly."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    try:
        torino(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        sys.exit(INTERRUPTED)
    except ArchiveError as error:
        click.echo(f"torino: {error}", err=True)
        sys.exit(ASKED_WRONGLY if isinstance(error, QueryError | ConfigError) else FAILED)
    except BrokenPipeError:  # the reader of our output has gone, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(FAILED)
