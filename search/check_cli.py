"""The verbs that look an archive over: check and info."""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from contextlib import closing, nullcontext, suppress
from dataclasses import asdict
from pathlib import Path

import click

from index.errors import ArchiveError, IndexMissingError
from index.generations import current_name, damage_of, live_generation
from index.home import Home
from search.checks import Finding, findings_of
from search.query import Query
from search.searcher import open_searcher

_COLUMNS = ("code", "id", "title", "detail")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout.")
@click.option("--csv", "as_csv", is_flag=True, help="The findings as CSV on stdout.")
@click.pass_obj
def check(home: Home, as_json: bool, as_csv: bool) -> None:
    """Verify archive.db and the live index; list doubts, undated and unplaced entries.

    Damage is exit 1 and names the remedy; doubts alone are exit 0.
    """
    damage = _damage(home)
    findings: tuple[Finding, ...] = ()
    with suppress(IndexMissingError) if damage else nullcontext():
        findings = _findings(home)
    if as_json:
        report = {"damage": list(damage), "findings": [asdict(f) for f in findings]}
        click.echo(json.dumps(report, ensure_ascii=False, indent=1))
    elif as_csv:
        rows = csv.DictWriter(sys.stdout, _COLUMNS, lineterminator="\n")
        rows.writeheader()
        rows.writerows(asdict(finding) for finding in findings)
    else:
        _tell(findings)
    if damage:
        raise ArchiveError("\n".join((*damage, "rebuild the index with `torino index`")))
    click.echo("archive and index are sound", err=True)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout.")
@click.pass_obj
def info(home: Home, as_json: bool) -> None:
    """Say where the archive lives and what it holds."""
    facts: dict[str, object] = {"home": str(home.path), "engine": home.location}
    if home.database.exists():
        with home.open_store() as store:
            facts["pages"] = store.count_pages()
            facts["sample"] = store.count_pages("sample") == store.count_pages() > 0
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
        click.echo(json.dumps(facts, ensure_ascii=False))
        return
    for name, value in facts.items():
        click.echo(f"{name:<13} {_shown(value)}")


def _damage(home: Home) -> tuple[str, ...]:
    damage: tuple[str, ...] = ()
    if home.database.exists():
        with home.open_store() as store:
            damage = store.damage()
    if "://" not in home.location:
        root = Path(home.location)
        damage += damage_of(root / current_name(root))
        with suppress(IndexMissingError):  # none is left to serve in its place
            live = live_generation(root)
            if live.fell_back:
                damage += (f"{live.name} is serving in its place",)
    return damage


def _findings(home: Home) -> tuple[Finding, ...]:
    with closing(open_searcher(home.location)) as searcher:
        return tuple(findings_of(searcher.export(Query(sort="oldest"))))


def _tell(findings: tuple[Finding, ...]) -> None:
    for finding in findings:
        click.echo(f"{finding.code:<18} {finding.id}  {finding.title}\n{'':<18} {finding.detail}")
    counts = Counter(finding.code for finding in findings)
    listed = ", ".join(f"{code} {number}" for code, number in sorted(counts.items()))
    click.echo(f"to look at: {listed or 'nothing'}", err=True)


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
