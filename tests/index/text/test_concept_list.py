"""The concepts: their names, the words in them, and which are in which."""

import pytest

from index.text.concept_list import concept_values, load_concepts
from index.text.term_list import LANGUAGES, rows_of


def numbers(words: str) -> list[int]:
    return [sense.number for sense in load_concepts().senses(tuple(words.split()))]


def narrower(words: str) -> set[str]:
    concepts = load_concepts()
    return {
        concepts.names.row(one).it[0] for each in numbers(words) for one in concepts.narrower(each)
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("spazzatura", "waste"),
        ("global warming", "cambiamenti climatici"),
        ("world fairs", "expo"),
        ("transports en commun", "mezzi pubblici"),
        ("chomage", "disoccupazione"),
    ],
)
def test_names_of_one_concept_lead_to_it_in_any_language_and_number(one, other):
    assert numbers(one)
    assert numbers(one) == numbers(other)


def test_a_concept_holds_narrower_ones_at_any_depth_and_no_broader_ones():
    assert {"trasporto pubblico", "metropolitana", "ferrovia"} <= narrower("trasporto")
    assert "trasporto" not in narrower("metropolitana")


def test_a_word_of_a_concept_is_no_name_of_it():
    assert numbers("documentario") == []
    (holder,) = load_concepts().holders(("documentario",))
    assert holder.number in numbers("cinema")


def test_a_broader_concept_that_is_none_is_refused():
    row = {"it": "tram", "en": "tram", "fr": "tram", "broader": "carrozza"}
    with pytest.raises(ValueError, match="no concept 'carrozza'"):
        concept_values([row])


def test_concepts_that_are_in_each_other_do_not_hold_themselves():
    rows = [
        {"it": "uno", "en": "one", "fr": "un", "broader": "due"},
        {"it": "due", "en": "two", "fr": "deux", "broader": "uno"},
    ]
    values = concept_values(rows)["concepts.tsv"]
    assert (values["<0"], values["<1"]) == ([1], [0])


def test_every_row_has_names_in_each_language_and_no_wording_twice():
    for row in rows_of("concepts.csv"):
        for language in LANGUAGES:
            names, _, words = row[language].partition(";")
            wordings = [*names.split("|"), *filter(None, words.split("|"))]
            assert all(wordings), row
            assert len(wordings) == len(set(wordings)), row


def test_the_first_words_of_all_wordings_are_known():
    concepts = load_concepts()
    assert concepts.may_begin("spazzatura")
    assert concepts.may_begin("documentario")
    assert not concepts.may_begin("xyzzy")
