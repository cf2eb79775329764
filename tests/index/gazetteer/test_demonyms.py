"""The forms of a word for a country's people."""

from __future__ import annotations

import pytest

from index.gazetteer.demonyms import demonym_forms


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
    assert " ".join(demonym_forms(demonym, "it")).split() == forms.split()


def test_a_hard_consonant_stays_hard_in_the_plural() -> None:
    assert {"slovacca", "slovacchi", "slovacche"} <= set(demonym_forms("slovacco", "it"))


def test_french_demonyms_agree_too() -> None:
    assert set(demonym_forms("tunisien", "fr")) == {
        "tunisien",
        "tunisienne",
        "tunisiens",
        "tunisiennes",
    }
    assert set(demonym_forms("français", "fr")) == {"français", "française", "françaises"}


def test_english_demonyms_are_written_out() -> None:
    assert demonym_forms("Danish", "en") == ("Danish",)
