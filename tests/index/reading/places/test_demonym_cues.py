"""Demonyms that say who came, and those that only describe something."""

import pytest


def test_a_demonym_in_the_text_counts_where_a_role_stands_beside_it(located):
    assert located("Danish students went to Lyon.")[0] == ["DK", "FR"]
    assert located("The students of Danish firms went to Lyon.")[0] == ["DK", "FR"]


@pytest.mark.parametrize(
    "text",
    [
        "They met the mayor of Lyon. Danish food followed.",
        "The students spoke of good Danish cheese and went to Lyon.",
        "They had Danish food for students of Lyon.",
        "Danish Wednesday students went to Lyon.",
    ],
)
def test_a_demonym_is_left_out_where_no_role_belongs_to_it(located, text):
    assert located(text)[0] == ["FR"]


def test_an_italian_demonym_with_a_capital_counts_after_an_office_that_opens_the_text(located):
    assert located("Console Svizzero a Torino.", language="it") == (["CH"], [])
