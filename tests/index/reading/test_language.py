"""Languages: the declared one holds unless the text clearly says otherwise; doubt stays open."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from langdetect.lang_detect_exception import LangDetectException

from index.model.entry import UNDETERMINED
from index.reading import language
from index.reading.language import ARCHIVE_LANGUAGES, common_language, detect_language
from index.text.tokens import Text

ENGLISH = (
    "The Mayor of Torino met the guests from Brno at the Town Hall, and they spoke of the schools "
    "that have been working together for three years."
)
ITALIAN = (
    "Il sindaco di Torino ha incontrato gli ospiti di Brno nel palazzo del Comune, e hanno parlato "
    "delle scuole che da tre anni lavorano insieme."
)
FRENCH = (
    "Le maire de Turin a rencontré les invités de Brno à l'hôtel de ville, et ils ont parlé des "
    "écoles qui travaillent ensemble depuis trois ans."
)
SPANISH = (
    "El alcalde de Turín recibió ayer a los invitados de Brno en el ayuntamiento y habló con ellos "
    "de las escuelas que trabajan juntas desde hace tres años."
)


@pytest.fixture(scope="module")
def short_texts() -> tuple[tuple[str, str], ...]:
    """Pairs of tag and text; `und` marks names, numbers and languages that are not ours."""
    lines = (Path(__file__).parent / "data" / "short_texts.tsv").read_text("utf-8").splitlines()
    pairs = [line.split("\t", 1) for line in lines if not line.startswith("#")]
    return tuple((tag, text) for tag, text in pairs)


def by_letters_alone(text: str) -> str:
    """Ask langdetect as the stage does, without the function words before it."""
    detector = language._factory().create()
    detector.set_prior_map(dict.fromkeys(ARCHIVE_LANGUAGES, 1.0))
    detector.append(text)
    try:
        found = detector.get_probabilities()
    except LangDetectException:
        return UNDETERMINED
    return (
        str(found[0].lang) if found and found[0].prob >= language._MIN_PROBABILITY else UNDETERMINED
    )


def test_short_texts_are_told_apart_and_never_taken_for_another_language(
    short_texts: tuple[tuple[str, str], ...],
) -> None:
    assert len(short_texts) >= 150
    answers = [(tag, detect_language(None, Text.of(text, "")).tag) for tag, text in short_texts]
    right = sum(tag == answer for tag, answer in answers)
    assert right / len(answers) >= 0.94
    assert not [pair for pair in answers if pair[1] not in (pair[0], UNDETERMINED)]


def test_the_stage_does_better_than_langdetect_alone(
    short_texts: tuple[tuple[str, str], ...],
) -> None:
    alone = sum(by_letters_alone(text) == tag for tag, text in short_texts)
    staged = sum(detect_language(None, Text.of(text, "")).tag == tag for tag, text in short_texts)
    assert alone / len(short_texts) >= 0.85
    assert staged > alone


@pytest.mark.parametrize(("tag", "text"), [("en", ENGLISH), ("it", ITALIAN), ("fr", FRENCH)])
def test_a_text_is_known_by_its_function_words(tag: str, text: str) -> None:
    detected = detect_language(None, Text.of("", text))
    assert (detected.tag, detected.basis) == (tag, "function words")
    assert detected.confidence > 0.8


def test_a_declared_language_holds() -> None:
    assert detect_language("it", Text.of("EUROCITIES", "")).tag == "it"
    assert detect_language("it", Text.of("Ambassador of Chile", "The Mayor met him.")).tag == "it"
    assert detect_language("en", Text.of("Torino in rete", ENGLISH)).basis == "declared"


def test_an_english_page_at_an_italian_address_is_english() -> None:
    detected = detect_language("it", Text.of("14 dicembre 2023", ENGLISH))
    assert (detected.tag, detected.basis) == ("en", "function words")


def test_an_italian_title_does_not_make_an_english_text_italian() -> None:
    assert (
        detect_language(None, Text.of("Torino incontra la Francia e il mondo", ENGLISH)).tag == "en"
    )


def test_a_declared_region_is_left_off() -> None:
    assert detect_language("en-GB", Text.of("", "")).tag == "en"
    assert detect_language("IT_it", Text.of("", ITALIAN)).tag == "it"


def test_an_undetermined_declaration_is_none() -> None:
    assert detect_language("und", Text.of("", ITALIAN)).tag == "it"
    assert detect_language(" ", Text.of("", FRENCH)).tag == "fr"


def test_a_language_that_is_not_ours_is_left_open() -> None:
    assert detect_language(None, Text.of("", SPANISH)).tag == UNDETERMINED
    assert detect_language("de", Text.of("", "")).tag == "de"


@pytest.mark.parametrize("text", ["", " ", "1946", "...", "Roma", "DOP", "http://www.example.org"])
def test_what_says_nothing_is_left_open(text: str) -> None:
    detected = detect_language(None, Text.of(text, text))
    assert (detected.tag, detected.confidence) == (UNDETERMINED, 0.0)


def test_confidence_says_when_a_declaration_is_not_borne_out() -> None:
    agreed = detect_language("en", Text.of("", "The Mayor met the guests."))
    contrary = detect_language("en", Text.of("", "Il sindaco accoglie"))
    assert agreed.tag == contrary.tag == "en"
    assert contrary.confidence < agreed.confidence


@pytest.mark.parametrize(
    ("declared", "text", "tag"),
    [
        ("it", "The students saw the gardens of the City.", "en"),
        ("en", "Incontro con il sindaco della città.", "it"),
        ("it", "De burgemeester heeft een delegatie uit Turijn ontvangen in het stadhuis.", "und"),
        (
            "it",
            "Der Bürgermeister hat heute eine Delegation aus Turin "
            "im Rathaus empfangen und über Umwelt gesprochen.",
            "und",
        ),
        (None, "Kryetari i bashkisë së Tiranës priti sot një delegacion nga Torino.", "und"),
    ],
)
def test_a_folder_makes_no_text_its_own_and_other_languages_are_not_ours(declared, text, tag):
    assert detect_language(declared, Text.of("", text)).tag == tag


def test_a_text_without_known_words_is_in_the_language_of_its_neighbours():
    neighbours = common_language(["The Mayor met the guests of the City."] * 3 + ["Bacau"])
    names = Text.of("", "Piero Fassino, Enzo Lavolta")
    assert neighbours == "en"
    assert detect_language(None, names).tag != "en"
    assert detect_language(None, names, neighbours).tag == "en"


@given(st.one_of(st.none(), st.text(max_size=6)), st.text(max_size=60), st.text(max_size=200))
def test_no_text_whatever_raises(declared: str | None, title: str, text: str) -> None:
    detected = detect_language(declared, Text.of(title, text))
    assert 0 <= detected.confidence <= 1
    assert detected.tag


def test_the_answer_is_the_same_every_time_and_in_every_thread(
    short_texts: tuple[tuple[str, str], ...],
) -> None:
    texts = [text for _, text in short_texts][::6]
    once = [detect_language(None, Text.of(text, "")) for text in texts]
    with ThreadPoolExecutor(4) as pool:
        for again in pool.map(
            lambda _: [detect_language(None, Text.of(t, "")) for t in texts], range(4)
        ):
            assert again == once


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("pl", "Delegacja miasta Turyn odwiedziła nasze miasto i spotkała się z burmistrzem."),
        ("pl", "Wizyta w Lyonie 17.06.2023."),
        ("es", "Una delegación de la ciudad de Turín visitó la ciudad."),
        ("pt", "Uma delegação da cidade de Turim visitou a nossa cidade e reuniu-se."),
        ("ro", "O delegație a orașului Torino a vizitat orașul nostru."),
    ],
)
def test_a_declared_language_without_a_lexicon_is_none_of_ours(tag: str, text: str) -> None:
    assert detect_language(tag, Text.of("", text)).tag == tag


@pytest.mark.parametrize(("tag", "text"), [("en", ENGLISH), ("it", ITALIAN), ("fr", FRENCH)])
def test_a_long_text_plainly_in_ours_is_so_whatever_is_declared(tag: str, text: str) -> None:
    assert detect_language("pl", Text.of("", text)).tag == tag
