"""Months and numbers that lines below a year open with instead of a whole date."""

import pytest

TEXT = "Forty singers came to the town hall and sang for an hour."


def dates(cut, *openings):
    items = "".join(
        f"<p><b>{opening}</b> - <b>Choir of {place}</b><br>{TEXT}</p>"
        for opening, place in zip(openings, ("Graz", "Lyon", "Bari"), strict=True)
    )
    found = cut(f"<html><body><h2>International calendar 1999</h2>{items}</body></html>")
    assert [raw.heading.partition(" - Choir of ")[2] for raw in found] == ["Graz", "Lyon", "Bari"]
    return [raw.heading.partition(" - Choir of ")[0] for raw in found]


@pytest.mark.parametrize("month", ["settembre", "in September", "Sept.", "late September", "sept"])
def test_a_month_among_days_is_a_date_of_its_own(cut, month):
    _, date, _ = dates(cut, "12 March", month, "5 November")
    assert date.removeprefix("late ").casefold().startswith("sept") or "settembre" in date
    assert date.endswith(" 1999")


@pytest.mark.parametrize(
    ("numbers", "date"),
    [
        ("9-12/02", "9-12/02/1999"),
        ("31/03-02/04", "31/03-02/04/1999"),
        ("23-27/IX", "23-27/ix/1999"),
        ("30/IV-3/V", "30/iv-3/v/1999"),
    ],
)
def test_ranges_in_numbers_take_the_year_above_them(cut, numbers, date):
    assert dates(cut, "8/1", numbers, "5/11")[1] == date


def test_a_sentence_about_a_month_is_no_item(cut):
    items = "".join(f"<p><b>{n} May</b> - <b>Choir {n}</b><br>{TEXT}</p>" for n in (5, 9))
    text = "<p><b>September</b> was a <b>month</b> of rain in the whole of the town.</p>"
    found = cut(f"<html><body><h2>International calendar 1999</h2>{items}{text}</body></html>")
    assert not any("September" in raw.heading for raw in found)


def test_the_name_that_an_author_has_on_the_site_is_no_title(cut):
    items = "".join(
        f"<div><h2>Choir of {place}</h2><p>Tue, 2009-03-{n} 10:40 — {name}</p><p>{TEXT}</p></div>"
        for n, place, name in ((17, "Graz", "uhoff"), (24, "Lyon", "kschm"), (31, "Bari", "uhoff"))
    )
    found = cut(f"<html><body><h1>Delegations</h1>{items}</body></html>")
    assert [raw.heading for raw in found] == [
        "2009-03-17 - Choir of Graz", "2009-03-24 - Choir of Lyon", "2009-03-31 - Choir of Bari",
    ]  # fmt: skip
