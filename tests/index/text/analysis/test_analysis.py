"""Which spellings meet. The tables stand in data/, one pair a line."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.text.analysis import (
    STEMMED,
    fold_word,
    hyphened_words,
    in_stop_list,
    stems_of,
    stop_words,
    tokenize,
)
from index.text.analysis.initials import initials_in
from index.text.folding import fold
from index.text.tokens import word_spans

DATA = Path(__file__).parent / "data"


def _pairs(name: str, sign: str) -> list[tuple[str, str, str]]:
    pairs, language = [], ""
    for line in (DATA / name).read_text("utf-8").splitlines():
        if line.startswith("["):
            language = line.strip("[]")
        elif line and not line.startswith("#"):
            one, _, other = line.partition(f" {sign} ")
            pairs.append((language, one, other))
    return pairs


MEET = _pairs("words_that_meet.txt", "=")
PART = _pairs("words_that_part.txt", "/")


def _indexed(analysed, text: str, language: str) -> set[str]:
    """Everything a text is found by: its folded words, and its stems marked as such."""
    stems = {f"{language}:{term.text}" for term in analysed.stems(text, language)}
    return stems | {term.text for term in analysed.words(text)}


def _finds(analysed, sought: str, text: str, language: str) -> bool:
    """Return whether each word of `sought` that says something finds the text."""
    indexed = _indexed(analysed, text, language)
    words = [token.text for token in tokenize(sought)]
    telling = [word for word in words if not in_stop_list(fold_word(word))] or words
    return all(
        indexed & {fold_word(word), *(f"{language}:{s}" for s in stems_of(word, language))}
        for word in telling
    )


def test_the_tables_are_as_long_as_promised():
    assert len(MEET) >= 400
    assert len(PART) >= 300


def test_words_that_must_meet_do(analysed):
    missed = []
    for section, one, other in MEET:
        language, _, one_way = section.partition(",")
        ways = [(other, one)] if one_way else [(other, one), (one, other)]
        missed += [
            f"{sought} in {text}"
            for sought, text in ways
            if not _finds(analysed, sought, text, language)
        ]

    assert missed == []


def test_words_that_must_stay_apart_do(analysed):
    met = [
        f"{one} / {other}"
        for language, one, other in PART
        if _finds(analysed, one, other, language) or _finds(analysed, other, one, language)
    ]

    assert met == []


def test_offsets_give_back_the_word_as_it_stands():
    text = "L’archivio dell’Opera, U.S.A. e Zli\u0301n (Chambéry’s)"

    assert [text[t.start : t.end] for t in tokenize(text)] == [
        "L", "archivio", "dell", "Opera", "U.S.A.", "e", "Zli\u0301n", "Chambéry",
    ]  # fmt: skip


def test_dotted_initials_are_joined_but_an_initial_is_not():
    assert [t.text for t in tokenize("U.S.A., U.N. and A. Nichkasov")] == [
        "USA", "UN", "and", "A", "Nichkasov",
    ]  # fmt: skip


def test_a_name_with_an_apostrophe_is_also_one_word(analysed):
    assert [t.text for t in analysed.words("Michele Dell’Utri")] == [
        "michele", "dell", "utri", "dellutri",
    ]  # fmt: skip
    assert [t.text for t in analysed.words("dell'ambasciatore")] == ["dell", "ambasciatore"]


def test_stop_words_are_dropped_but_keep_their_place(analysed):
    terms = analysed.stems("il patto dei sindaci", "it")

    assert [(t.text, t.position) for t in terms] == [("patt", 1), ("sindac", 3)]


def test_two_readings_of_a_word_share_a_position(analysed):
    positions = [t.position for t in analysed.stems("gli affari", "it")]

    assert len(positions) == len([*stems_of("affari", "it")])
    assert set(positions) == {1}


@pytest.mark.parametrize("word", ["us", "who", "may", "sei", "est", "più importante"])
def test_words_that_also_mean_something_are_no_stop_words(word):
    assert not in_stop_list(word)


@pytest.mark.parametrize("language", STEMMED)
def test_stop_words_are_folded(language):
    assert {fold(word) for word in stop_words(language)} == stop_words(language)


def test_only_accented_words_are_kept_with_their_accents(analysed):
    assert [t.text for t in analysed.accented("Città di Torino, Chambéry")] == [
        "città",
        "chambéry",
    ]


@settings(deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_analysed_into_folded_terms_within_it(analysed, text):
    for term in analysed.words(text):
        assert term.text
        assert term.text.isalnum()
        assert fold_word(term.text) == term.text
        assert 0 <= term.start < term.end <= len(text)
    for language in STEMMED:
        for term in analysed.stems(text, language):
            assert term.text.isalnum()
    assert all(found.isalnum() for found in initials_in(text, word_spans(text)))


@settings(deadline=None)
@given(st.text(alphabet="aeiouàèéìòùlrstmn'’ ", max_size=40))
def test_accents_and_capitals_make_no_difference_to_words(analysed, text):
    assert [t.text for t in analysed.words(text.lower())] == [
        t.text for t in analysed.words(fold(text))
    ]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("the Euro-Mediterranean network", ["Euro-Mediterranean"]),
        ("COP-28, Aix‑en‑Provence", ["COP-28", "Aix‑en‑Provence"]),
        ("2005-2007 and 20-27", []),
        ("Torino - Lione, Torino–Lione, one- two", []),
        ("one-two-three-four-five", []),
        ("dell'Euro-Med", ["Euro-Med"]),
        ("", []),
    ],
)
def test_words_with_only_a_hyphen_between_are_a_row(text, rows):
    tokens = list(tokenize(text))
    found = hyphened_words(text)

    assert [text[tokens[start].start : tokens[stop - 1].end] for start, stop in found] == rows


@pytest.mark.parametrize(
    ("text", "initials"),
    [
        ("the World Design Capital of 2010", {"wdc"}),
        (
            "the German Marshall Fund of the United States",
            {"gmf", "mfu", "fus", "gmfu", "mfus", "gmfus"},
        ),
        ("Salt Lake City: Utah", {"slc"}),
        ("Salt-Lake-City", {"slc"}),
        ("il Fondo per la Cooperazione allo Sviluppo", {"fcs"}),
        ("Rome, Paris, Lyon. Nice", set()),
        ("the ILO and WHO in Turin", set()),
        ("a small town", set()),
    ],
)
def test_the_initials_of_names_are_found(text, initials):
    assert initials_in(text, word_spans(text)) == initials
