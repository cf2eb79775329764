"""The surname that a name is sorted by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.surnames import sort_key, surname_start


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        ("Sergio Chiamparino", "Chiamparino"),
        ("Stefano Lo Russo", "Lo Russo"),
        ("Michele Dell'Utri", "Dell'Utri"),
        ("Mario De Luca", "De Luca"),
        ("Hussein Al Araj", "Al Araj"),
        ("Jan van den Berg", "van den Berg"),
        ("Ursula von der Leyen", "von der Leyen"),
        ("Martin Luther King Jr.", "King Jr."),
        ("Henri de La Tour III", "de La Tour III"),
        ("Pelé", "Pelé"),
        ("De Luca", "Luca"),
        ("  Ilda   Curti ", "Curti "),
        ("", ""),
    ],
)
def test_the_surname_is_the_last_word_with_its_particles(name, surname):
    assert name[surname_start(name) :] == surname


def test_people_are_sorted_by_surname_then_given_name():
    names = [
        "Ilda Curti", "Jacques Delors", "Michele Dell'Utri", "Mario De Luca", "Élise Curti",
        "Stefano Lo Russo", "Eva Łoś", "Anna D’Amico",
    ]  # fmt: skip
    assert sorted(names, key=sort_key) == [
        "Élise Curti", "Ilda Curti", "Anna D’Amico", "Michele Dell'Utri", "Jacques Delors",
        "Mario De Luca", "Stefano Lo Russo", "Eva Łoś",
    ]  # fmt: skip


@given(st.text())
def test_any_text_has_a_sort_key(name):
    assert 0 <= surname_start(name) <= len(name)
    assert sort_key(name) == sort_key(name)
