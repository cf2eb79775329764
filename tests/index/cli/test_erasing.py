"""`torino erase` asks, says what went and what it cannot reach, and exits as other verbs do."""

import io
import sys
from dataclasses import dataclass
from datetime import date

import pytest

from index.store.home import Home
from web.cli.main import main

LIST = """International Relations

2007 June

  • June 8th 2007 - Delegation from Turku - Finland

    A delegation of the City of Turku met the Mayor of Torino and visited a cooperative.

  • June 9th 2007 - Delegation from Lyon - France

    A delegation of the City of Lyon met the Mayor of Torino and visited a museum.

"""
URL = "file:relint-inglese-list.txt"


@dataclass
class Ran:
    code: int
    out: str
    err: str


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def torino(tmp_path, monkeypatch, capsys):
    """Run the command in this process, on a home with a list of two entries."""
    monkeypatch.setenv("TORINO_HOME", str(tmp_path / "home"))

    def run(*words, given=None):
        monkeypatch.setattr(sys, "argv", ["torino", *words])
        monkeypatch.setattr(sys, "stdin", io.StringIO() if given is None else Terminal(given))
        capsys.readouterr()
        try:
            main()
        except SystemExit as end:
            return Ran(int(end.code or 0), *capsys.readouterr())
        return Ran(0, *capsys.readouterr())

    (tmp_path / "relint-inglese-list.txt").write_text(LIST, "utf-8")
    assert run("add", str(tmp_path / "relint-inglese-list.txt")).code == 0
    return run


@pytest.fixture
def id(torino, tmp_path):
    with Home(tmp_path / "home").open_store() as store:
        return store.published.all()[0].id


def test_where_nobody_can_be_asked_it_takes_yes(torino, id):
    refused = torino("erase", id)
    assert refused.code == 2
    assert "--yes" in refused.err
    assert torino("show", id).code == 0
    erased = torino("erase", "--yes", id)
    assert erased.code == 0
    assert f"erased: {id}  Delegation from Turku" in erased.out
    assert f"rewritten without it: {URL}" in erased.out
    for word in ("backups", "snapshots", "restoring", "search engines", "exports"):
        assert word in erased.err
    shown = torino("show", id)
    assert (shown.code, shown.out) == (1, "")
    assert f"entry {id} was erased; nothing of it is kept" in shown.err


@pytest.mark.parametrize(("answer", "code"), [("y\n", 0), ("n\n", 1), ("", 130)])
def test_on_a_terminal_it_names_what_goes_and_asks(torino, id, answer, code):
    ran = torino("erase", URL, given=answer)
    assert f"to be erased: page {URL}" in ran.out
    assert "Delegation from Lyon" in ran.out
    assert ran.code == code
    assert torino("show", id).code == (1 if code == 0 else 0)


def test_an_unknown_name_is_a_failure_and_one_erased_already_is_none(torino, id):
    unknown = torino("erase", "--yes", id, "2007-06-08-nope")
    assert unknown.code == 1
    assert "not in the archive: 2007-06-08-nope; nothing was changed" in unknown.err
    assert torino("erase", "--yes", id).code == 0
    again = torino("erase", "--yes", id)
    assert again.code == 0
    assert "erased already on 20" in again.out


def test_what_was_erased_is_added_again_only_when_it_is_allowed(torino, tmp_path):
    source = str(tmp_path / "relint-inglese-list.txt")
    assert torino("erase", "--allow", URL).code == 1
    assert torino("erase", "--yes", URL).code == 0
    assert "erased 1" in torino("add", source).out
    assert torino("erase", "--allow", URL).code == 0
    assert "new 1" in torino("add", source).out


def test_check_tells_of_an_erasure_that_was_interrupted(torino, tmp_path):
    with Home(tmp_path / "home").open_store() as store, store.change():
        store.erasures.begin(date(2026, 11, 28))
    told = torino("check")
    assert told.code == 0
    assert "the erasure of 2026-11-28 was interrupted" in told.err
    assert torino("index").code == 0
    assert "interrupted" not in torino("check").err


def test_the_backups_that_the_home_knows_are_named_while_they_are_there(torino, id, tmp_path):
    kept, deleted = tmp_path / "kept.zip", tmp_path / "deleted.zip"
    for backup in (kept, deleted, kept):
        assert torino("backup", str(backup)).code == 0
    deleted.unlink()
    erased = torino("erase", "--yes", id)
    assert erased.code == 0
    assert erased.err.count(str(kept)) == 1
    assert str(deleted) not in erased.err
