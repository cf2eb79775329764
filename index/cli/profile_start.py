"""The command profile: a start for the archive profile of another city."""

from __future__ import annotations

from pathlib import Path

import click

from index.cli.verbs import examples
from index.files.atomic import make_folder
from index.files.diagnosis import failure
from index.model.errors import StoreError
from index.model.profile_examples import profile_start
from index.store.home_files import PROFILE
from index.text.output_characters import text_for


@click.command(
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
    map. A FILE that exists is not written over; the folder of a new home is made.
    """
    start = profile_start()
    if file is None:
        click.echo(start, nl=False)
        return
    try:
        make_folder(file.parent, 0o700)  # it may be the home of the archive
    except OSError as error:
        raise failure(file, "written", error) from error
    try:
        out = file.open("x", encoding="utf-8", newline="\n")
    except FileExistsError as error:
        raise StoreError(f"{file} exists already", "name another file") from error
    except OSError as error:
        raise failure(file, "written", error) from error
    try:
        with out:
            out.write(start)
    except OSError as error:
        file.unlink(missing_ok=True)  # else the next try would say that it exists
        raise failure(file, "written", error) from error
    in_home = file.name == PROFILE
    check = (
        f"torino --home {file.parent} check" if in_home else f"TORINO_PROFILE={file} torino check"
    )
    click.echo(text_for("terminal", f"wrote {file}; fill it in, then `{check}`"), err=True)
