"""The command profile: a start for the archive profile of another city."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import click

from index.cli.verbs import examples
from index.files.diagnosis import failure
from index.model.errors import StoreError


@click.command(
    short_help="Write a start for the profile of a city.",
    epilog=examples(
        "torino profile > profile.toml",
        "torino profile archive/profile.toml",
        notes="Put the file into the home as profile.toml, or name it in TORINO_PROFILE; "
        "`torino check` says what is wrong with it. Exit code: 0 written; 1 FILE exists, or "
        "cannot be written; 2 wrong command.",
    ),
)
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
def profile(file: Path | None) -> None:
    """Write a commented profile.toml for a city's archive to FILE, else to standard output.

    It says the name of the site, the city, its office and officials, its addresses, examples and
    map. A FILE that exists is not written over.
    """
    start = (files("index") / "data" / "profile_start.toml").read_text("utf-8")
    if file is None:
        click.echo(start, nl=False)
        return
    try:
        with file.open("x", encoding="utf-8", newline="\n") as out:
            out.write(start)
    except FileExistsError as error:
        raise StoreError(f"{file} exists already", "name another file") from error
    except OSError as error:
        raise failure(file, "written", error) from error
    click.echo(f"wrote {file}; fill it in, then `torino check`", err=True)
