from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.reading.repairs import repair

DAMAGES = [
    ("Cittą di Torino", "Città di Torino"),  # à read as Windows-1257
    ("delle cittą, per", "delle città, per"),
    ("l'attivitą svolta", "l'attività svolta"),
    ("CITTĄ", "CITTÀ"),
    ("Cittŕ", "Città"),  # à read as Windows-1250
    ("CittĂ di Torino", "Città di Torino"),  # UTF-8 à read as Windows-1250, its second byte lost
    ("CittĂ\u00a0 di Torino", "Città di Torino"),
    ("cittÃ di", "città di"),
    ("PerchÃ© no", "Perché no"),  # UTF-8 read as Windows-1252
    ("Dellâ€™Utri", "Dell’Utri"),
    ("CittÃƒÂ ", "Città"),  # UTF-8 read twice
    ("dell´Assessorato", "dell'Assessorato"),
    ("dell`Assessorato", "dell'Assessorato"),
    ("attivita´ svolte", "attività svolte"),
    ("č stato", "è stato"),
    ("il pił grande", "il più grande"),
    ("lunedģ", "lunedì"),
    ("ha incontrņ", "ha incontrò"),
    ("dovrą partire", "dovrà partire"),
    ("citt&agrave;", "città"),
]
SOUND = [
    "Città di Torino è più bella",
    "Zlìn e Josè",
    "Michele Dell’Utri, Dell'Utri",
    "Plzeň, Łódź, Wrocław, Krosno nad Odrą, Paweł, Kragujević, Petrovič",
    "Bacău, Brăila, BACĂU, Constanța",
    "François Cornet D’Elzius, Képénékian, Chérif, Malmö, Vallensbæk",
    "“Torino” – «incontra» · € 12",
    "São Paulo, Ñuñoa, Ayllón",
    "東京 Москва Αθήνα",
    "Smith & Sons; AT&T; R&D",
    "",
]


@pytest.mark.parametrize(("damaged", "mended"), DAMAGES)
def test_a_damaged_word_is_mended(damaged: str, mended: str) -> None:
    assert " ".join(repair(damaged).text.split()) == mended


@pytest.mark.parametrize("text", SOUND)
def test_sound_words_are_left_alone(text: str) -> None:
    assert repair(text).text == text
    assert repair(text).log == ()


def test_each_change_is_logged_in_order_and_no_other() -> None:
    mended = repair("Cittą e Città, dell´Assessorato; Torino")
    assert mended.text == "Città e Città, dell'Assessorato; Torino"
    assert mended.log == (("Cittą", "Città"), ("dell´Assessorato;", "dell'Assessorato;"))


def test_white_space_is_kept() -> None:
    assert repair(" a\n\tcittą  b\n").text == " a\n\tcittà  b\n"


@given(st.text(max_size=200))
def test_any_text_can_be_repaired_and_its_white_space_stays(text: str) -> None:
    mended = repair(text)
    assert (mended.log == ()) == (mended.text == text)


@pytest.mark.parametrize(
    ("damaged", "name"),
    [
        ("Ã…rhus", "Århus"),
        ("TimiÅŸoara,", "Timişoara,"),
        ("ÃŽle-de-France", "Île-de-France"),
        ("ÃŽle", "Île"),
        ("(GÃ¶teborg)", "(Göteborg)"),
    ],
)
def test_the_name_of_a_place_read_in_another_encoding_is_mended(damaged: str, name: str) -> None:
    assert repair(damaged).text == name


@pytest.mark.parametrize("word", ["Kotą", "Sopotą", "Bogotą", "Ångström", "Århus", "ÃŽnutile"])
def test_a_sound_word_or_one_that_is_no_place_is_left_alone(word: str) -> None:
    assert repair(word).text == word
