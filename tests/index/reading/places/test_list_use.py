"""Places that a text only compares with."""


def test_only_what_is_on_the_list_of_a_comparison_is_compared(located):
    text = "Una fiera come quella di Parigi e con Lione si è firmato un patto."

    assert located(text, language="it") == (["FR"], ["lyon-fr"])


def test_a_word_before_the_name_does_not_hide_a_comparison(located):
    assert located("Torino was compared with nearby Lyon.") == ([], [])
