"""Plain text, as its author meant it."""

from datetime import UTC, datetime

import pytest

from index.model.page import Page
from index.reading.layouts import split_page
from index.reading.layouts.structure.date_order import date_order
from index.reading.layouts.tree.blocks import Block
from index.reading.layouts.tree.text_lines import lines_of_text

NOW = datetime(2026, 1, 1, tzinfo=UTC)
NAMES = {9: "A choir", 5: "Talks on water", 3: "The mission"}


@pytest.mark.parametrize(
    "title",
    ["{name}\n---------", "## {name}", "* {name}", "**{name}**", "Title:  {name}"],
)
def test_titles_of_plain_text_are_told_by_their_signs(title):
    page = "\n\n".join(
        f"{title.format(name=name)}\n{n} May 2012\n{name} had forty guests in the hall."
        for n, name in NAMES.items()
    )
    raws = split_page(Page("https://example.org/a.txt", NOW, "text/plain", page.encode(), None))
    assert [raw.heading for raw in raws] == [f"{n} May 2012 - {NAMES[n]}" for n in (9, 5, 3)]


def test_wrapped_lines_are_one_paragraph():
    words = "Forty singers of the choir of Graz came to the town hall and then they"
    lines = [Block(words, gap=True), Block("sang for an hour."), Block("Another one.", gap=True)]
    assert [line.text for line in lines_of_text(lines).lines] == [
        f"{words} sang for an hour.",
        "Another one.",
    ]


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        (["12/25/2009", "05/03/2009"], "month first"),
        (["25/12/2009", "05/03/2009"], "day first"),
        (["05/03/2009"], ""),
        (["12/25/2009", "25/12/2009"], ""),
    ],
)
def test_the_order_of_dates_in_numbers_is_that_of_the_page(dates, order):
    assert date_order(dates) == order
