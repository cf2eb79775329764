"""The command info."""

from __future__ import annotations

import json
from contextlib import closing

import click

from index.model.errors import IndexMissingError
from index.store.home import Home
from index.text.output_characters import escaped_json, text_for
from search.open_searcher import open_searcher


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout.")
@click.pass_obj
def info(home: Home, as_json: bool) -> None:
    """Show where the archive is and what it holds."""
    facts: dict[str, object] = {"home": str(home.path), "engine": home.location}
    if home.database.exists():
        with home.open_store() as store:
            facts["pages"] = store.pages.count()
            facts["sample"] = store.pages.count("sample") == store.pages.count() > 0
            facts["translations"] = store.memory.count().get("ok", 0)
            facts["published"] = store.is_published
    with closing(open_searcher(home.location)) as searcher:
        try:
            held = searcher.holdings()
        except IndexMissingError as error:
            facts["generation"] = None
            click.echo(f"torino: {error}", err=True)
        else:
            facts |= {
                "generation": held.generation,
                "built": held.built.strftime("%Y-%m-%dT%H:%M:%SZ"),
                "entries": held.entries,
                "languages": held.languages,
                "countries": held.countries,
                "years": list(held.years) if held.years else None,
            }
    if as_json:
        click.echo(escaped_json(json.dumps(facts, ensure_ascii=False)))
        return
    for name, value in facts.items():
        click.echo(text_for("terminal", f"{name:<13} {_shown(value)}"))


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
