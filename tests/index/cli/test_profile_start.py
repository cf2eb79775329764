"""`torino profile` writes a start that can be filled in, and never over a file."""

from __future__ import annotations

from pathlib import Path

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


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "no").write_text("a file", "utf-8")
    outcome = CliRunner().invoke(profile, [str(tmp_path / "no" / "profile.toml")])
    assert isinstance(outcome.exception, StoreError)
    assert "profile.toml cannot be written" in str(outcome.exception)
