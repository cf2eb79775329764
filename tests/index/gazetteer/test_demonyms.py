"""The forms of a word for a country's people."""

from __future__ import annotations

import pytest

from index.gazetteer.demonyms import forms_of


@pytest.mark.parametrize(
    ("demonym", "forms"),
    [
        ("danese", "danese danesi"),
        ("romeno", "romeno romena romeni romene"),
        ("cipriota", "cipriota ciprioti cipriote"),
        ("malgascio", "malgascio malgascia malgasci malgasce"),
    ],
)
def test_italian_demonyms_agree_in_gender_and_number(demonym: str, forms: str) -> None:
    assert " ".join(forms_of(demonym, "it")).split() == forms.split()


def test_a_hard_consonant_stays_hard_in_the_plural() -> None:
    assert {"slovacca", "slovacchi", "slovacche"} <= set(forms_of("slovacco", "it"))


def test_french_demonyms_agree_too() -> None:
    assert set(forms_of("tunisien", "fr")) == {"tunisien", "tunisienne", "tunisiens", "tunisiennes"}
    assert set(forms_of("français", "fr")) == {"français", "française", "françaises"}


def test_english_demonyms_are_written_out() -> None:
    assert forms_of("Danish", "en") == ("Danish",)
