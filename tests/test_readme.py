import re
from pathlib import Path

import click
import pytest

from index.model import errors
from search.query.errors import QueryError
from web.cli.main import VERBS, torino
from web.http.settings import PREFIX, SETTINGS

README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_every_verb_is_in_the_readme(verb):
    assert f"`torino {verb}" in README


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_every_verb_and_option_has_help(verb):
    command = torino.get_command(click.Context(torino), verb)
    assert command is not None
    assert command.help
    for option in command.params:
        if option.param_type_name == "option":
            assert option.help, option.name


@pytest.mark.parametrize(
    "setting", ["TORINO_HOME", "TORINO_ENGINE", *(PREFIX + name for name in SETTINGS)]
)
def test_every_setting_is_in_the_readme(setting):
    assert setting in README


def test_both_commands_stand_on_lines_of_their_own():
    assert re.search(r"^python3 -m venv .*torino serve$", README, re.M)
    assert re.search(r"^python3 -m venv .*pytest$", README, re.M)


def test_errors_have_one_root():
    named = [e for e in vars(errors).values() if isinstance(e, type) and issubclass(e, Exception)]
    assert all(issubclass(e, errors.ArchiveError) for e in [*named, QueryError])
