"""Dates among the words of a query."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.query.date_phrases import date_of, find_dates

PARTS = (
    "maggio", "2007", "'07", "25", "25th", "-", "/", "to", "al", "dal", "between", "and", "before",
    "since", "estate", "fine", "anni", "90s", "31/12/2007", "1.1.1900", "2100", "mar", "e", "0",
    "on", "31 febbraio", "27.5.07", "05/27/2007",
)  # fmt: skip


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
        ("16/12/05", "2005-12-16"),
        ("25-26/11/05", "2005-11-25/2005-11-26"),
        ("20-27 giugno 2007", "2007-06-20/2007-06-27"),
        ("18–20 ottobre 2007", "2007-10-18/2007-10-20"),
        ("25th of May 2007", "2007-05-25"),
        ("4-6 décembre 2023", "2023-12-04/2023-12-06"),
        ("4-6 de\u0301cembre 2023", "2023-12-04/2023-12-06"),
        ("maggio-giugno 2007", "2007-05/2007-06"),
        ("da maggio a settembre 2007", "2007-05/2007-09"),
        ("dal 3 al 5 maggio 2013", "2013-05-03/2013-05-05"),
        ("30 novembre-5 dicembre 2006", "2006-11-30/2006-12-05"),
        ("estate 2012", "2012-06-01/2012-09-22"),
        ("winter 2006", "2005-12-01/2006-03-20"),
        ("primi di maggio 2007", "2007-05-01/2007-05-10"),
        ("metà maggio 2007", "2007-05-11/2007-05-20"),
        ("fine febbraio 2007", "2007-02-21/2007-02-28"),
        ("mid-2007", "2007-05/2007-08"),
        ("seconda metà del 2007", "2007-07/2007-12"),
        ("anni 2005-2007", "2005/2007"),
        ("anni 2010-2012", "2010/2012"),
        ("between 2005 and 2007", "2005/2007"),
        ("tra il 2005 e il 2007", "2005/2007"),
        ("entre 2005 et 2007", "2005/2007"),
        ("2005/2007", "2005/2007"),
        ("since 2010", "2010/.."),
        ("dal 2010", "2010/.."),
        ("from 2010 onwards", "2010/.."),
        ("after 2010", "2011/.."),
        ("dopo maggio 2007", "2007-06/.."),
        ("prima del 2006", "../2005"),
        ("before May 2007", "../2007-04"),
        ("fino al 2006", "../2006"),
        ("jusqu'en 2006", "../2006"),
        ("'07", "2007"),
        ("giugno ’07", "2007-06"),
        ("anni '90", "1990/1999"),
        ("the 1990s", "1990/1999"),
        ("nel mese di maggio 2007", "2007-05"),
        ("25 maggio", "--05-25"),
        ("maggio-giugno", "--05/--06"),
        ("marzo aprile 2009", "2009-03/2009-04"),
        ("ottobre 24 2012", "2012-10-24"),
        ("27.5.07", "2007-05-27"),
        ("27.5.'07", "2007-05-27"),
        ("27. 5. 2007", "2007-05-27"),
        ("27-5-07", "2007-05-27"),
        ("27-28.5.07", "2007-05-27/2007-05-28"),
        ("27.5.07-29.5.07", "2007-05-27/2007-05-29"),
        ("fino al 27.5.07", "../2007-05-27"),
        ("27 May 07", "2007-05-27"),
        ("27 mai 07", "2007-05-27"),
        ("27-May-07", "2007-05-27"),
        ("May 27, 07", "2007-05-27"),
        ("27 of May 07", "2007-05-27"),
        ("27 maggio 12", "2012-05-27"),
        ("maggio 07", "2007-05"),
        ("May 07", "--05-07"),
        ("12-14 maggio 07", "2007-05-12/2007-05-14"),
        ("dal 12 al 14 maggio 07", "2007-05-12/2007-05-14"),
        ("05/27/2007", "2007-05-27"),
        ("5/27/07", "2007-05-27"),
        ("05-27-2007", "2007-05-27"),
        ("05 27 2007", "2007-05-27"),
        ("2007/27/05", "2007-05-27"),
        ("05/06/2007", "2007-06-05"),
    ],
)
def test_words_are_read_as_dates(words, meant):
    found = find_dates(words)

    assert [one.text for one in found] == [meant]


@pytest.mark.parametrize(
    "words",
    ["12", "1812", "31 02 2007", "30 febbraio 2007", "13 2007", "x 2007", "mar", "15 5", ""],
)
def test_what_is_no_date_is_none(words):
    assert date_of(words) is None


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("31 febbraio 2007", "2007-02"),
        ("February 31, 2007", "2007-02"),
        ("29 février 2007", "2007-02"),
        ("31/02/2007", "2007-02"),
        ("02/31/2007", "2007-02"),
        ("31.2.07", "2007-02"),
        ("31-4-2007", "2007-04"),
        ("31 04 2007", "2007-04"),
        ("2007-02-31", "2007-02"),
        ("00/05/2007", "2007-05"),
        ("13/13/2007", "2007"),
        ("2007-13-45", "2007"),
        ("30 febbraio", "--02"),
        ("dal 28 al 31 giugno 2007", "2007-06"),
        ("since 31/2/2007", "2007-02/.."),
        ("31/2/2007 - 5/3/2007", "2007-02-01/2007-03-05"),
    ],
)
def test_a_day_that_the_calendar_has_not_is_read_as_its_month_or_year(words, meant):
    (found,) = find_dates(words)

    assert (found.text, found.exists, found.start, found.end) == (meant, False, 0, len(words))
    assert date_of(words) is None


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("29 febbraio 2008", ["2008-02-29"]),
        ("27 May 12 delegates", ["--05-27"]),
        ("27 maggio 29 giugno", ["--05-27", "--06-29"]),
        ("27 maggio 07:30", ["--05-27"]),
        ("12 34 2007", ["2007"]),
        ("011 442 2007", ["2007"]),
        ("27/05", []),
        ("10-11-99-12", []),
    ],
)
def test_numbers_that_only_look_like_a_part_of_a_date_are_none(words, meant):
    found = find_dates(words)

    assert [one.text for one in found] == meant
    assert all(one.exists for one in found)


def test_dates_are_found_among_other_words_where_they_stand():
    text = "sindaco di Lione dal 3 al 5 maggio 2013, Bacău 2007"

    found = find_dates(text)

    assert [text[one.start : one.end] for one in found] == ["dal 3 al 5 maggio 2013", "2007"]


@given(st.text(max_size=80) | st.lists(st.sampled_from(PARTS), max_size=12).map(" ".join))
def test_dates_stand_in_order_and_span_at_least_a_day(text):
    end = 0
    for one in find_dates(text):
        assert end <= one.start < one.end <= len(text)
        assert (one.first is None) == (one.last is None)
        assert one.first is None or one.first <= one.last
        end = one.end
