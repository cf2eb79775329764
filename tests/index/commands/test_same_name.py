"""A local file never takes the place of another page of its name without a word."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from index.store.home import Home
from search.open_searcher import open_searcher
from search.query.query import Query
from web.cli.main import torino

PAGE = """<html lang="en"><h1>Mission to {town}</h1><p>{day}</p>
<p>A mission of the city went to {town} in {country} and spoke of {matter}.</p></html>"""
LIMA = {"town": "Lima", "country": "Peru", "day": "3 May 2021", "matter": "water"}
QUITO = {"town": "Quito", "country": "Ecuador", "day": "4 May 2022", "matter": "museums"}


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def add(home: Home, source: object, page: str = "") -> Result:
    words = ["--home", str(home.path), "add", str(source)]
    return CliRunner().invoke(torino, words, input=page or None, standalone_mode=False)


def titles(home: Home) -> set[str]:
    searcher = open_searcher(home.location)
    found = {entry.original.title for entry in searcher.export(Query())}
    searcher.close()
    return found


def test_a_second_page_from_standard_input_is_refused_and_named(home: Home) -> None:
    assert add(home, "-", PAGE.format(**LIMA)).exception is None
    refused = add(home, "-", PAGE.format(**QUITO))
    assert refused.exception is not None
    assert "another page of this name, with other events, is in the archive" in refused.output
    assert titles(home) == {"Mission to Lima"}


@pytest.mark.parametrize("whole_folder", [True, False])
def test_a_file_of_the_same_name_in_another_folder_is_refused(
    home: Home, tmp_path: Path, whole_folder: bool
) -> None:
    for name, page in (("a", LIMA), ("b", QUITO)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(PAGE.format(**page))
    sources = [tmp_path / n if whole_folder else tmp_path / n / "index.html" for n in "ab"]
    assert add(home, sources[0]).exception is None
    assert add(home, sources[1]).exception is not None
    assert titles(home) == {"Mission to Lima"}
    assert add(home, tmp_path).exception is None  # each has the name of its folder now
    assert titles(home) == {"Mission to Lima", "Mission to Quito"}


@pytest.mark.parametrize(
    "change",
    [{"matter": "schools"}, {"town": "Lima Centro"}, {"day": "5 May 2021"}, {"country": "Perú"}],
)
def test_a_page_that_was_changed_replaces_what_it_was(home: Home, change: dict[str, str]) -> None:
    assert add(home, "-", PAGE.format(**LIMA)).exception is None
    changed = {**LIMA, **change}
    assert add(home, "-", PAGE.format(**changed)).exception is None
    assert titles(home) == {f"Mission to {changed['town']}"}


def test_entries_that_a_page_has_no_more_are_named(home: Home) -> None:
    add(home, "-", PAGE.format(**LIMA))
    gone = add(home, "-", "<html lang='en'><h1>404 not found</h1></html>")
    assert gone.exception is None
    assert "withdrawn       1  (no page has them any more)\n  2021-05-03-" in gone.output
    assert titles(home) == set()
