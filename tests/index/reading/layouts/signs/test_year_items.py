"""Years that the items of a page open with."""

from __future__ import annotations

import pytest

from index.reading.layouts.signs.year_items import are_in_order, open_with_years

ROWS = [
    ("1999", "Una scuola a Lima", "Il coro ha raccolto i fondi per i banchi della scuola."),
    ("2004", "Un ponte a Graz", "I tecnici hanno portato i disegni del ponte in municipio."),
    ("2011", "Le api di Lubiana", "Gli apicoltori sloveni hanno donato due arnie al parco."),
]


@pytest.mark.parametrize(
    "item",
    [
        "<li><strong>{0}</strong> : {1}. {2}</li>",
        "<li><b>{0}</b> {1}. {2}</li>",
        "<li>{0} — {1}: {2}</li>",
        "<p><b>{0}</b><br>{1}<br>{2}</p>",
        "<tr><td>{0}</td><td>{1}</td><td>{2}</td></tr>",
        "<h3>{0} – {1}</h3><p>{2}</p>",
        "<div class='t'><span>{0}</span><h4>{1}</h4><p>{2}</p></div>",
        "<li><strong>Anno {0}</strong><br>{1}. {2}</li>",
    ],
)
def test_each_item_that_opens_with_a_year_is_an_entry_of_that_year(cut, item):
    rows = "".join(item.format(*row) for row in ROWS)
    holder = {"<li": "ul", "<tr": "table"}.get(item[:3], "div")
    found = cut(
        f"<html><body><h1>La storia dei gemellaggi</h1><{holder}>{rows}</{holder}></body></html>",
        "http://b.example/storia.html",
    )
    assert [raw.month_heading for raw in found] == [year for year, _, _ in ROWS]
    for raw, (_, title, text) in zip(found, ROWS, strict=True):
        assert title in f"{raw.heading} {raw.text}"
        assert text in raw.text


@pytest.mark.parametrize(
    ("years", "are"),
    [
        (["1999", "2004", "2011"], True),
        (["2011", "2004", "2004", "1999"], True),
        (["1999", "2011", "2004"], False),
        (["1999", "2004"], False),
        ([], False),
    ],
)
def test_years_in_a_row_are_those_of_items(years, are):
    assert are_in_order(years) is are


def test_lines_that_open_with_dates_do_not_open_with_years():
    assert open_with_years(["1999: a", "2004 b", "2011 - c"])
    assert not open_with_years(["1999 maggio", "2004/05/11 b", "2011-04-03 c", "2012.5.4"])


@pytest.mark.parametrize(
    "form",
    [
        "<div class='b'><h2>{title}</h2><p>{text}</p><span>{date}</span></div>",
        "<li class='b'><h3>{title}</h3><p>{text}</p><p class='d'>{date}</p></li>",
        "<section><h3>{title}</h3><div>{text}</div><div>{date}</div></section>",
    ],
)
def test_a_year_at_the_end_of_one_item_of_many_is_its_date(cut, form):
    dates = ("June 1969", "1980", "14 October 1994", "April 2009")
    titles = ("A charter is signed", "A gift arrives", "A house opens", "Artists swap")
    text = "Forty singers came to the town hall and sang for an hour."
    items = "".join(
        form.format(title=title, text=text, date=date)
        for title, date in zip(titles, dates, strict=True)
    )
    found = cut(f"<html><body><h1>Fifty years</h1>{items}</body></html>")
    assert [(raw.heading, raw.month_heading) for raw in found] == [
        ("June 1969 - A charter is signed", ""),
        ("A gift arrives", "1980"),
        ("14 October 1994 - A house opens", ""),
        ("April 2009 - Artists swap", ""),
    ]


def test_the_month_of_an_item_is_not_that_of_the_next_one(cut):
    dates = ("12 March 2001", "May 2005", "", "7 July 2007")
    items = "".join(
        f"<div class='b'><h3>Story number {number}</h3><div>They sang in the town hall. It was "
        f"late.</div><div>{date}</div></div>"
        for number, date in enumerate(dates)
    )
    found = cut(f"<html><body><h1>Fifty years</h1>{items}</body></html>")
    assert [(raw.heading, raw.month_heading) for raw in found if "number 2" in raw.heading] == [
        ("Story number 2", "")
    ]
