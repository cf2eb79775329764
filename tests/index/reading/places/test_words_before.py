"""Offices, towns and prepositions before a place."""


def test_an_article_before_a_name_does_not_part_it_from_its_role(located):
    assert located("The Ambassador of the Monaco came.") == (["MC"], [])


def test_the_word_for_a_town_leads_to_its_name_at_the_very_beginning(located):
    assert located("", "City Lima") == (["PE"], ["lima-pe"])


def test_a_word_between_a_preposition_and_a_name_does_not_part_them(located):
    assert located("They stayed in nearby Bytom.") == (["PL"], ["bytom-pl"])
