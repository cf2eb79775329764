"""Years and months above the lines that lack them."""

import pytest

TEXT = "<p>Forty singers came to the town hall and sang for an hour.</p>"


NAMES = {9: "A choir", 5: "Talks on water", 4: "Planners from Graz", 3: "The mission", 2: "A show"}


def dated(cut, body):
    return [(raw.heading, raw.month_heading) for raw in cut(f"<html><body>{body}</body></html>")]


@pytest.mark.parametrize(
    "heading",
    [
        "<h1>International calendar 2009</h1>",
        "<h2>2009</h2>",
        "<h2>Anno 2009</h2>",
        "<h1>What happened in 2009</h1>",
        "<p><b>Events of the year 2009</b></p>",
    ],
)
def test_days_take_the_year_of_the_heading_above_them(cut, heading):
    items = "".join(f"<h3>{NAMES[n]}</h3><p>{n} May</p>{TEXT}" for n in (5, 4, 3))
    found = dated(cut, heading + items)
    assert [title for title, _ in found] == [f"{n} May - {NAMES[n]}" for n in (5, 4, 3)]
    assert all("2009" in above for _, above in found)


def test_days_take_the_month_and_year_above_them(cut):
    items = "".join(f"<li>{n} - <b>{NAMES[n]}</b>: they sang for an hour.</li>" for n in (9, 4, 2))
    body = f"<ul><li>2009<ul><li>May<ul>{items}</ul></li></ul></li></ul>"
    assert [title for title, _ in dated(cut, body)] == [
        f"{n} May 2009 - {NAMES[n]}" for n in (9, 4, 2)
    ]


def test_the_numbers_of_a_list_are_no_days(cut):
    items = "".join(f"<p>{n}. Choir {n} sang for an hour in the hall.</p>" for n in (1, 2, 3))
    assert not any("2009 -" in title for title, _ in dated(cut, f"<h2>May 2009</h2>{items}"))


def test_a_title_with_a_year_is_no_heading_of_others(cut):
    items = "".join(f"<h3>{NAMES[n]} at Expo 2015</h3><p>{n} May</p>{TEXT}" for n in (5, 4, 3))
    assert {above for _, above in dated(cut, f"<h2>2009</h2>{items}")} == {"2009"}


def test_of_two_years_each_day_takes_its_own_and_says_the_other(cut):
    items = "".join(
        f"<h3>{NAMES[n]}</h3><p>{day}</p>{TEXT}"
        for n, day in ((2, "14 September"), (3, "3 December"), (4, "9 March"))
    )
    found = cut(f"<html><body><h2>Programme 2012/2013</h2>{items}</body></html>")
    assert [raw.heading.partition(" - ")[0] for raw in found] == [
        "14 September 2012", "3 December 2012", "9 March 2013",
    ]  # fmt: skip
    assert [raw.other_date[-4:] for raw in found] == ["2013", "2013", "2012"]


@pytest.mark.parametrize("size", ["5", "+2"])
def test_a_line_in_large_letters_is_a_heading_of_an_old_page(cut, size):
    items = "".join(f"<p><b>{n} May: {NAMES[n]}</b></p>{TEXT}" for n in (9, 5, 4))
    title = f"<p><font size='{size}'>The city and the world in 2001</font></p>"
    assert [above for _, above in dated(cut, title + items)] == ["2001"] * 3
    plain = "<p><font size='2'>The city and the world in 2001</font></p>"
    assert "2001" not in [above for _, above in dated(cut, plain + items)]


def test_the_month_of_a_calendar_beside_a_list_is_not_that_of_its_items(cut):
    calendar = "<table><caption>May 2015</caption><tr><td>1</td><td>2</td></tr></table>"
    items = "".join(f"<div><i>{n} Mar</i> &bull; <b>{NAMES[n]}</b>{TEXT}</div>" for n in (9, 5, 4))
    found = dated(cut, f"{calendar}<h1>Entries of 2007</h1>{items}")
    assert [above for _, above in found] == ["2007"] * 3


def test_a_table_of_days_below_a_year_is_no_single_text(cut):
    rows = "".join(
        f"<tr><td>{n}/05</td><td><b>{NAMES[n]}</b></td><td>{TEXT}</td></tr>" for n in (2, 4, 9)
    )
    found = dated(cut, f"<h1>International calendar 2004</h1><table>{rows}</table>")
    assert [title for title, _ in found] == [f"{n}/05/2004 - {NAMES[n]}" for n in (2, 4, 9)]
