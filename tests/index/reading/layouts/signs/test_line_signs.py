"""Signs of lines, by their own words and by the lines beside them."""

from __future__ import annotations

import pytest

from index.reading.layouts.line.line import Line
from index.reading.layouts.signs.line_signs import sign_lines


def signs(*texts: str, level: int = 0) -> list[tuple[str, str]]:
    lines = [Line(text, level, strong=False, pieces=(text,), marked=(False,)) for text in texts]
    return [(one.line.text, one.sign) for one in sign_lines(lines, {})]


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("3 May 2009", "date"),
        ("May 2009", "month"),
        ("3 May 2009 - A choir from Graz sang", "date"),
        ("A choir from Graz sang in the town hall.", "text"),
        ("A choir from Graz sang for an hour in the town hall (3 May 2009)", "heading date"),
        ("* Law of 3 May 2009", "text"),
        ("", "furniture"),
        ("© Borgo", "footer"),
    ],
)
def test_a_line_has_a_sign_by_its_own_words(text, sign):
    assert signs(text, "They sang for an hour.")[0] == (text, sign)


def test_years_in_a_row_are_a_menu_and_head_nothing():
    assert {sign for _, sign in signs("2007", "2008", "2009")} == {"furniture"}
    assert signs("2009", "They sang for an hour.")[0] == ("2009", "year")


def test_a_day_above_the_label_of_an_end_is_the_last_one():
    found = signs("A choir", "5 May 2009", "20:00 - End of event", "They sang for an hour.")
    assert [sign for _, sign in found] == ["text", "end", "furniture", "text"]


def test_a_label_stands_before_the_short_value_below_it():
    found = signs("A choir sang for an hour.", "Where:", "City Hall")
    assert found[1:] == [("Where:", "furniture"), ("Where: City Hall", "text")]


def test_the_foot_of_a_page_begins_at_the_address_of_its_office():
    found = signs(
        "A choir sang for an hour.",
        "Office of Borgo - Via Lunga 1, 10100 Borgo, tel. 011 555000",
        "Privacy",
    )
    assert [sign for _, sign in found] == ["text", "footer", "footer"]


def test_days_below_a_month_are_dates_and_what_is_on_them_stays_beside():
    lines = [
        Line("May 2009", 2, strong=False, pieces=("May 2009",), marked=(False,)),
        *(
            Line(text, 0, strong=False, pieces=(text,), marked=(False,))
            for text in ("3 - A choir from Graz", "8 - Talks with Turku")
        ),
    ]
    found = sign_lines(lines, {})
    assert [(one.date, one.rest) for one in found[1:]] == [
        ("3 May 2009", "A choir from Graz"),
        ("8 May 2009", "Talks with Turku"),
    ]
