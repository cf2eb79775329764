"""Names of places that are part of another name: a person's, a street's, an envoy's."""

import pytest


@pytest.mark.parametrize("text", ["They met Mrs Victoria Lyon.", "They met Minister Anna Lyon."])
def test_a_form_of_address_and_a_name_before_a_place_make_it_a_surname(located, text):
    assert located(text) == ([], [])


def test_a_form_of_address_and_of_before_a_place_leave_it_a_place(located):
    assert located("They met the Mayor Of Lyon.") == (["FR"], ["lyon-fr"])


@pytest.mark.parametrize("seat", ["Spain", "the United Kingdom", "la Spagna"])
def test_the_country_where_an_envoy_has_his_seat_is_left_out(located, seat):
    assert located(f"The Ambassador of Peru in {seat} came.") == (["PE"], [])


@pytest.mark.parametrize("text", ["The Embassy in Lima sent guests.", "Consul at Lima."])
def test_an_envoy_of_no_named_country_is_where_he_is(located, text):
    assert located(text) == (["PE"], ["lima-pe"])


def test_a_place_after_a_colon_is_no_seat(located):
    assert located("The Ambassador of Peru in: Lyon.") == (["PE", "FR"], ["lyon-fr"])


def test_a_country_after_the_office_of_its_envoy_is_no_surname(located):
    assert located("Embassy China opened.") == (["CN"], [])


def test_words_between_a_people_and_its_envoy_do_not_part_them(located):
    assert located("The Peruvian general consul in Spain came.") == (["PE"], [])


@pytest.mark.parametrize("text", ["A concert in Lyon Street.", "Concerts in Lyon Square."])
def test_a_place_before_the_word_for_a_street_is_one(located, text):
    assert located(text) == ([], [])


def test_a_street_elsewhere_in_the_text_makes_none_of_a_place(located):
    assert located("Rabat has a new street") == (["MA"], ["rabat-ma"])


def test_a_place_before_the_word_for_a_region_brings_its_country_only(located):
    assert located("Guests of the Lima region came.") == (["PE"], [])


def test_a_place_where_somebody_went_is_no_given_name(located):
    assert located("They arrived in Nice Monday.") == (["FR"], ["nice-fr"])


def test_a_country_after_the_seat_of_an_envoy_goes_with_it(located):
    assert located("The Ambassador of Peru in Beijing - China came.") == (["PE"], [])


@pytest.mark.parametrize("text", ["They met Anna Lyon, France.", "They met Anna Lyon (France)."])
def test_whom_a_country_stands_beside_is_a_person_still(located, text):
    assert located(text) == (["FR"], [])


def test_a_country_before_a_name_of_no_place_is_a_given_name(located):
    assert located("They met Salvador Kristen.") == ([], [])
