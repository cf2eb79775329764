from datetime import date

import pytest
from babel.dates import get_month_names
from hypothesis import given
from hypothesis import strategies as st

from index.model.entry import UNDATED, DateSpan
from search.query.query_dates import whole_date
from search.results.date_format import (
    MONTHS,
    time_value,
    unbroken,
    within,
    written,
    written_point,
    written_reading,
)


def span(start: str, end: str | None = None, precision: str = "day") -> DateSpan:
    return DateSpan(date.fromisoformat(start), date.fromisoformat(end or start), precision, "")


@pytest.mark.parametrize("language", ["it", "en"])
def test_months_are_called_as_cldr_calls_them(language):
    assert MONTHS[language] == tuple(get_month_names("wide", locale=language).values())


@pytest.mark.parametrize(
    ("dates", "italian", "english"),
    [
        (span("2007-06-27"), "27 giugno 2007", "27 June 2007"),
        (span("2007-06-01"), "1º giugno 2007", "1 June 2007"),
        (span("2007-06-20", "2007-06-27"), "20–27 giugno 2007", "20–27 June 2007"),
        (span("2010-12-01", "2010-12-03"), "1º–3 dicembre 2010", "1–3 December 2010"),
        (span("2007-05-05", "2007-06-01"), "5 maggio – 1º giugno 2007", "5 May – 1 June 2007"),
        (
            span("2006-12-30", "2007-01-02"),
            "30 dicembre 2006 – 2 gennaio 2007",
            "30 December 2006 – 2 January 2007",
        ),
        (span("2006-09-01", "2006-09-30", "month"), "settembre 2006", "September 2006"),
        (
            span("2006-09-01", "2006-10-31", "month"),
            "settembre–ottobre 2006",
            "September–October 2006",
        ),
        (
            span("2006-12-01", "2007-01-31", "month"),
            "dicembre 2006 – gennaio 2007",
            "December 2006 – January 2007",
        ),
        (span("2010-01-01", "2010-12-31", "year"), "2010", "2010"),
        (span("2005-01-01", "2007-12-31", "year"), "2005–2007", "2005–2007"),
        (UNDATED, "senza data", "undated"),
    ],
)
def test_a_date_is_written_as_each_language_writes_it(
    dates: DateSpan, italian: str, english: str
) -> None:
    assert (written(dates, "it"), written(dates, "en")) == (italian, english)


@pytest.mark.parametrize(
    ("first", "last", "italian", "english"),
    [
        ("2007", "2007", "nel 2007", "in 2007"),
        ("2007-05", "2007-05", "a maggio 2007", "in May 2007"),
        ("2007-05-08", "2007-05-08", "l’8 maggio 2007", "on 8 May 2007"),
        ("2007-05-01", "2007-05-01", "il 1º maggio 2007", "on 1 May 2007"),
        ("2007", "2010", "fra il 2007 e il 2010", "between 2007 and 2010"),
        (
            "2007-05",
            "2007-06-11",
            "fra maggio 2007 e l’11 giugno 2007",
            "between May 2007 and 11 June 2007",
        ),
        ("2007", "", "dal 2007 in poi", "from 2007 on"),
        ("2007-05-08", "", "dall’8 maggio 2007 in poi", "from 8 May 2007 on"),
        ("", "2007-05", "fino a maggio 2007", "until May 2007"),
        ("", "2010", "fino al 2010", "until 2010"),
        ("", "", "", ""),
    ],
)
def test_a_range_asked_for_is_part_of_a_sentence(
    first: str, last: str, italian: str, english: str
) -> None:
    assert (within(first, last, "it"), within(first, last, "en")) == (italian, english)


def test_what_is_no_date_comes_back_as_it_is() -> None:
    assert written_point("2007-13", "en") == "2007-13"


@pytest.mark.parametrize(
    ("dates", "value"),
    [
        (span("2007-06-27"), "2007-06-27"),
        (span("2006-09-01", "2006-09-30", "month"), "2006-09"),
        (span("2010-01-01", "2010-12-31", "year"), "2010"),
        (UNDATED, ""),
    ],
)
def test_the_time_element_is_as_exact_as_the_date_is_known(dates: DateSpan, value: str) -> None:
    assert time_value(dates) == value


def test_a_line_does_not_end_between_a_day_and_its_month() -> None:
    assert unbroken("5 maggio – 1º giugno 2007") == "5\xa0maggio – 1º\xa0giugno 2007"
    assert unbroken("20–27 June 2007") == "20–\u206027\xa0June 2007"


@given(
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.integers(0, 800),
    st.sampled_from(["it", "en"]),
)
def test_both_ends_of_every_span_are_said(start: date, days: int, language: str) -> None:
    end = date.fromordinal(start.toordinal() + days)
    words = written(DateSpan(start, end, "day", ""), language)
    assert str(end.year) in words
    assert str(start.year) in words
    assert str(end.day) in words
    assert str(start.day) in words


@pytest.mark.parametrize(
    ("reading", "italian", "english"),
    [
        ("2007", "2007", "2007"),
        ("2007-02", "febbraio 2007", "February 2007"),
        ("2007-02-01", "1º febbraio 2007", "1 February 2007"),
        ("--11", "novembre", "November"),
        ("--11-23", "23 novembre", "23 November"),
        ("--02-29", "29 febbraio", "29 February"),
        ("--05/--06", "maggio – giugno", "May – June"),
        ("--05-25/--06-02", "25 maggio – 2 giugno", "25 May – 2 June"),
        ("2005/2007", "fra il 2005 e il 2007", "between 2005 and 2007"),
        (
            "2007-10-08/2007-10-11",
            "fra l’8 ottobre 2007 e l’11 ottobre 2007",
            "between 8 October 2007 and 11 October 2007",
        ),
        ("2021/..", "dal 2021 in poi", "from 2021 on"),
        ("2007-06-08/..", "dall’8 giugno 2007 in poi", "from 8 June 2007 on"),
        ("../2003", "fino al 2003", "until 2003"),
        ("../2003-05", "fino a maggio 2003", "until May 2003"),
        ("../2003-04", "fino ad aprile 2003", "until April 2003"),
    ],
)
def test_what_words_were_read_as_is_said_in_words_that_are_read_the_same(reading, italian, english):
    assert (written_reading(reading, "it"), written_reading(reading, "en")) == (italian, english)
    for words in (italian, english):
        found = whole_date(words)
        assert found is not None
        assert found.text == reading
