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

from index.cli.screen import stderr_screen, stdout_screen
from index.cli.verbs import examples
from index.indexing.open_engine import ENGINE_SETTINGS, check_engine_settings
from index.model.errors import (
    ArchiveError,
    ConfigError,
    EngineUnavailableError,
    IndexMissingError,
)
from index.publishing.text_account import TextAccount
from index.store.home import Home
from index.text.current_profile import using_profile
from index.text.output_characters import escaped_json, safe_cell
from search.health.entry_checks import Finding, findings_of
from search.health.health_check import run_health_checks
from search.health.health_state import HealthCheck
from search.health.text_check import account_of_home, text_checks
from search.open_searcher import open_searcher
from search.query.query import Query
from web.http.settings import PREFIX, SETTINGS, settings_of

_OF_HOME = ("HOME", "ENGINE", "PROFILE")
"""Settings of all commands, not only of the site."""
_TESTS = ("TESTS_", "TEST_")
"""The prefixes of settings for this project's own tests."""
_COLOURS = {"ok": "green", "warning": "yellow", "bad": "red"}
_COLUMNS = ("code", "id", "title", "detail")


@click.command(
    epilog=examples(
        "torino check",
        "torino check --csv > to-look-at.csv",
        "torino check --json",
        notes="Findings about entries go to standard output, checks to standard error. Exit code: "
        "0 sound, also with warnings and findings; 1 damage, with its remedy; 2 wrong command.",
    ),
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout.")
@click.option("--csv", "as_csv", is_flag=True, help="The findings as CSV on stdout.")
@click.pass_obj
def check(home: Home, as_json: bool, as_csv: bool) -> None:
    """Check settings, software, disk, archive.db and index; list doubtful entries.

    Damage is exit 1 and names the remedy; warnings and findings are exit 0.
    """
    if as_json and as_csv:
        raise click.UsageError("--json and --csv exclude each other")
    account = account_of_home(home)
    checks = (
        *check_settings(os.environ), *run_health_checks(home), *text_checks(account),
    )  # fmt: skip
    bad = [one for one in checks if one.state == "bad"]
    damage = [one.detail for one in bad]
    remedy = "; ".join(dict.fromkeys(one.remedy for one in bad if one.remedy))
    findings: tuple[Finding, ...] = ()
    with suppress(IndexMissingError, EngineUnavailableError):
        findings = _findings(home)
    if as_json:
        report = {
            "damage": damage,
            "remedy": remedy or None,
            "conditions": [asdict(one) for one in checks],
            "findings": [asdict(finding) for finding in findings],
            "text": _text_json(account) if account else None,
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
    if bad and (as_json or as_csv):
        raise ArchiveError("\n".join((*damage, *([remedy] if remedy else ()))))
    if bad:
        many = f"{len(bad)} things are bad; each is named above"
        raise ArchiveError("1 thing is bad; it is named above" if len(bad) == 1 else many)


def _text_json(account: TextAccount) -> dict[str, object]:
    """Return the letters of all pages by what became of them, and the pages with unread text."""
    unread = [{"page": url, "letters": letters} for url, letters in account.unread]
    return {"letters": dict(account.letters), "unread": unread, "unknown_pages": account.unknown}


def check_settings(environment: Mapping[str, str]) -> Iterator[HealthCheck]:
    """Check the settings in the environment for unknown names and impossible values."""
    known = (*_OF_HOME, *ENGINE_SETTINGS, *SETTINGS)
    given = [
        name.removeprefix(PREFIX)
        for name in sorted(environment)
        if name.startswith(PREFIX) and not name.removeprefix(PREFIX).startswith(_TESTS)
    ]
    unknown = [name for name in given if name not in known]
    for name in unknown:
        near = get_close_matches(name, known, 1)
        remedy = f"did you mean {PREFIX}{near[0]}?" if near else f"unset {PREFIX}{name}"
        yield HealthCheck("settings", "warning", f"{PREFIX}{name} is no setting", remedy)
    try:
        settings_of(environment)
        check_engine_settings(environment)
    except ConfigError as error:
        yield HealthCheck("settings", "bad", str(error), "correct it where it is set")
        return
    if not unknown:
        listed = ", ".join(f"{PREFIX}{name}" for name in given)
        yield HealthCheck("settings", "ok", listed or "none is set; each has its default")


def _findings(home: Home) -> tuple[Finding, ...]:
    with closing(open_searcher(home.location)) as searcher, using_profile(searcher.profile()):
        return tuple(findings_of(searcher.export(Query(sort="oldest"))))


def _print(checks: tuple[HealthCheck, ...], findings: tuple[Finding, ...]) -> None:
    screen = stderr_screen()
    for one in checks:
        state = screen.line(f"{one.state:<7}", colour=_COLOURS.get(one.state))
        detail = screen.line(one.detail, hanging=" " * 20)
        screen.echo(f"{one.part:<11} {state} {detail}", err=True)
        if one.remedy:
            screen.echo(screen.line(f"{'':<19} → {one.remedy}", hanging=" " * 22), err=True)
    screen = stdout_screen()
    for finding in findings:
        code = screen.line(f"{finding.code:<18}", dim=True)
        screen.echo(f"{code} {finding.id}  {screen.line(finding.title, hanging=' ' * 19)}")
        screen.echo(screen.line(f"{'':<18} {finding.detail}", hanging=" " * 19))
    counts = Counter(finding.code for finding in findings)
    listed = ", ".join(f"{code} {number}" for code, number in sorted(counts.items()))
    click.echo(f"to look at: {listed or 'nothing'}", err=True)
