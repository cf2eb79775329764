"""Cleaning of what is typed and pasted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.typed_text import clean_text


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("Torino", "Torino"),
        ("inter\u00adnazio\u200bnale\ufeff", "internazionale"),
        ("Ｌｉｏｎｅ　２００７", "Lione 2007"),
        ("uﬃcio ﬁrma", "ufficio firma"),
        ("𝐓𝐨𝐫𝐢𝐧𝐨", "Torino"),
        ("citta\u0300", "città"),
        ("„Torino“", '"Torino“'),
        ("Aix‑en‑Provence −lyon", "Aix-en-Provence -lyon"),
        ("18–20 ottobre, 1º maggio", "18–20 ottobre, 1º maggio"),
        ("a\u00a0b\r\nc\u2028d", "a b  c d"),
    ],
)
def test_letters_look_usual_and_nothing_is_invisible(typed, cleaned):
    assert clean_text(typed) == cleaned


def test_bullets_are_spaces_but_a_point_between_letters_is_none():
    assert clean_text("• Lione\n• Torino").split() == ["Lione", "Torino"]
    assert clean_text("col·laboració") == "col·laboració"


@given(st.text())
def test_a_clean_text_is_clean(text):
    assert clean_text(clean_text(text)) == clean_text(text)
