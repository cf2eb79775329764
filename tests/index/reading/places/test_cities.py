"""Cities, by how well their name is known."""

import pytest


def test_a_name_that_is_also_a_persons_is_no_city_by_standing_alone_in_a_title(located):
    assert located("", "Victoria") == ([], [])


def test_a_little_known_name_is_a_city_where_it_fills_a_part_of_the_title(located):
    assert located("", "Festival - Roman") == (["RO"], ["roman-ro"])
    assert located("", "Festival Roman") == ([], [])


def test_a_name_of_fifty_thousand_people_is_a_city_where_it_fills_the_title(located):
    assert located("", "Andulo") == (["AO"], ["andulo-ao"])


@pytest.mark.parametrize("written", ["Sefton, England", "Sefton (England)", "Sefton in England"])
def test_a_little_known_name_beside_a_country_is_not_the_one_in_another(located, written):
    assert located("", f"Twenty students from {written}, saw the schools.") == (["GB"], [])


def test_a_name_beside_its_country_is_the_one_in_that_country(located):
    found = located("", "Twenty students from Birmingham, Alabama, saw the schools.")
    assert found == (["US"], ["birmingham-us"])
