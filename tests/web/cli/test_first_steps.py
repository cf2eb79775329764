"""The first commands of a newcomer, in a home that is empty."""

import json
import re
import shlex
from pathlib import Path

import pytest

import index

README = Path(index.__file__).parents[1] / "README.md"

WITHOUT_ARCHIVE = [
    "search sindaco", "show 2012-05-16-86sr", "export", "info", "index", "backup b.zip", "remove x",
    "translate", "translations export", "translations review", "translations drop --translator x",
    "log", "log x", "explain x", "remove --undo x", "erase x --yes",
    "translations export --missing", "translations export --omegat p", "desk --no-browser",
    "correct x", "correct x kind event", "correct --undo x",
]  # fmt: skip


@pytest.mark.parametrize("line", WITHOUT_ARCHIVE, ids=str)
def test_where_there_is_no_archive_one_line_says_so_and_how_to_begin(
    run, tmp_path, monkeypatch, line
):
    monkeypatch.chdir(tmp_path)
    outcome = run(tmp_path / "empty", *line.split())

    assert outcome.code == 1
    assert outcome.stdout == ""
    assert len(outcome.stderr.splitlines()) == 1
    for part in (str(tmp_path / "empty"), "torino add --sample", "torino add FOLDER"):
        assert part in outcome.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("line", ["remove x", "translations review", "search x", "log"])
def test_a_home_that_was_only_looked_at_can_be_filled_from_a_backup(
    run, copied_home, tmp_path, line
):
    backup = tmp_path / "backup.zip"
    assert run(copied_home, "backup", backup).code == 0
    fresh = tmp_path / "fresh"
    assert run(fresh, *line.split()).code == 1
    assert not fresh.exists()
    assert run(fresh, "restore", backup).code == 0


@pytest.mark.parametrize("line", ["index", "remove x", "backup b.zip", "translations review"])
def test_an_archive_that_is_lost_beside_its_index_is_no_empty_home(run, copied_home, line):
    copied_home.database.unlink()
    outcome = run(copied_home, *line.split())

    assert outcome.code == 1
    assert "archive.db is missing" in outcome.stderr
    assert "--sample" not in outcome.stderr
    assert not copied_home.database.exists()


def test_the_facts_of_an_empty_home_are_json_too(run, tmp_path):
    outcome = run(tmp_path / "empty", "info", "--json")

    assert outcome.code == 1
    assert json.loads(outcome.stdout)["generation"] is None


def test_an_archive_without_an_index_is_told_to_build_it(run, copied_home):
    (copied_home.path / "index" / "CURRENT").unlink()
    outcome = run(copied_home, "search", "sindaco")

    assert outcome.code == 1
    assert "torino index" in outcome.stderr


def test_the_sample_is_added_once_and_never_to_pages_of_ones_own(run, tmp_path):
    home = tmp_path / "home"
    assert run(home, "add", "--sample").code == 0
    assert json.loads(run(home, "info", "--json").stdout)["sample"] is True
    again = run(home, "add", "--sample")
    assert (again.code, again.stdout) == (0, "the sample is here already; nothing was changed\n")

    page = tmp_path / "relint-2007.txt"
    page.write_text("2007 June\n\n  • June 8th 2007 - Delegation from Turku\n\n    They met.\n")
    assert "replaced" in run(home, "add", page).stderr
    refused = run(home, "add", "--sample")
    assert refused.code == 1
    assert "pages of its own" in refused.stderr
    assert json.loads(run(home, "info", "--json").stdout)["pages"] == 1


def test_a_newcomer_reaches_an_answer_in_three_commands_of_the_readme(run, tmp_path):
    if not README.exists():
        pytest.skip("the installed package comes without its documents")
    block = re.search(r"in the terminal:\n\n```sh\n(.+?)```", README.read_text("utf-8"), re.DOTALL)
    assert block
    lines = [shlex.split(line, comments=True) for line in block[1].splitlines()]
    assert len(lines) <= 3
    outcomes = [run(tmp_path / "home", *words[1:]) for words in lines if words[0] == "torino"]

    assert [outcome.code for outcome in outcomes] == [0, 0]
    assert "Lyon" in outcomes[-1].stdout
