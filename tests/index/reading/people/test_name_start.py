"""A surname alone, without a role before it."""

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "Chernetsky, Mayor of Ekaterinburg, came to the fair.",
        "They were guests of the firm with Fassino, Mayor of Torino, and others.",
    ],
)
def test_a_surname_is_believed_by_the_office_of_a_named_town_after_it(named, text):
    assert len(named(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "They saw the Renaissance, president and guests.",
        "They toured Eataly, president and staff.",
    ],
)
def test_an_office_of_no_named_town_makes_no_surname_of_the_word_before_it(named, text):
    assert named(text) == []
