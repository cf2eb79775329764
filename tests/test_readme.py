import re
from pathlib import Path

import click
import pytest

from index.indexing.open_engine import ENGINE_SETTINGS
from index.model import errors
from search.query.errors import QueryError
from web.cli.main import COMMANDS, torino
from web.http.settings import PREFIX, SETTINGS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
MAX_LINES = 120


@pytest.fixture(scope="module")
def reference() -> str:
    page = ROOT / "web" / "docs" / "REFERENCE.md"
    if not page.exists():
        pytest.skip("the installed package comes without its documents")
    return page.read_text("utf-8")


def test_the_readme_can_be_read_at_once():
    assert len(README.splitlines()) <= MAX_LINES


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_is_in_the_reference(name, reference):
    assert f"`torino {name}" in reference


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_and_option_has_help(name):
    command = torino.get_command(click.Context(torino), name)
    assert command is not None
    assert command.help
    for option in command.params:
        if option.param_type_name == "option":
            assert option.help, option.name


@pytest.mark.parametrize(
    "setting",
    ["TORINO_HOME", "TORINO_ENGINE", *(PREFIX + name for name in (*SETTINGS, *ENGINE_SETTINGS))],
)
def test_every_setting_is_in_the_reference(setting, reference):
    assert re.search(rf"^\|[^|]*`{setting}`[^|]* \|", reference, re.M)


def test_both_commands_are_lines_of_their_own_and_install_by_the_constraints():
    serve, test = re.findall(r"^python3 -m venv .*$", README, re.M)
    install = "python3 -m venv .venv && .venv/bin/pip install -c web/deploy/constraints.txt"
    assert serve == f"{install} . && .venv/bin/torino serve"
    assert test == f"{install} -e '.[test]' && .venv/bin/pytest"


def test_errors_have_one_root():
    named = [e for e in vars(errors).values() if isinstance(e, type) and issubclass(e, Exception)]
    assert all(issubclass(e, errors.ArchiveError) for e in [*named, QueryError])
