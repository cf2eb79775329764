"""A weighed tree as text."""

from datetime import date

import pytest

from search.plan.tree import DayRange, Phrase, Prefix, Tag, Term
from search.plan.tree_text import node_text, tree_text
from search.plan.weighing import Best, Scored, Sum

MAY = DayRange(date(2007, 5, 1).toordinal(), date(2007, 5, 31).toordinal(), 1)
SINDACO = Scored(Term("title_exact", "sindaco", 6), 17_482, saturates=True)
LYON = Scored(Tag("places", "lyon-fr", 1), 1_200, saturates=False)
DATES = Scored(MAY, 4_000, saturates=False)


def test_a_tree_has_a_node_a_line_below_what_it_is_a_part_of():
    tree = Sum((Best((SINDACO, Best((LYON,)))), LYON), 2, optional=(DATES,))

    assert tree_text(tree).splitlines() == [
        "sum, all of 2",
        "  best of these",
        '    title_exact:"sindaco" worth 17.482 × tf',
        "    best of these",
        "      places:lyon-fr worth 1.200",
        "  places:lyon-fr worth 1.200",
        "+ dates 2007-05-01..2007-05-31 worth 4.000",
    ]


def test_what_is_below_an_optional_part_is_indented_too():
    tree = Sum((LYON,), 1, optional=(Best((SINDACO,)),))

    assert tree_text(tree).splitlines()[2:] == [
        "+ best of these",
        '    title_exact:"sindaco" worth 17.482 × tf',
    ]


@pytest.mark.parametrize(
    ("node", "text"),
    [
        (Sum((LYON, DATES, SINDACO), 2), "sum, at least 2 of 3"),
        (Scored(Prefix("body", "urban", 1), 3, saturates=False), "body:urban* worth 0.003"),
        (Scored(Term("body", "sindac", 1), 1_000, saturates=False), 'body:"sindac" worth 1.000'),
        (
            Scored(Phrase("body", (("mayor", 0), ("lyon", 1)), 1), 2_500, saturates=True),
            'body:"mayor lyon" worth 2 × 2.500 × tf',
        ),
        (
            Scored(Phrase("body", (("patt", 0), ("sindac", 2)), 1), 2_500, saturates=False),
            'body:"patt _ sindac" worth 2.500',
        ),
    ],
    ids=str,
)
def test_a_node_is_one_line(node, text):
    assert node_text(node) == text
