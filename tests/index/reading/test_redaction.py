"""A page without one of its entries, whatever the order of date, title and text."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from index.gazetteer import load_gazetteer
from index.model.page import Page
from index.reading.layouts import split_page
from index.reading.redaction import without_entries

NEWS = (
    ("12 June 2007", "Talks with Turku - Finland", "Gardeners met in the town hall."),
    ("3 May 2007", "A choir from Graz", "They sang for an hour in the square."),
    ("28 April 2007", "Students of Lyon", "Ten students saw the museum and its garden."),
)


def page_of(item: str) -> Page:
    items = "".join(item.format(date=d, title=t, text=x) for d, t, x in NEWS)
    body = f"<html lang='en'><body><h1>News</h1>{items}</body></html>"
    return Page(
        "http://www.example.org/news.html", datetime(2026, 1, 5, tzinfo=UTC), "text/html",
        body.encode(), None,
    )  # fmt: skip


@pytest.mark.parametrize(
    "item",
    [
        "<h3>{title}</h3><p>{date}</p><p>{text}</p>",
        "<p>{date}</p><h3>{title}</h3><p>{text}</p>",
        "<h3>{title}</h3><p>{text}</p><p>{date}</p>",
        "<div class='card'><span>{date}</span><h4>{title}</h4><p>{text}</p></div>",
        "<article><h2>{title}</h2><p>Posted on {date} by Ann</p><p>{text}</p></article>",
        "<li><a href='/x'>{title}</a> <small>{date}</small><p>{text}</p></li>",
        "<dt>{title}</dt><dd>{date}</dd><dd>{text}</dd>",
        "<b>{title}</b><br>{date}<br>{text}<br><br>",
    ],
)
@pytest.mark.parametrize("position", range(3))
def test_an_entry_is_cut_out_and_the_others_stay(item: str, position: int) -> None:
    page = page_of(item)
    raws = split_page(page)
    redacted = without_entries(page, [position], load_gazetteer())
    assert redacted is not None
    assert split_page(redacted) == (*raws[:position], *raws[position + 1 :])
    _, title, text = NEWS[position]
    assert title.encode() not in redacted.body
    assert text.encode() not in redacted.body
