"""Which places are in one list: what is said of one of them is said of all."""


def test_a_list_after_the_name_of_a_street_is_of_streets(located):
    assert located("La festa in corso Francia e Svizzera.", language="it") == ([], [])


def test_up_to_three_words_may_stand_between_the_places_of_a_list(located):
    text = "Torino was compared with Lyon and the great old Manchester."

    assert located(text) == ([], [])
