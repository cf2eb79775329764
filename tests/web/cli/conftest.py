"""The sample archive, and `torino` as the shell would run it, but in this process."""

from __future__ import annotations

import io
import shutil
import sys
from dataclasses import dataclass

import pytest

from index.commands.sample import add_sample
from index.store.home import Home
from web.cli.main import main


@dataclass
class Outcome:
    code: int
    stdout: str
    stderr: str


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory) -> Home:
    """The sample archive. Tests only read it."""
    home = Home(tmp_path_factory.mktemp("sample"))
    add_sample(home)
    return home


@pytest.fixture
def copied_home(sample_home, tmp_path) -> Home:
    """A copy of the sample archive, to change."""
    shutil.copytree(sample_home.path, tmp_path / "copied")
    return Home(tmp_path / "copied")


@pytest.fixture
def run(monkeypatch, capsysbinary):
    """Run `torino` with the home that it is given."""

    def invoke(home, *words, given: bytes = b""):
        monkeypatch.setenv("TORINO_HOME", str(getattr(home, "path", home)))
        monkeypatch.setattr(sys, "argv", ["torino", *map(str, words)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        capsysbinary.readouterr()
        code = 0
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
        out, err = capsysbinary.readouterr()
        return Outcome(code, out.decode("utf-8", "replace"), err.decode())

    return invoke
