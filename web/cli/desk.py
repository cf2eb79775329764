"""The command desk: a local page with what waits for the archivist's decision."""

from __future__ import annotations

import secrets
import webbrowser
from contextlib import closing

import click

from index.cli.empty_home import require_archive
from index.cli.verbs import examples
from index.model.errors import ArchiveError
from index.store.home import Home
from search.cli.names import live_searcher
from web.desk import create_desk
from web.desk.session import DESK_KEY
from web.http.server import Server, stopped_by_signals


@click.command(
    epilog=examples(
        "torino desk",
        "torino desk --no-browser --port 0    # its address is printed",
        notes="The address goes to standard error. Exit code: 0 stopped by Ctrl-C or SIGTERM; 1 "
        "failed, also when the port is taken; 2 wrong command.",
    ),
)
@click.option(
    "--port", default=0, type=click.IntRange(0, 65535), help="Default: any free one.",
)  # fmt: skip
@click.option("--who", envvar="TORINO_WHO", default="", help="Who decides (TORINO_WHO).")
@click.option("--browser/--no-browser", default=True, help="Open it in your browser.")
@click.pass_obj
def desk(home: Home, port: int, who: str, browser: bool) -> None:
    """Open a page on this machine with the entries of which the program is not sure.

    Dates in doubt, entries without a date or country, odd names, text in no entry, translations to
    review: each is settled in a form, with the original beside it. A decision is written at once
    and published soon after, and can be taken back.
    Nobody but you can open the page: its address holds a secret.
    """
    require_archive(home)
    token = secrets.token_urlsafe(24)
    with live_searcher(home) as searcher:
        app = create_desk(home, searcher, token, who)
        with closing(app.extensions[DESK_KEY]) as work:
            server = Server(app, host="127.0.0.1", port=port, threads=4)
            with stopped_by_signals(server.stop):
                address = f"{server.addresses[0].rstrip('/')}/?token={token}"
                click.echo(f"{address}  (Ctrl-C stops)", err=True)
                if browser:
                    webbrowser.open(address)
                server.run()
        if work.failure:
            raise ArchiveError(
                f"what was decided is in {home.corrections.name}, for `torino index` to publish;"
                f" now it could not be: {work.failure}"
            )
