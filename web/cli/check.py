"""The command check: health checks, and findings about entries."""

from __future__ import annotations

import csv
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import asdict
from difflib import get_close_matches

import click

from index.model.errors import ArchiveError, ConfigError, IndexMissingError
from index.store.home import Home
from index.text.output_characters import escaped_json, text_for
from search.export.tables import safe_cell
from search.health.entry_checks import Finding, findings_of
from search.health.health_check import HealthCheck, run_health_checks
from search.open_searcher import open_searcher
from search.query.query import Query
from web.http.settings import PREFIX, SETTINGS, settings_of

_OF_HOME = ("HOME", "ENGINE")
"""Settings of all commands, not only of the site."""
_TESTS = "TESTS_"
"""The prefix of settings for this project's own tests."""
_COLUMNS = ("code", "id", "title", "detail")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout.")
@click.option("--csv", "as_csv", is_flag=True, help="The findings as CSV on stdout.")
@click.pass_obj
def check(home: Home, as_json: bool, as_csv: bool) -> None:
    """Check settings, software, disk, archive.db and index; list doubtful entries.

    Damage is exit 1 and names the remedy; warnings and findings are exit 0.
    """
    checks = (*check_settings(os.environ), *run_health_checks(home))
    bad = [one for one in checks if one.state == "bad"]
    damage = [one.detail for one in bad]
    remedy = "; ".join(dict.fromkeys(one.remedy for one in bad if one.remedy))
    findings: tuple[Finding, ...] = ()
    with suppress(IndexMissingError):
        findings = _findings(home)
    if as_json:
        report = {
            "damage": damage,
            "remedy": remedy or None,
            "conditions": [asdict(one) for one in checks],
            "findings": [asdict(finding) for finding in findings],
        }
        click.echo(escaped_json(json.dumps(report, ensure_ascii=False, indent=1)))
    elif as_csv:
        rows = csv.DictWriter(sys.stdout, _COLUMNS)  # its line ends also quote a lone CR in a cell
        rows.writeheader()
        rows.writerows(
            {name: safe_cell(text) for name, text in asdict(finding).items()}
            for finding in findings
        )
    else:
        _print(checks, findings)
    if bad:
        raise ArchiveError("\n".join((*damage, *([remedy] if remedy else ()))))


def check_settings(environment: Mapping[str, str]) -> Iterator[HealthCheck]:
    """Check the settings in the environment for unknown names and impossible values."""
    known = (*_OF_HOME, *SETTINGS)
    given = [
        name.removeprefix(PREFIX)
        for name in sorted(environment)
        if name.startswith(PREFIX) and not name.startswith(PREFIX + _TESTS)
    ]
    unknown = [name for name in given if name not in known]
    for name in unknown:
        near = get_close_matches(name, known, 1)
        remedy = f"did you mean {PREFIX}{near[0]}?" if near else f"unset {PREFIX}{name}"
        yield HealthCheck("settings", "warning", f"{PREFIX}{name} is no setting", remedy)
    try:
        settings_of(environment)
    except ConfigError as error:
        yield HealthCheck("settings", "bad", str(error), "correct it where it is set")
        return
    if not unknown:
        listed = ", ".join(f"{PREFIX}{name}" for name in given)
        yield HealthCheck("settings", "ok", listed or "none is set; each has its default")


def _findings(home: Home) -> tuple[Finding, ...]:
    with closing(open_searcher(home.location)) as searcher:
        return tuple(findings_of(searcher.export(Query(sort="oldest"))))


def _print(checks: tuple[HealthCheck, ...], findings: tuple[Finding, ...]) -> None:
    for one in checks:
        _echo(f"{one.part:<11} {one.state:<7} {one.detail}", err=True)
        if one.remedy:
            _echo(f"{'':<19} → {one.remedy}", err=True)
    for finding in findings:
        _echo(f"{finding.code:<18} {finding.id}  {finding.title}\n{'':<18} {finding.detail}")
    counts = Counter(finding.code for finding in findings)
    listed = ", ".join(f"{code} {number}" for code, number in sorted(counts.items()))
    click.echo(f"to look at: {listed or 'nothing'}", err=True)


def _echo(text: str, *, err: bool = False) -> None:
    click.echo(text_for("terminal", text), err=err)
