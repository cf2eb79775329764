"""Dates among the words of a query."""

import pytest

from search.query.date_phrases import date_words


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("2007", "2007"),
        ("maggio 2007", "2007-05"),
        ("may 2007", "2007-05"),
        ("2007 mai", "2007-05"),
        ("2007 05", "2007-05"),
        ("05 2007", "2007-05"),
        ("27 giugno 2007", "2007-06-27"),
        ("1 maggio 2007", "2007-05-01"),
        ("june 27th 2007", "2007-06-27"),
        ("27 06 2007", "2007-06-27"),
        ("2007 06 27", "2007-06-27"),
        ("oct 2012", "2012-10"),
        ("ottobre", "--10"),
    ],
)
def test_words_are_read_as_dates(words, meant):
    assert date_words(words.split()).text == meant


@pytest.mark.parametrize(
    "words",
    ["12", "1812", "31 02 2007", "30 febbraio 2007", "13 2007", "x 2007", "mar", "15 5", ""],
)
def test_what_is_no_date_is_none(words):
    assert date_words(words.split()) is None
