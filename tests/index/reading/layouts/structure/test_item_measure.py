"""How well items explain a page: bounds, dates and the worth of their letters."""

from __future__ import annotations

import pytest

from index.reading.layouts.line.line import Line
from index.reading.layouts.signs.date_heading import NONE, DateHeading
from index.reading.layouts.signs.signed_line import Sign, SignedLine
from index.reading.layouts.structure.dates_above import DatesAbove
from index.reading.layouts.structure.item_bounds import ItemBounds
from index.reading.layouts.structure.item_measure import ItemMeasure
from index.reading.layouts.structure.item_strength import strength
from index.reading.layouts.structure.line_sums import LineSums

TEXT = "They sang for an hour in the town hall."


def one(sign: Sign, text: str, level: int = 0, **more: object) -> SignedLine:
    line = Line(text, level, strong=False, pieces=(text,), marked=(False,))
    return SignedLine(line, sign, text if sign == "date" else "", **more)  # type: ignore[arg-type]


DATE, LATER = one("date", "3 May 2009"), one("date", "5 May 2009")
TITLE, OTHER, WORDS = one("text", "A choir", 3), one("text", "Talks", 3), one("text", TEXT)


def test_several_dates_in_a_row_are_one_also_when_the_row_is_cut():
    sums = LineSums([DATE, LATER, WORDS, DATE])
    assert [sums.dates(*lines) for lines in ((0, 2), (0, 4), (1, 3), (2, 3))] == [1, 2, 1, 0]


@pytest.mark.parametrize(
    ("lines", "above", "is_dated", "worth"),
    [
        ([DATE, TITLE, WORDS], NONE, False, 1.0),
        ([TITLE, WORDS], NONE, False, 0.0),
        ([TITLE, WORDS], NONE, True, 0.8),
        ([TITLE, WORDS], DateHeading("2009"), False, 0.6),
        ([TITLE, WORDS], DateHeading("2009", "May"), False, 0.7),
        ([DATE, TITLE, OTHER, WORDS], NONE, False, 0.0),
        ([TITLE, DATE, WORDS, LATER], NONE, False, 0.8),
        ([DATE], NONE, False, 0.0),
    ],
)
def test_an_item_is_worth_most_with_one_date_one_title_and_a_text(lines, above, is_dated, worth):
    sums = LineSums(lines)
    assert strength(sums, 0, len(lines), above, is_dated=is_dated) == worth


def test_no_item_reaches_beyond_a_year_a_footer_or_in_a_row_of_parts_a_higher_heading():
    lines = [TITLE, WORDS, one("text", "News", 2), WORDS, one("year", "2008"), WORDS]
    bounds = ItemBounds(lines)
    assert bounds.cut(0, 6, is_sequence=True) == (0, 2)
    assert bounds.cut(0, 6, is_sequence=False) == (0, 4)
    assert bounds.cut(4, 6, is_sequence=False) is None


def above(lines: list[SignedLine], *items: tuple[int, int]) -> dict[tuple[int, int], int]:
    return DatesAbove(lines, LineSums(lines), ItemBounds(lines).ends_at_months).of(items)


def test_items_below_their_dates_have_these():
    lines = [DATE, TITLE, WORDS, OTHER, WORDS, LATER, TITLE, WORDS]
    items = (1, 3), (3, 5), (6, 8)
    assert above(lines, *items) == {(1, 3): 0, (3, 5): 0, (6, 8): 5}


def test_one_date_above_all_items_is_that_of_the_page():
    assert above([DATE, TITLE, WORDS, OTHER, WORDS], (1, 3), (3, 5)) == {}


def test_a_column_of_as_many_dates_belongs_to_the_items_beside_it():
    lines = [DATE, LATER, DATE, *[TITLE, WORDS] * 3]
    items = [(3, 5), (5, 7), (7, 9)]
    assert above(lines, *items) == dict(zip(items, range(3), strict=True))


def test_two_dated_items_explain_a_page_and_one_alone_does_not():
    lines = [DATE, TITLE, WORDS, LATER, OTHER, WORDS]
    measure = ItemMeasure(lines)
    both = measure.items([(0, 3), (3, 6)], is_sequence=True)
    assert (both.dated, both.letters) == (2, sum(len(each.line.text) for each in lines))
    assert both.worth == both.letters
    assert measure.items([(0, 3)], is_sequence=True).ranges == ()
