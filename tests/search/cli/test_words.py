"""Which arguments of a search are words, and which are options."""

import click
import pytest

from search.cli.export import export
from search.cli.search import search


def words_of(*arguments: str) -> tuple[str, ...]:
    return search.make_context("search", list(arguments)).params["words"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["cina", "-tibet"], ("cina", "-tibet")),
        (["cina", "-tibet", "--limit", "5"], ("cina", "-tibet")),
        (["--limit", "5", "-tibet", "cina"], ("-tibet", "cina")),
        (["cina", "--", "-kind", "--json"], ("cina", "-kind", "--json")),
        (["cina -kind"], ("cina -kind",)),
        (["-kind cina"], ("-kind cina",)),
        (["cina", "-hotel", "-2007", "-"], ("cina", "-hotel", "-2007", "-")),
        (["--phrase", "-json", "cina"], ("cina",)),
        (["--phrase=--json", "cina"], ("cina",)),
        (["cina", "-Rome", "-home's", "–", "—tibet"], ("cina", "-Rome", "-home's", "–", "—tibet")),
        (["--", "--"], ("--",)),
    ],
    ids=str,
)
def test_words_and_exclusions_keep_their_order(arguments, words):
    assert words_of(*arguments) == words


@pytest.mark.parametrize(
    "argument",
    ["--tibet", "--formt", "--tibet cina", "-json", "-kind", "-countri", "-x", "–json", "—kind"],
)
@pytest.mark.parametrize("command", [search, export])
def test_what_looks_like_an_option_is_never_a_word(command, argument):
    if command is export and "json" in argument:
        argument = argument.replace("json", "format")
    with pytest.raises(click.UsageError):
        command.make_context("torino", ["cina", argument])
