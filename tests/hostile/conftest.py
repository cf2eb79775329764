"""A home that means no harm, and verbs that fail only by errors of ours."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from index.store.home import Home
from web.cli.main import torino

ENTRY = """International Relations

2007 June

  • June 8th 2007 - {title}

    {text}

"""


def run_verb(home, *words):
    """Run a verb; an error of ours is raised, anything else fails the test."""
    argv = ["--home", str(home.path), *map(str, words)]
    return CliRunner().invoke(torino, argv, standalone_mode=False, catch_exceptions=False)


def text_page(title, text):
    return ENTRY.format(title=title, text=text)


@pytest.fixture(scope="session")
def run():
    """Run a verb; an error of ours is raised, anything else fails the test."""
    return run_verb


@pytest.fixture(scope="session")
def page_of():
    """The text of a page with one entry."""
    return text_page


@pytest.fixture(scope="session")
def home(tmp_path_factory) -> Home:
    """One entry that means no harm."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "page.txt").write_text(
        text_page("Delegation from Turku", "A delegation of Turku met the Mayor.")
    )
    home = Home(folder / "home")
    run_verb(home, "add", folder / "page.txt")
    return home
