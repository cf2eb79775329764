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
        "Danish Wednesday students went to Lyon.",
    ],
)
def test_a_demonym_is_left_out_where_no_role_belongs_to_it(located, text):
    assert located(text)[0] == ["FR"]
