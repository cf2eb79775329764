"""Forms of words that depend on what follows."""

from __future__ import annotations

import pytest

from index.translation.agreement import (
    ordinal_written,
    with_articles_agreed,
    without_second_article,
)


@pytest.mark.parametrize(
    ("text", "name", "agreed"),
    [
        ("il Zzka", "Iran", "l’Zzka"),
        ("Della Zzka", "India", "Dell’Zzka"),
        ("con gli e i Zzka", "Emirati", "con gli e gli Zzka"),
        ("dal Zzka", "Belgio", "dal Zzka"),
        ("il Zzkab", "Iran", "il Zzkab"),
        ("nel Zzka", "11", "nel Zzka"),
        ("al Zzka", "Élysée", "all’Zzka"),
    ],
)
def test_an_article_takes_its_form_before_a_vowel(text: str, name: str, agreed: str) -> None:
    assert with_articles_agreed(text, {"Zzka": name}, "it") == agreed


@pytest.mark.parametrize("language", ["en", "de", "und"])
def test_a_language_without_such_forms_keeps_its_articles(language: str) -> None:
    assert with_articles_agreed("il Zzka", {"Zzka": "Iran"}, language) == "il Zzka"


@pytest.mark.parametrize(
    ("text", "language", "once"),
    [
        ("The the Netherlands", "en", "The Netherlands"),
        ("of the the Hague", "en", "of the Hague"),
        ("le le Marche", "it", "le Marche"),
        ("the the Hague", "it", "the the Hague"),
    ],
)
def test_a_name_with_an_article_brings_no_second_one(text: str, language: str, once: str) -> None:
    assert without_second_article(text, language) == once


@pytest.mark.parametrize(
    ("number", "language", "written"),
    [("3rd", "it", "3º"), ("1st", "it", "1º"), ("3", "it", "3"), ("3º", "en", "3º")],
)
def test_an_ordinal_has_the_sign_of_its_language(number: str, language: str, written: str) -> None:
    assert ordinal_written(number, language) == written
