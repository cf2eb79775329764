"""Lines that belong to no entry: those that count the visitors of a site."""

import pytest

from index.reading.layouts.line.noise import is_counter


@pytest.mark.parametrize(
    "line",
    [
        "Siete il visitatore n. 004512 dal 1/3/1998",
        "Visitatore n. 123",
        "Visite: 12.345 dal 1.1.2001",
        "You are visitor number 12,345 since 1 March 1998",
        "123456 visitors since 12 May 1999",
        "Hits: 1234 since 2001",
        "Vous êtes le 1234e visiteur depuis le 1er mars 1998",
        "Visiteurs : 12 345 depuis 2001",
    ],
)
def test_a_line_that_counts_visitors_is_a_counter(line):
    assert is_counter(line)


@pytest.mark.parametrize(
    "line",
    [
        "Visitors: 700",
        "12 visitatori da Lione",
        "Visitatori da Lione dal 3 maggio",
        "700 visitatori dal 3 al 5 maggio alla fiera",
        "Visitors from Lyon since 1998",
        "300 since May",
    ],
)
def test_visitors_of_the_city_are_none(line):
    assert not is_counter(line)
