"""Completion in the shells: verbs, options and values, as click's classes give them."""

import pytest
from click.shell_completion import BashComplete, FishComplete, ShellComplete, ZshComplete

from web.cli.main import torino


def completions(*words: str) -> list[str]:
    *before, begun = words
    completed = ShellComplete(torino, {}, "torino", "_TORINO_COMPLETE")
    return [item.value for item in completed.get_completions(list(before), begun)]


def test_verbs_and_sub_verbs():
    assert completions("se") == ["search", "serve"]
    assert completions("translations", "ex") == ["export"]


def test_options():
    assert completions("search", "--no") == ["--not-country", "--no-expand"]
    assert "--format" in completions("export", "lione", "--")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("search", "--kind", "del"), ["delegation", "Delegazione"]),
        (("search", "--kind", ""), ["delegation", "mission", "twinning"]),
        (("export", "--country", "fra"), ["France", "Francia"]),
        (("search", "--country", "J"), ["JP", "Japan"]),
        (("search", "--not-country", "germ"), ["Germany", "Germania"]),
        (("search", "--written", "ital"), ["Italiano", "Italian"]),
        (("search", "--sort", "n"), ["newest"]),
        (("search", "--read", ""), ["orig", "it", "en"]),
        (("export", "--format", "c"), ["csv"]),
        (("search", "lione", "-hotel", "--kind", "mis"), ["mission", "Missione"]),
        (("translate", "--country", "Cin"), ["Cina"]),
        (("translate", "--into", "i"), ["it", "italiano", "inglese"]),
    ],
    ids=str,
)
def test_values_by_code_and_by_name_in_both_languages(words, found):
    assert set(found) <= set(completions(*words))


def test_no_completion_has_a_space_which_a_shell_would_take_for_the_next_word():
    assert [value for value in completions("search", "--country", "s") if " " in value] == []


@pytest.mark.parametrize("shell", [BashComplete, ZshComplete, FishComplete])
def test_each_shell_has_a_script_and_reads_values(shell, monkeypatch):
    complete = shell(torino, {}, "torino", "_TORINO_COMPLETE")
    if shell is BashComplete:  # its source() asks which bash is installed
        monkeypatch.setattr(BashComplete, "_check_version", staticmethod(lambda: None))
    assert "_TORINO_COMPLETE" in complete.source()
    monkeypatch.setenv("COMP_WORDS", "torino search --kind deleg")
    monkeypatch.setenv("COMP_CWORD", "deleg" if shell is FishComplete else "3")
    assert "delegation" in complete.complete()
