"""Parsing a query text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.query.errors import QueryError
from search.query.parser import parse_words


def _shape(text: str) -> list[str]:
    signs = {"word": "{}", "phrase": '"{}"', "prefix": "{}*"}
    return [
        ("-" if piece.excluded else "") + signs[piece.kind].format(piece.text)
        for piece in parse_words(text).pieces
    ]


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("sindaco Seul", ["sindaco", "Seul"]),
        ('"cooperation agreement" Lyon', ['"cooperation agreement"', "Lyon"]),
        ("“patto dei sindaci”", ['"patto dei sindaci"']),
        ("«patto dei sindaci»", ['"patto dei sindaci"']),
        ("Cordoba -student", ["Cordoba", "-student"]),
        ('visit -"study tour"', ["visit", '-"study tour"']),
        ("-dell'utri", ['-"dell utri"']),
        ("urban*", ["urban*"]),
        ("-urban*", ["-urban*"]),
        ("Se-hoon", ["Se", "hoon"]),
        ("U.S.A.", ["USA"]),
        ("one - two", ["one", "two"]),
        ("--one", ["one"]),
        ('"one"', ["one"]),
        ('""', []),
        ("title:x AND (y OR z)", ["title", "x", "AND", "y", "OR", "z"]),
        ("", []),
    ],
)
def test_a_text_becomes_words_phrases_prefixes_and_exclusions(text, shape):
    assert _shape(text) == shape


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ('"one two', ["unclosed-quote"]),
        ("un*", ["short-prefix"]),
        ("a?b", ["taken-literally"]),
        ("***", ["taken-literally", "no-words"]),
        ("one two", []),
        ("one – two", []),
    ],
)
def test_what_is_taken_literally_is_said(text, codes):
    assert [note.code for note in parse_words(text).notes] == codes


@pytest.mark.parametrize(
    ("text", "message", "code"),
    [
        ("a" * 257, "257", "too-long"),
        ("w " * 17, "17", "too-many-words"),
        ("aaa* bbb* ccc*", "3", "too-many-prefixes"),
    ],
)
def test_past_a_limit_the_message_says_how_many(text, message, code):
    with pytest.raises(QueryError, match=message) as refused:
        parse_words(text)
    assert refused.value.code == code


@settings(deadline=None)
@given(st.text(max_size=30))
def test_every_word_stands_where_its_piece_says(text):
    if len(text.split()) > 8:
        return
    try:
        pieces = parse_words(text).pieces
    except QueryError:
        return
    for piece in pieces:
        for token in piece.tokens:
            assert text[token.start : token.end].replace(".", "") == token.text
