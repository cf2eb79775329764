"""The command log."""

import json

import click
import pytest
from click.testing import CliRunner

from index.commands.add import add_sources
from index.commands.rebuild import rebuild
from index.commands.withdraw import withdraw
from index.model.errors import ArchiveError
from index.store.home import Home
from search.cli.log import log

ID = "2012-05-16-86sr"
CORRECTION = f"id,field,value,who,why\n{ID},date,2012-05-15,Ada,the poster says so\n"


@pytest.fixture(scope="module")
def changed_home(tmp_path_factory, sample_home) -> Home:
    """The sample, in which one entry was corrected, withdrawn and restored."""
    import shutil

    home = Home(tmp_path_factory.mktemp("log") / "home")
    shutil.copytree(sample_home.path, home.path)
    home.corrections.write_text(CORRECTION, "utf-8")
    rebuild(home)
    withdraw(home, [ID])
    withdraw(home, [ID], undo=True)
    return home


@pytest.fixture
def run(changed_home):
    def invoke(*words: str) -> str:
        return (
            CliRunner()
            .invoke(log, words, obj=changed_home, catch_exceptions=False, standalone_mode=False)
            .stdout
        )

    return invoke


def test_the_newest_changes_come_first(run):
    lines = run().splitlines()
    assert [line.split("  ")[2] for line in lines[:4]] == [
        "restored",
        "withdrawn",
        "corrected date 2012-05-16 → 2012-05-15 (the poster says so, by Ada)",
        "added",
    ]
    assert all(ID in line for line in lines[:3])


@pytest.mark.parametrize("name", [ID, f"https://archive.example.org/it/e/{ID}"])
def test_an_entry_has_a_history_of_its_own(run, name):
    kinds = [line.split("  ")[2].split()[0] for line in run(name).splitlines()]
    assert kinds == ["restored", "withdrawn", "corrected", "added"]


def test_the_history_as_json(run):
    found = [json.loads(line) for line in run(ID, "--json").splitlines()]
    assert [each["change"] for each in found] == ["restored", "withdrawn", "corrected", "added"]
    assert found[2]["who"] == "Ada"
    assert found[2]["parts"] == [{"part": "date", "before": "2012-05-16", "after": "2012-05-15"}]
    assert len({each["publication"] for each in found}) == 4


def test_since_a_day_and_at_most_so_many(run):
    assert len(run().splitlines()) > 130
    assert len(run("--limit", "3").splitlines()) == 3
    day = json.loads(run("--json", "--limit", "1"))["time"][:10]
    assert run("--since", day).splitlines()[:4] == run("--limit", "4").splitlines()
    assert run("--since", "9000") == run(ID, "--since", "9000") == ""


def test_an_unknown_id_is_said_to_be_so(run):
    with pytest.raises(ArchiveError, match=r"no entry had the id '2012-05-16-none'"):
        run("2012-05-16-none")


PAGE = "http://www.example.org/relint/index.shtml"
BODIES = (
    "<html lang='en'><body><h1>May 8th 2007 - Consul of Norway</h1><p>She came.</p></body></html>",
    "<html lang='en'><body><h1>May 9th 2007 - Consul of Norway</h1><p>She came.</p></body></html>",
)


@pytest.fixture(scope="module")
def captured_home(tmp_path_factory) -> Home:
    """A page that was captured twice."""
    folder = tmp_path_factory.mktemp("captures")
    home = Home(folder / "home")
    for day, body in enumerate(BODIES, 1):
        capture = {"url": PAGE, "html": body, "fetched": f"2026-01-0{day}T10:00:00+00:00"}
        (folder / "page.jsonl").write_text(json.dumps(capture) + "\n", "utf-8")
        add_sources(home, [str(folder / "page.jsonl")])
    return home


def invoke(home, *words):
    return CliRunner().invoke(log, words, obj=home, catch_exceptions=False, standalone_mode=False)


@pytest.mark.parametrize("address", [PAGE, "https://example.org/relint/", f"{PAGE}?print=1"])
def test_a_page_has_its_captures_as_history_and_each_can_be_read(captured_home, address):
    lines = [line.split("  ") for line in invoke(captured_home, address).stdout.splitlines()]
    assert [(time[:10], words.split(",")[0]) for time, _, words in lines] == [
        ("2026-01-02", "live"),
        ("2026-01-01", "superseded"),
    ]
    for (_, number, _), body in zip(lines, reversed(BODIES), strict=True):
        assert invoke(captured_home, address, "--capture", number).stdout == body
    (newest, _) = map(json.loads, invoke(captured_home, address, "--json").stdout.splitlines())
    assert (newest["url"], newest["state"]) == (PAGE, "live")


def test_captures_that_are_not_there_are_named(captured_home):
    with pytest.raises(ArchiveError, match=r"no page was read from http://example\.org/other"):
        invoke(captured_home, "http://example.org/other")
    with pytest.raises(ArchiveError, match=r"has no capture 99; there are \d+, \d+"):
        invoke(captured_home, PAGE, "--capture", "99")
    with pytest.raises(click.UsageError, match="needs the address of a page"):
        invoke(captured_home, ID, "--capture", "1")
