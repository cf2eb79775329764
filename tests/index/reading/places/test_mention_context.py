"""Lists of places: what stands beside one of them is said of all."""


def test_a_list_after_the_name_of_a_street_is_of_streets(located):
    assert located("La festa in corso Francia e Svizzera.", language="it") == ([], [])


def test_the_country_after_a_list_is_that_of_all_its_places(located):
    text = "They went from Lyon to Cordoba and Valencia (Spain)."

    assert located(text, "Delegation from Argentina") == (
        ["AR", "FR", "ES"],
        ["lyon-fr", "cordoba-es", "valencia-es"],
    )


def test_only_what_is_on_the_list_of_a_comparison_is_compared(located):
    text = "Una fiera come quella di Parigi e con Lione si è firmato un patto."

    assert located(text, language="it") == (["FR"], ["lyon-fr"])


def test_the_country_after_another_list_says_nothing_of_this_one(located):
    assert located("From Munich and Paris they went to New York, USA.") == (
        ["DE", "FR", "US"],
        ["munich-de", "paris-fr", "new-york-us"],
    )


def test_the_people_before_a_city_tell_its_country(located):
    assert located("They visited the American city of Rome.") == (["US"], ["rome-us"])
    assert located("They went to Chile: Victoria.") == (["CL"], ["victoria-cl"])


def test_an_article_before_a_name_does_not_part_it_from_its_role(located):
    assert located("The Ambassador of the Monaco came.") == (["MC"], [])


def test_the_word_for_a_town_leads_to_its_name_at_the_very_beginning(located):
    assert located("", "City Lima") == (["PE"], ["lima-pe"])


def test_a_word_before_the_name_does_not_hide_a_comparison(located):
    assert located("Torino was compared with nearby Lyon.") == ([], [])


def test_up_to_three_words_may_stand_between_the_places_of_a_list(located):
    text = "Torino was compared with Lyon and the great old Manchester."

    assert located(text) == ([], [])


def test_a_word_between_a_preposition_and_a_name_does_not_part_them(located):
    assert located("They stayed in nearby Bytom.") == (["PL"], ["bytom-pl"])
