"""Parsing a query text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.text.tokens import fold_word
from search.query.parser import parse_words
from search.query.pieces import QueryPiece
from search.query.query import MAX_READ
from search.query.question_words import load_question_words


def _sign(piece: QueryPiece) -> str:
    return "-" if piece.excluded else "|" if piece.after_or else ""


def _shape(text: str) -> list[str]:
    signs = {"word": "{}", "phrase": '"{}"', "prefix": "{}*"}
    return [
        ("-" if piece.excluded else "|" if piece.after_or else "")
        + signs[piece.kind].format(piece.text)
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
        ("title:x AND (y OR z)", ["x", "y", "|z"]),
        ("Lione OU Lyon", ["Lione", "|Lyon"]),
        ("Lione O Lyon", ["Lione", "|Lyon"]),
        ('"one two" OR three*', ['"one two"', "|three*"]),
        ("one OR two OR three", ["one", "|two", "|three"]),
        ("one or two", ["one", "or", "two"]),
        ("OR one", ["OR", "one"]),
        ("one OR", ["one", "OR"]),
        ("LIONE E TORINO", ["LIONE", "E", "TORINO"]),
        ("NON SOLO", ["NON", "SOLO"]),
        ("one NOT two", ["one", "-two"]),
        ("one AND NOT two", ["one", "-two"]),
        ("Cordoba NON studenti", ["Cordoba", "-studenti"]),
        ('one NOT "two three"', ["one", '-"two three"']),
        ("NOT one", ["-one"]),
        ("+one +two", ["one", "two"]),
        ("(one)", ["one"]),
        ("aaa* bbb* ccc*", ["aaa*", "bbb*", "ccc"]),
        ("12:30", ["12", "30"]),
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
        ("(one)", []),
        ("one OR two", []),
        ("(one two) OR three", ["no-groups"]),
        ("one NOT (two three)", ["no-groups"]),
        ("(one OR two) three", []),
        ("luogo:Lione", ["no-fields"]),
        ("aaa* bbb* ccc*", ["prefix-as-word"]),
        ("who visited Torino", ["question-words"]),
    ],
)
def test_what_is_taken_literally_is_said(text, codes):
    assert [note.code for note in parse_words(text).notes] == codes


def test_of_a_long_text_so_many_words_are_read():
    assert len(parse_words("word " * 1_000).pieces) == MAX_READ
    assert len(parse_words("a" * 5_000).pieces) == 1


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("who visited from Romania?", "from Romania"),
        ("What happened in Torino in October 2021", "in Torino in October 2021"),
        ("when did the mayor of Lyon come to Torino", "the mayor of Lyon to Torino"),
        ("show me consuls please", "consuls"),
        ("I'm looking for Salt Lake City", "Salt Lake City"),
        ("any news about Detroit", "any news about Detroit"),
        ("quando è venuto il sindaco di Lione", "il sindaco di Lione"),
        ("mi interessa il gemellaggio", "il gemellaggio"),
        ("cerco notizie su Bacău", "Bacău"),
        ("per favore delegazioni cinesi", "delegazioni cinesi"),
        ("qui est venu de Roumanie", "de Roumanie"),
        ("je cherche le maire de Lyon", "le maire de Lyon"),
        ("cerco gemellaggi est europa", "gemellaggi est europa"),
        ("information technology", "information technology"),
        ("informazioni turistiche", "informazioni turistiche"),
        ("informazioni sul turismo", "turismo"),
        ("vorrei informazioni sul turismo", "turismo"),
        ("WHO in Torino", "WHO in Torino"),
        ("chi", "chi"),
        ("cosa è", "cosa è"),
        ("show me", "show me"),
        ('"show me" the way', "show me the way"),
    ],
)
def test_words_that_ask_are_left_out_unless_no_others_are_left(text, asked):
    assert " ".join(piece.text for piece in parse_words(text).pieces) == asked


@settings(deadline=None)
@given(st.text(max_size=30))
def test_every_word_stands_where_its_piece_says(text):
    for piece in parse_words(text).pieces:
        for token in piece.tokens:
            assert fold_word(text[token.start : token.end]) == fold_word(token.text)


def test_no_list_of_words_that_ask_has_a_longer_phrase_than_is_looked_for():
    lists = load_question_words()

    longest = max(len(phrase) for one in lists for phrase in one.opening | one.inside)
    assert longest == 5
    assert all(one.opening and one.inside and one.anywhere for one in lists)
