"""What lines look like on a terminal, and that a pipe gets plain text."""

import io

import pytest

from index.cli.screen import Screen, cells

TEXT = "The mayor of Lyon met the mayor of Torino."
MARKS = ((4, 9), (26, 31))


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "environment", "styled", "links", "wraps"),
    [
        (io.StringIO(), {}, False, False, False),
        (io.StringIO(), {"FORCE_COLOR": "1"}, True, False, False),
        (io.StringIO(), {"CLICOLOR_FORCE": "1"}, True, False, False),
        (io.StringIO(), {"CLICOLOR_FORCE": "0"}, False, False, False),
        (io.StringIO(), {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False, False, False),
        (Terminal(), {}, True, True, True),
        (Terminal(), {"NO_COLOR": "1"}, False, False, True),
        (Terminal(), {"NO_COLOR": ""}, True, True, True),
        (Terminal(), {"CLICOLOR": "0"}, False, False, True),
        (Terminal(), {"CLICOLOR": "1"}, True, True, True),
        (Terminal(), {"TERM": "dumb"}, False, False, False),
        (Terminal(), {"TERM": "dumb", "FORCE_COLOR": "1"}, True, False, False),
    ],
)
def test_a_stream_shows_what_the_environment_allows(stream, environment, styled, links, wraps):
    screen = Screen.of(stream, environment)

    assert (screen.styled, screen.links, screen.width is not None) == (styled, links, wraps)


def test_a_pipe_gets_the_text_and_nothing_else():
    line = Screen().line(TEXT, marks=MARKS, indent="  ", bold=True, link="https://example.org/")

    assert line == f"  {TEXT}"


def test_what_was_sought_stands_out():
    line = Screen(styled=True).line(TEXT, marks=MARKS)

    assert line.count("\x1b[31m\x1b[1mmayor\x1b[0m") == 2


def test_a_long_line_is_wrapped_and_keeps_its_marks():
    rows = (
        Screen(styled=True, width=24).line(TEXT, marks=((0, len(TEXT)),), indent="  ").split("\n")
    )

    assert len(rows) == 2
    assert all(row.startswith("  \x1b[31m") and row.endswith("\x1b[0m") for row in rows)
    plain = Screen(width=24).line(TEXT, indent="  ").split("\n")
    assert max(map(cells, plain)) <= 24
    assert " ".join(map(str.strip, plain)) == TEXT


def test_a_word_that_is_longer_than_the_line_is_not_broken():
    assert Screen(width=20).line(f"see {'x' * 40} there").split("\n") == ["see", "x" * 40, "there"]


def test_columns_are_counted_not_characters():
    assert cells("東京") == 4
    assert cells("e\N{COMBINING ACUTE ACCENT}") == 1
    assert Screen(width=20).line("東京 " * 6).split("\n") == ["東京 東京 東京 東京", "東京 東京"]


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("http://example.org/a b", "http://example.org/a%20b"),
        ("http://example.org/\x1b\\\x07è", "http://example.org/%1B%5C%07%C3%A8"),
        ("javascript:alert(1)", None),
        ("file:page.html", None),
        ("", None),
    ],
)
def test_only_addresses_of_the_web_are_links_and_none_can_end_its_sequence(address, target):
    line = Screen(styled=True, links=True).line("Title", link=address)

    assert line == (f"\x1b]8;;{target}\x1b\\Title\x1b]8;;\x1b\\" if target else "Title")


def test_no_text_steers_the_terminal():
    line = Screen(styled=True, links=True, width=40).line("a\x1b[2Jb\x07c\u202ed", bold=True)

    assert line == "\x1b[1ma\ufffd[2Jb\ufffdc\ufffdd\x1b[0m"
