"""Phrases, and words written as one or apart."""

import pytest

from index.model.entry import Version


def test_an_excluded_phrase_leaves_the_scattered_words(engine, entry):
    engine.publish(
        entry("2007-06-27-next", "", "a cooperation agreement was signed"),
        entry("2007-06-26-away", "", "agreement on wider cooperation"),
    )

    assert engine.ids('agreement -"cooperation agreement"') == ["2007-06-26-away"]


def test_a_phrase_is_the_same_words_in_the_same_order(engine, entry):
    engine.publish(
        entry("2007-06-27-next", "", "a Cooperation Agreement was signed"),
        entry("2007-06-26-away", "", "agreement on cooperation; cooperation is an agreement"),
        entry("2007-06-25-form", "", "cooperation agreements were signed"),
    )

    assert engine.ids('"cooperation agreement"') == ["2007-06-27-next"]
    assert engine.ids(phrase="cooperation agreement") == ["2007-06-27-next"]


def test_the_accents_of_a_phrase_as_typed_rank_first(engine, entry):
    engine.publish(
        entry("2007-06-27-bare", "", "citta di Chambery", language="it"),
        entry("2006-06-27-with", "", "città di Chambéry", language="it"),
    )

    assert engine.ids('"città di Chambéry"') == ["2006-06-27-with", "2007-06-27-bare"]
    assert engine.ids(phrase="città di Chambéry") == ["2006-06-27-with", "2007-06-27-bare"]


def test_a_phrase_does_not_run_from_one_text_into_another(engine, entry):
    other = Version("it", "due", "tre", "published", "http://example.org/it")
    engine.publish(entry("2007-06-27-aaaa", "zero one", "two", versions=(other,)))

    assert engine.ids('"one due"') == []
    assert engine.ids('"zero one"') == ["2007-06-27-aaaa"]


def test_a_phrase_keeps_its_stop_words(engine, entry):
    engine.publish(
        entry("2007-06-27-dei", "", "il patto dei sindaci", language="it"),
        entry("2007-06-26-coi", "", "il patto coi sindaci", language="it"),
    )

    assert engine.ids('"patto dei sindaci"') == ["2007-06-27-dei"]


def test_a_prefix_finds_every_word_that_begins_so(engine, entry):
    engine.publish(
        entry("2007-06-27-city", "", "urban redevelopment"),
        entry("2007-06-26-city", "", "urbanistica", language="it"),
        entry("2007-06-25-none", "", "suburban life"),
    )

    assert engine.ids("urban*") == ["2007-06-27-city", "2007-06-26-city"]


@pytest.mark.parametrize(
    "written",
    [
        ("COP28", "COP 28", "COP-28", "cop-28"),
        ("G8", "G 8", "G-8"),
        ("Euro-Mediterranean", "Euromediterranean", "euromediterranean"),
        ("post-industriale", "postindustriale"),
        ("Club2Club", "Club 2 Club"),
        ("Club To Club", "Club2Club", "ClubToClub"),
        ("Salt Lake City", "SaltLakeCity"),
        ("New York", "newyork", "NewYork"),
        ("Müller", "Mueller", "mueller", "MÜLLER"),
        ("Mueller", "Müller", "müller"),
        ("Århus", "Aarhus", "arhus"),
        ("Tromsø", "Tromsoe", "tromso"),
        ("Straße", "strasse", "STRASSE"),
        ("Iaşi", "Iași", "iasi"),
        ("Łódź", "lodz"),
    ],
    ids=lambda written: written[0],
)
def test_a_word_is_found_as_one_word_or_several_and_in_either_spelling(engine, entry, written):
    engine.publish(
        entry("2007-06-27-aaaa", "", f"a visit about {written[0]} in spring"),
        entry("2007-06-26-none", "", "a visit in spring"),
    )

    for typed in written:
        assert engine.ids(typed) == ["2007-06-27-aaaa"], typed
        assert engine.ids(f"{typed} visit") == ["2007-06-27-aaaa"], typed


def test_joined_words_do_not_hide_those_that_stand_apart(engine, entry):
    engine.publish(
        entry("2007-06-27-join", "", "the euromediterranean network"),
        entry("2007-06-26-hyph", "", "the Euro-Mediterranean network"),
    )

    for typed in ("Euro-Mediterranean", "Euromediterranean"):
        assert set(engine.ids(typed)) == {"2007-06-27-join", "2007-06-26-hyph"}
    assert engine.ids("mediterranean") == ["2007-06-26-hyph"]
