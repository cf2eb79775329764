"""`torino profile` writes a start that can be filled in, and never over a file."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from index.cli.profile_start import profile
from index.model.errors import StoreError
from index.model.profile_format import profile_of


def test_the_start_goes_to_standard_output_or_to_a_new_file(tmp_path: Path) -> None:
    printed = CliRunner().invoke(profile)
    assert printed.exit_code == 0
    assert profile_of(printed.stdout, "start").home.country == "IT"
    written = CliRunner().invoke(profile, [str(tmp_path / "profile.toml")])
    assert written.exit_code == 0
    assert (tmp_path / "profile.toml").read_text("utf-8") == printed.stdout


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "profile.toml"
    path.write_text("mine", "utf-8")
    outcome = CliRunner().invoke(profile, [str(path)])
    assert isinstance(outcome.exception, StoreError)
    assert str(outcome.exception) == f"{path} exists already; name another file"
    assert path.read_text("utf-8") == "mine"


def test_the_folder_of_a_new_home_is_made(tmp_path: Path) -> None:
    path = tmp_path / "archive" / "profile.toml"
    outcome = CliRunner().invoke(profile, [str(path)])
    assert outcome.exit_code == 0
    assert path.exists()
    assert f"torino --home {path.parent} check" in outcome.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="has no limits")
def test_of_a_start_that_finds_no_room_nothing_is_left(tmp_path: Path) -> None:
    import resource

    path = tmp_path / "profile.toml"
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
    try:
        outcome = CliRunner().invoke(profile, [str(path)])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert str(outcome.exception).startswith(f"{path} cannot be written")
    assert not path.exists()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "no").write_text("a file", "utf-8")
    outcome = CliRunner().invoke(profile, [str(tmp_path / "no" / "profile.toml")])
    assert isinstance(outcome.exception, StoreError)
    assert "profile.toml cannot be written" in str(outcome.exception)
