"""The command info."""

from __future__ import annotations

import os

import click

from index.cli.screen import stdout_screen
from index.cli.verbs import examples
from index.model.errors import IndexMissingError, StoreError
from index.store.home import Home
from index.text.output_characters import json_text, text_for
from search.cli.names import live_searcher
from search.cli.results_text import LANGUAGE


@click.command(
    epilog=examples(
        "torino info",
        "torino info --json",
        notes="The facts go to standard output. Exit code: 0 done; 1 no archive or no index.",
    )
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout.")
@click.pass_obj
def info(home: Home, as_json: bool) -> None:
    """Show where the archive is and what it holds."""
    missing: IndexMissingError | None = None
    facts: dict[str, object] = {"home": str(home.path), "engine": home.location}
    try:
        with home.open_store("read") as store:
            facts["pages"] = store.pages.count()
            facts["sample"] = store.pages.count("sample") == store.pages.count() > 0
            facts["translations"] = store.memory.count().get("ok", 0)
            facts["published"] = store.is_published
    except StoreError as error:
        if error.fault != "missing":
            click.echo(text_for("terminal", f"torino: {error}"), err=True)
    try:
        with live_searcher(home) as searcher:
            held, its = searcher.holdings(), searcher.profile()
    except IndexMissingError as error:
        missing = error
        facts["generation"] = None
    else:
        facts |= {
            "site": its.site[LANGUAGE],
            "generation": held.generation,
            "built": held.built.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "entries": held.entries,
            "languages": held.languages,
            "countries": held.countries,
            "years": list(held.years) if held.years else None,
        }
    if as_json:
        click.echo(json_text(facts))
    elif missing is None or os.path.exists(home.database):  # noqa: PTH110  # may be closed to us
        screen = stdout_screen()
        for name, value in facts.items():
            label = screen.line(f"{name:<13}", dim=True)
            screen.echo(f"{label} {screen.line(_shown(value))}")
    if missing:
        raise missing


def _shown(value: object) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case dict():
            return ", ".join(f"{key} {number}" for key, number in sorted(value.items()))
        case list():
            return "–".join(str(each) for each in value)
        case None:
            return "none"
    return str(value)
