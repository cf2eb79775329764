"""The dates of the two fields "from" and "to"."""

import pytest

from search.query.date_bounds import canonical_date, days_of, span_of
from search.query.errors import QueryError
from search.query.url_parameters import query_of


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("2007", "2007"),
        ("2007-05", "2007-05"),
        ("2007-05-31", "2007-05-31"),
        ("May 2007", "2007-05"),
        ("maggio 2007", "2007-05"),
        ("Maggio, 2007", "2007-05"),
        ("mai 2007", "2007-05"),
        ("2007 maggio", "2007-05"),
        ("5/2007", "2007-05"),
        ("05.2007", "2007-05"),
        ("2007/5", "2007-05"),
        ("31/5/2007", "2007-05-31"),
        ("5/31/2007", "2007-05-31"),
        ("31.5.07", "2007-05-31"),
        ("31.05.2007", "2007-05-31"),
        ("5/12/2009", "2009-12-05"),
        ("31 maggio 2007", "2007-05-31"),
        ("May 31st, 2007", "2007-05-31"),
        ("1° maggio 2007", "2007-05-01"),
    ],
)
def test_a_date_may_be_written_as_people_write_it(written, canonical):
    assert canonical_date(written) == canonical
    assert query_of({"from": [written]})[0].since == canonical


@pytest.mark.parametrize(
    "text",
    [
        "maggio",
        "31/5",
        "13/2007",
        "31/2/2007",
        "31 febbraio 2007",
        "13/13/2007",
        "07",
        "yesterday",
        "2007-13",
        "1/1/1",
        "–",
    ],
)
def test_what_is_no_date_is_refused_by_its_own_words(text):
    assert canonical_date(text) == text
    with pytest.raises(QueryError, match="is not a date"):
        query_of({"to": [text]})


def test_of_a_longer_time_the_first_or_the_last_day_counts():
    query, _ = query_of({"from": ["estate 2012"], "to": ["25-26/11/05".replace("05", "13")]})

    assert (query.since, query.until) == ("2012-06-01", "2013-11-26")


def test_a_span_has_its_first_and_last_day():
    first, last = span_of("2008-02")
    assert (first.isoformat(), last.isoformat()) == ("2008-02-01", "2008-02-29")
    assert days_of("2008-02", "2008") == (
        first.toordinal(),
        first.replace(month=12, day=31).toordinal(),
    )
