"""Queries that are sent to do harm: answered, or refused in words by a limit of ours."""

from __future__ import annotations

import re

import pytest
from click import UsageError
from hypothesis import given
from hypothesis import strategies as st

from index.store.home import Home
from search.query.errors import QueryError
from search.query.parser import parse_words
from search.query.query import MAX_READ
from web.cli.main import main

DOUBLE = "\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}"
"""One character that folds into eighteen."""
ANSWERED = [
    "t*", "t?*?*?*", "*1*", "[a TO zzzz]", "turku~9", "turku^1000000", "title:turku AND *:*",
    "a" * 256, "(" * 256, '"' * 256, "*" * 256, "-" * 256, "\u0301" * 256, "a\u0301" * 128,
    DOUBLE * 256, "turku\x00\x1b[31m\x07", "\ue000\ue001turku\uf8ff", "\u202eturku\u202c",
    "\U000e0041turku\u200b", "😀\u200d🔥", "turku\udcff", "' OR 1=1 --", "../../etc/passwd",
    "${jndi:ldap://x}", "{{7*7}}", "%00%0a", "\n\r\t\v\f", "turku " * 16,
]  # fmt: skip
LONG = [
    " OR ".join(f"word{number}" for number in range(1000)),
    "abc* " * 100,
    "a b " * 9,
    "x" * 200_000,
    "(" * 5_000,
    "-a " * 2_000,
    '"' * 100_000,
    "12/" * 20_000,
    "maggio - " * 2_000,
    "1 2 2007 " * 2_000,
    "primi di " * 2_000,
    "a-" * 5_000,
    "aB2" * 2_000,
    "•" * 10_000,
    "https://a.it/" + "%" * 5_000,
]


def named(text):
    return f"{text[:20]!a} of {len(text)}"


@pytest.mark.parametrize("text", ANSWERED, ids=named)
def test_any_query_within_the_limits_is_answered(run, home, text):
    assert run(home, "search", "--json", "--", text).exit_code == 0


@pytest.mark.parametrize("text", LONG, ids=named)
def test_a_long_query_is_answered_too(run, home, text):
    assert run(home, "search", "--json", "--", text).exit_code == 0


@pytest.mark.parametrize(
    "words",
    [
        ("--page", "0"),
        ("--page", "-1"),
        ("--limit", "101"),
        ("--person", "x" * 257),
        ("--place", "x" * 257),
        ("--phrase", "x" * 257),
        ("--from", "2007-13"),
        ("--to", "2007-02-30"),
        ("--from", "99999"),
        ("--from", "2008", "--to", "2007"),
    ],
    ids=" ".join,
)
def test_a_filter_past_a_limit_is_refused_in_words(run, home, words):
    with pytest.raises((QueryError, UsageError), match=r"\w+ \w+"):
        run(home, "search", *words)


@pytest.mark.parametrize("page", ["1000000000", "101"])
def test_a_page_past_the_end_is_answered_with_how_many_there_are(run, home, page):
    ran = run(home, "search", "--page", page, "--limit", "100")
    assert ran.exit_code == 0
    assert re.search(rf"page {page} of \d", ran.output)


def test_a_beginning_of_many_words_is_answered(page_of, run, tmp_path):
    words = " ".join(f"abc{number}" for number in range(501))
    (tmp_path / "page.txt").write_text(page_of("Words", words))
    home = Home(tmp_path / "home")
    run(home, "add", tmp_path / "page.txt")

    assert run(home, "search", "abc*").stdout.startswith("1 entry")


@given(st.text(st.characters(), max_size=300) | st.text('"“«*-()~:^ aà\x00\ue000', max_size=300))
def test_any_text_is_parsed(text):
    assert sum(len(piece.tokens) for piece in parse_words(text).pieces) <= MAX_READ


@pytest.mark.parametrize("words", [("show", "a\udcff"), ("remove", "\udcff"), ("add", "\udcff")])
def test_a_word_that_is_no_text_is_named(home, monkeypatch, capsys, words):
    monkeypatch.setattr("sys.argv", ["torino", "--home", str(home.path), *words])
    with pytest.raises(SystemExit):
        main()
    assert "torino: " in capsys.readouterr().err
