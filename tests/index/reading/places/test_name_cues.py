"""Names of places that are part of a person's name."""

import pytest

from index.gazetteer import load_gazetteer
from index.reading.places import place_entry


def places(text: str) -> list[str]:
    return [place.id for place in place_entry("", text, "en", load_gazetteer()).places]


@pytest.mark.parametrize("text", ["They met Mrs Victoria Lyon.", "They met Minister Anna Lyon."])
def test_a_form_of_address_and_a_name_before_a_place_make_it_a_surname(text):
    assert places(text) == []


def test_a_form_of_address_and_of_before_a_place_leave_it_a_place():
    assert places("They met the Mayor Of Lyon.") == ["lyon-fr"]
