"""`torino check`: settings, software, disk, archive.db and index, for a newcomer."""

import csv
import io
import json
import os
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from index.commands.add import add_sources
from index.commands.rebuild import rebuild
from index.commands.withdraw import withdraw
from index.indexing.open_engine import open_engine, open_writer
from index.model.entry import Doubt, Reading
from index.model.errors import ArchiveError
from index.model.profile_examples import profile_start
from index.store.home import Home
from search.health.health_check import run_health_checks
from web.cli.check import check, check_settings
from web.http.settings import PREFIX, SETTINGS

GENOVA = Path(__file__).parents[2] / "genova" / "profile.toml"
REFERENCE = Path(__file__).parents[3] / "web" / "docs" / "REFERENCE.md"
PAGE = "Eventi 2010\n\nFesta dei vicini\n\nI giardini erano aperti."


@pytest.fixture
def home(tmp_path):
    (tmp_path / "page.txt").write_text(PAGE, "utf-8")
    home = Home(tmp_path / "home")
    add_sources(home, [str(tmp_path / "page.txt")])
    return home


@pytest.fixture
def run(monkeypatch):
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        monkeypatch.delenv(name)

    def invoke(home, *words):
        ran = CliRunner().invoke(check, words, obj=home)
        assert ran.exception is None or isinstance(ran.exception, ArchiveError)
        return ran

    return invoke


def test_every_mistake_in_the_profile_is_told_with_its_line_and_key(run, home):
    wrong = profile_start().replace("45.0", "145.0").replace("demonyms", "demonims")
    (home.path / "profile.toml").write_text(wrong, "utf-8")
    ran = run(home)
    said = " ".join(ran.stderr.split())
    assert re.search(r"profile bad \S+profile\.toml: line \d+: home\.latitude is 145\.0", said)
    assert "home.demonims is unknown; did you mean demonyms?" in said
    assert "correct the file; `torino profile` prints a start" in said
    assert isinstance(ran.exception, ArchiveError)


def test_examples_that_nobody_replaced_in_the_profile_are_named(run, home):
    (home.path / "profile.toml").write_text(profile_start(), "utf-8")
    ran = run(home)
    said = " ".join(ran.stderr.split())
    for key in ("site.it", "publisher.body.en", "publisher.in_text.it", "home.name.en"):
        assert f"{key} is still the example" in said
    assert "write what is true of your city" in said
    assert isinstance(ran.exception, ArchiveError)


def test_a_country_that_is_none_is_told(run, home):
    profile = GENOVA.read_text("utf-8")
    (home.path / "profile.toml").write_text(profile.replace('"IT"', '"UK"'), "utf-8")
    assert "home.country 'UK' is no country of ISO 3166-1" in " ".join(run(home).stderr.split())


def test_an_index_made_with_another_profile_is_told_with_the_remedy(run, home):
    (home.path / "profile.toml").write_text(GENOVA.read_text("utf-8"), "utf-8")
    assert ("profile", "warning") in states(home)
    rebuild(home)
    assert states(home) & {("profile", "warning"), ("profile", "bad")} == set()


def states(home):
    return {(one.part, one.state) for one in run_health_checks(home)}


def test_a_sound_archive_is_told_part_by_part(run, home):
    ran = run(home)
    assert ran.exception is None
    parts = [line.split()[:2] for line in ran.stderr.splitlines()[:-1]]
    assert parts == [
        ["settings", "ok"],
        ["versions", "ok"],
        ["home", "ok"],
        ["disk", "ok"],
        ["profile", "ok"],
        ["archive.db", "ok"],
        ["index", "ok"],
        ["text", "ok"],
    ]
    assert "Whoosh" in ran.stderr or "whoosh" in ran.stderr
    assert "g000001, 1 entries" in ran.stderr


def test_the_same_stands_in_the_json(run, home):
    report = json.loads(run(home, "--json").stdout)
    assert (report["damage"], report["remedy"]) == ([], None)
    assert {one["state"] for one in report["conditions"]} == {"ok"}


@pytest.mark.parametrize(
    ("environment", "state", "words"),
    [
        ({}, "ok", "none is set"),
        ({"TORINO_HOME": "/srv/torino", "TORINO_SITE": "https://e.org"}, "ok", "TORINO_SITE"),
        ({"TORINO_HOEM": "/srv"}, "warning", "did you mean TORINO_HOME?"),
        ({"TORINO_QWXYZ": "1"}, "warning", "unset TORINO_QWXYZ"),
        ({"TORINO_PROXIES": "many"}, "bad", "TORINO_PROXIES is 'many'"),
        ({"TORINO_TESTS_NO_SKIP": "1"}, "ok", "none is set"),
    ],
)
def test_a_setting_that_nothing_reads_or_that_cannot_be_is_named(environment, state, words):
    (found,) = check_settings(environment)
    assert found.state == state
    assert words in f"{found.detail} {found.remedy}"


def test_a_wrong_setting_is_a_failure(run, home, monkeypatch):
    monkeypatch.setenv("TORINO_PROXIES", "many")
    ran = run(home)
    assert ran.exception is not None
    assert "TORINO_PROXIES is 'many'" in ran.output


@pytest.mark.skipif(not REFERENCE.exists(), reason="the installed package comes without documents")
def test_every_setting_that_is_known_stands_in_the_reference():
    text = REFERENCE.read_text("utf-8")
    assert [name for name in ("HOME", "ENGINE", *SETTINGS) if f"`{PREFIX}{name}`" not in text] == []


def test_a_home_that_others_may_read_is_worth_a_look(run, home):
    home.path.chmod(0o755)
    ran = run(home)
    assert ran.exception is None
    assert f"chmod 700 {home.path}" in ran.stderr


def test_what_is_not_published_yet_is_worth_a_look(home):
    with home.open_store() as store, store.change():
        store.touch()
    assert ("archive.db", "warning") in states(home)


def test_an_index_made_by_another_version_of_the_code_is_worth_a_look(home, monkeypatch):
    monkeypatch.setattr("search.health.health_check.indexing_fingerprint", lambda: "another")
    assert ("index", "warning") in states(home)


def test_an_empty_home_is_told_what_to_do(run, tmp_path):
    ran = run(Home(tmp_path / "nowhere"))
    assert ran.exception is None
    assert "add pages with `torino add`" in ran.output
    assert "Traceback" not in ran.output
    assert not (tmp_path / "nowhere").exists()


def test_a_full_disk_is_worth_a_look(run, home, monkeypatch):
    monkeypatch.setattr("search.health.home_checks._ROOM", 1 << 60)
    assert ("disk", "warning") in states(home)
    assert "1152921504.6 GB should be free for publishing" in " ".join(run(home).stderr.split())


def test_a_changed_row_is_named_with_the_remedy(run, home):
    with closing(sqlite3.connect(home.database)) as db:
        db.execute("UPDATE published SET title = 'other'")
        db.commit()
    ran = run(home)
    assert str(ran.exception) == "1 thing is bad; it is named above"
    assert "table published, row 2010" in ran.output
    assert "torino restore FILE" in ran.output


def test_a_file_that_is_no_database_is_named_with_the_remedy(run, home):
    home.database.write_bytes(b"no database " * 1000)
    ran = run(home, "--json")
    report = json.loads(ran.stdout)
    assert "archive.db cannot be opened" in report["damage"][0]
    assert "torino restore FILE" in report["remedy"]
    assert len(report["findings"]) == 2


def test_a_damaged_index_says_what_serves_and_the_remedy(run, home):
    add_sources(home, [str(home.path.parent / "page.txt")])
    victim = max((home.path / "index/g000001").iterdir(), key=lambda path: path.stat().st_size)
    victim.write_bytes(b"!" * victim.stat().st_size)
    message = run(home).output
    assert victim.name in message
    assert "torino index" in message


HARM = "\x1b]0;owned\x07\x9b31m\r\u202e\x00\ufffe"


@pytest.fixture
def harmed(tmp_path, make_entry):
    """An archive whose one entry is doubtful and means harm."""
    readings = (Reading(f"2007{HARM}", "heading"), Reading("2008", "text"))
    home = Home(tmp_path / "harmed")
    with home.open_store():
        pass
    with open_writer(home.location) as writer:
        writer.add([make_entry(title=f"=1 {HARM}", doubts=(Doubt("date", readings),))])
    return home


def test_no_finding_steers_the_terminal_or_is_a_formula(harmed, run):
    for words in ((), ("--json",)):
        ran = run(harmed, *words)
        assert "owned" in ran.output
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e\ufffe]", ran.output)
    table = run(harmed, "--csv").stdout
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe]", table)
    rows = list(csv.DictReader(io.StringIO(table, newline="")))
    assert rows
    assert all(row["title"].startswith("'=1 \ufffd]0;owned") for row in rows)
    findings = json.loads(run(harmed, "--json").stdout)["findings"]
    assert {finding["title"] for finding in findings} == {f"=1 {HARM}"}


def test_a_deny_list_that_differs_from_the_archive_is_told(home):
    engine = open_engine(home.location)
    assert ("index", "ok") in states(home)
    engine.deny(frozenset({"2001-01-01-none"}))
    assert ("index", "warning") in states(home)
    withdraw(home, ["file:page.txt"])
    assert states(home) >= {("index", "ok")}
    assert ("index", "warning") not in states(home)
    engine.deny(frozenset())
    (lacking,) = (one for one in run_health_checks(home) if one.state == "bad")
    assert lacking.detail.startswith("the deny-list lacks ")
    assert "torino index" in lacking.remedy


def test_a_damaged_deny_list_is_told_with_its_remedy(home):
    (Path(home.location) / "DENIED").write_text("damaged")
    told = [one for one in run_health_checks(home) if one.state == "bad"]
    assert any("DENIED" in one.detail and "torino index" in one.detail for one in told)
