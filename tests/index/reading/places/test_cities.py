"""Cities, by how well their name is known."""


def test_a_name_that_is_also_a_persons_is_no_city_by_standing_alone_in_a_title(located):
    assert located("", "Victoria") == ([], [])


def test_a_little_known_name_is_a_city_where_it_fills_a_part_of_the_title(located):
    assert located("", "Festival - Roman") == (["RO"], ["roman-ro"])
    assert located("", "Festival Roman") == ([], [])


def test_a_name_of_fifty_thousand_people_is_a_city_where_it_fills_the_title(located):
    assert located("", "Andulo") == (["AO"], ["andulo-ao"])
