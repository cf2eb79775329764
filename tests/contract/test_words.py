"""Which words find which entries."""

import pytest

from index.model.entry import Version
from search.results.results import Tier


@pytest.mark.parametrize(
    ("language", "text", "typed"),
    [
        ("it", "Il sindaco ha ricevuto la delegazione", "delegazioni"),
        ("en", "The mayor welcomed two delegations", "delegation"),
        ("fr", "Le maire a reçu une délégation lyonnaise", "delegation lyonnaise"),
        ("und", "Torino 2006 Zlín", "zlin"),
        ("de", "Der Bürgermeister von Köln", "burgermeister koln"),
    ],
)
def test_an_entry_is_found_whatever_its_language(engine, entry, language, text, typed):
    engine.publish(entry("2007-06-27-aaaa", "", text, language=language))

    assert engine.ids(typed, expand=False) == ["2007-06-27-aaaa"]


def test_a_stem_is_searched_only_in_its_own_language(engine, entry):
    engine.publish(
        entry("2007-01-01-engl", "", "the consular archive", language="en"),
        entry("2007-01-01-ital", "", "l'archivio del consolato", language="it"),
    )

    assert engine.ids("archives", expand=False) == ["2007-01-01-engl"]
    assert engine.ids("archivi", expand=False) == ["2007-01-01-ital"]


def test_a_stop_word_of_one_language_is_not_asked_of_the_other(engine, entry):
    engine.publish(entry("2007-06-27-aaaa", "", "Visit to the metro sites"))

    assert engine.ids("the metro sites") == ["2007-06-27-aaaa"]
    assert engine.ids("il metro") == ["2007-06-27-aaaa"]


def test_only_stop_words_are_searched_as_typed(engine, entry):
    engine.publish(
        entry("2007-06-27-with", "", "perché no", language="it"),
        entry("2007-06-27-none", "", "Torino Lione", language="it"),
    )

    results = engine.search("perche")

    assert [hit.id for hit in results.hits] == ["2007-06-27-with"]
    assert [note.code for note in results.understood.notes] == ["only-stop-words"]


@pytest.mark.parametrize("typed", ["ambasciatori", "l'ambasciatore", "dell’ambasciatore"])
def test_an_elision_does_not_hide_the_word_behind_it(engine, entry, typed):
    engine.publish(entry("2007-06-27-aaaa", "", "L’ambasciatore in visita", language="it"))

    assert engine.ids(typed) == ["2007-06-27-aaaa"]


@pytest.mark.parametrize(
    "typed", ["Dell'Utri", "Dell’Utri", "dell utri", "Dellutri", "utri", "DELL´UTRI"]
)
def test_a_name_is_found_without_its_apostrophe(engine, entry, typed):
    engine.publish(entry("2007-06-27-aaaa", "", "met the Deputy Mayor Michele Dell’Utri"))

    assert engine.ids(typed) == ["2007-06-27-aaaa"]


@pytest.mark.parametrize("typed", ["USA", "U.S.A.", "usa", "u.s.a"])
def test_dotted_initials_are_one_word(engine, entry, typed):
    engine.publish(entry("2007-06-27-aaaa", "Consul of the U.S.A."))

    assert engine.ids(typed, expand=False) == ["2007-06-27-aaaa"]


@pytest.mark.parametrize("typed", ["Vallensbæk", "vallensbaek", "VALLENSBAEK"])
def test_letters_with_accents_fold(engine, entry, typed):
    engine.publish(entry("2007-06-27-aaaa", "", "municipality of Vallensbæk"))

    assert engine.ids(typed) == ["2007-06-27-aaaa"]


def test_the_spelling_as_typed_ranks_first(engine, entry):
    engine.publish(
        entry("2007-06-27-bare", "", "papa Francesco", language="it"),
        entry("2007-06-26-with", "", "papà Francesco", language="it"),
    )

    assert engine.ids("papà") == ["2007-06-26-with", "2007-06-27-bare"]


def test_all_words_must_match_in_whatever_version_or_part(engine, entry):
    translated = Version("it", "Missione a Lione", "Il sindaco è partito", "human")
    engine.publish(
        entry("2007-06-27-both", "Mission to Lyon", "The mayor left", versions=(translated,)),
        entry("2007-06-27-none", "Mission to Lyon", "The mayor stayed"),
    )

    assert engine.ids("lyon partito") == ["2007-06-27-both"]


def test_an_exclusion_counts_in_every_version(engine, entry):
    translated = Version("it", "", "tre studenti", "machine", translator="fake")
    engine.publish(
        entry("2007-06-27-stud", "", "a tour", versions=(translated,)),
        entry("2007-06-26-tour", "", "another tour"),
    )

    assert engine.ids("tour -studente") == ["2007-06-26-tour"]
    assert engine.ids("-studenti") == ["2007-06-26-tour"]


def test_nothing_for_all_words_gives_the_entries_with_most_and_says_so(engine, entry):
    engine.publish(
        entry("2007-06-27-two", "", "olympic venues"),
        entry("2007-06-26-one", "", "olympic torch"),
    )

    results = engine.search("olympic venues budget")

    assert [hit.id for hit in results.hits] == ["2007-06-27-two"]
    assert results.tiers == (Tier("without", 1, ("budget",)), Tier("related", 1))
    assert [hit.id for hit in results.related] == ["2007-06-26-one"]
    assert results.understood.how == "most words"


def test_one_word_that_nothing_holds_finds_nothing(engine, entry):
    engine.publish(entry("2007-06-27-aaaa", "", "olympic venues"))

    results = engine.search("qqqqqq")

    assert (results.total, results.tiers) == (0, ())


def test_empty_text_is_everything_newest_end_first_and_undated_last(engine, entry):
    engine.publish(
        entry("undated-aaaa", on=""),
        entry("2006-01-01-long", until="2008-01-01"),
        entry("2007-06-27-bbbb"),
        entry("2007-06-27-aaaa"),
    )

    results = engine.search("")

    assert [hit.id for hit in results.hits] == [
        "2006-01-01-long",
        "2007-06-27-aaaa",
        "2007-06-27-bbbb",
        "undated-aaaa",
    ]
    assert results.understood.how == "everything"


def test_or_finds_either_and_binds_names_of_several_words(engine, entry):
    engine.publish(
        entry("2007-06-27-brit", "", "x visit", countries=("GB",)),
        entry("2007-06-26-york", "", "mission to New York"),
        entry("2007-06-25-none", "", "a visit"),
    )

    assert set(engine.ids("Gran Bretagna OR York")) == {"2007-06-27-brit", "2007-06-26-york"}
    assert len(engine.ids('"new york" OU visit OR nothing')) == 3
    assert engine.ids("visit NOT x") == ["2007-06-25-none"]
    assert engine.ids("mission (york OR x)") == ["2007-06-26-york"]
