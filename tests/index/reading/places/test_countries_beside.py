"""The country that stands beside a place, or beside its list."""


def test_the_country_after_a_list_is_that_of_all_its_places(located):
    text = "They went from Lyon to Cordoba and Valencia (Spain)."

    assert located(text, "Delegation from Argentina") == (
        ["AR", "FR", "ES"],
        ["lyon-fr", "cordoba-es", "valencia-es"],
    )


def test_the_country_after_another_list_says_nothing_of_this_one(located):
    assert located("From Munich and Paris they went to New York, USA.") == (
        ["DE", "FR", "US"],
        ["munich-de", "paris-fr", "new-york-us"],
    )


def test_the_people_before_a_city_tell_its_country(located):
    assert located("They visited the American city of Rome.") == (["US"], ["rome-us"])
    assert located("They went to Chile: Victoria.") == (["CL"], ["victoria-cl"])
