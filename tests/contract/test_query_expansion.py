"""Query expansion: added terms are shown, removable, and rank below the words typed."""

import pytest

from index.model.entry import Place


def also(results):
    return [(a.word, a.term, a.why) for a in results.understood.also]


def test_a_word_finds_its_counterpart_in_the_other_language(engine, entry):
    engine.publish(
        entry("2007-06-27-engl", "", "The mayors met", language="en"),
        entry("2006-06-27-ital", "", "I sindaci si sono visti", language="it"),
    )

    results = engine.search("sindaco")

    assert [hit.id for hit in results.hits] == ["2006-06-27-ital", "2007-06-27-engl"]
    assert ("sindaco", "mayor", "term") in also(results)


def test_expand_off_looks_only_for_the_words_typed(engine, entry):
    engine.publish(entry("2007-06-27-engl", "", "The mayors met", countries=("FR",)))

    assert engine.ids("sindaco", expand=False) == []
    assert engine.ids("Francia", expand=False) == []
    assert engine.search("sindaco", expand=False).understood.also == ()


def test_an_expansion_can_be_removed(engine, entry):
    engine.publish(entry("2007-06-27-engl", "", "The mayor met", language="en"))

    assert engine.ids("sindaco", drop=("mayor",)) == []
    assert "mayor" not in [term for _, term, _ in also(engine.search("sindaco", drop=("mayor",)))]


def test_an_expansion_never_outranks_the_word_itself(engine, entry):
    engine.publish(
        entry("2007-06-27-widw", "Mayor, mayor, mayor", "mayor " * 9, language="en"),
        entry("2001-06-27-ownw", "", "incontro col sindaco", language="it"),
        *(entry(f"2000-01-01-{n:04}", "", "i sindaci", language="it") for n in range(5)),
    )

    assert engine.ids("sindaco")[-1] == "2007-06-27-widw"


@pytest.mark.parametrize("text", ["Bielorussia", "Belarus", "bielorussa", "Belarusian"])
def test_a_country_is_found_by_every_name_and_demonym(engine, entry, text):
    engine.publish(
        entry("2007-06-27-tags", "Delegation", countries=("BY",)),
        entry("2007-06-26-none", "Delegation", countries=("RU",)),
    )

    assert engine.ids(text) == ["2007-06-27-tags"]


def test_a_country_is_found_where_only_its_other_name_stands(engine, entry):
    engine.publish(entry("2007-06-27-text", "", "un viaggio negli Stati Uniti", language="it"))

    assert engine.ids("United States") == ["2007-06-27-text"]
    assert engine.ids("USA") == ["2007-06-27-text"]


def test_a_place_is_found_by_its_name_in_the_other_language(engine, entry, lyon):
    engine.publish(entry("2007-06-27-lyon", "Visit", "to Lyon", places=(lyon,), countries=("FR",)))

    results = engine.search("Lione")

    assert [hit.id for hit in results.hits] == ["2007-06-27-lyon"]
    assert also(results) == [("Lione", "Lyon", "place")]


def test_a_place_of_several_words_is_one_thing(engine, entry):
    munich = Place("munich-de", "DE", {"it": "Monaco di Baviera", "en": "Munich"}, "Munich", 48, 11)
    engine.publish(entry("2007-06-27-muni", "", "to Munich", places=(munich,), countries=("DE",)))

    assert engine.ids("Monaco di Baviera") == ["2007-06-27-muni"]


def test_a_year_finds_the_entries_of_that_year(engine, entry):
    engine.publish(
        entry("2007-06-27-aaaa", "Mission", countries=("CN",)),
        entry("2006-06-27-aaaa", "Mission", countries=("CN",), on="2006-06-27"),
    )

    results = engine.search("Cina 2007")

    assert [hit.id for hit in results.hits] == ["2007-06-27-aaaa"]
    assert ("2007", "2007", "date") in also(results)


@pytest.mark.parametrize("text", ["ottobre 2012", "October 2012", "10/2012", "2012-10"])
def test_a_month_finds_what_touches_it(engine, entry, text):
    engine.publish(
        entry("2012-09-30-aaaa", until="2012-10-01"),
        entry("2012-11-01-aaaa"),
    )

    assert engine.ids(text) == ["2012-09-30-aaaa"]


def test_a_month_alone_is_that_of_any_year(engine, entry):
    engine.publish(entry("2012-10-03-aaaa"), entry("2012-11-01-aaaa"))

    assert engine.ids("ottobre") == ["2012-10-03-aaaa"]


def test_a_day_finds_what_touches_it(engine, entry):
    engine.publish(entry("2007-06-20-aaaa", until="2007-06-27"))

    assert engine.ids("27 giugno 2007") == ["2007-06-20-aaaa"]
    assert engine.ids("June 27th 2007") == ["2007-06-20-aaaa"]
    assert engine.ids("28 giugno 2007") == []


def test_a_kind_is_found_by_its_name_in_either_language(engine, entry):
    engine.publish(
        entry("2007-06-27-kind", "Albania", "x", kind="ambassador"),
        entry("2007-06-26-none", "Albania", "x", kind="meeting"),
    )

    assert engine.ids("ambasciatori") == ["2007-06-27-kind"]


def test_somebodys_name_is_not_read_as_a_nationality(engine, entry):
    engine.publish(
        entry("2023-06-27-name", "", "met Stefano Lo Russo", visitors=("Stefano Lo Russo",)),
        entry("2007-06-26-russ", "", "a guest", countries=("RU",)),
    )

    assert engine.ids("Lo Russo") == ["2023-06-27-name"]
    assert "2007-06-26-russ" in engine.ids("russo")


def test_phrases_and_exclusions_are_not_expanded(engine, entry):
    engine.publish(
        entry("2007-06-27-engl", "", "The mayor of Lyon", language="en", countries=("FR",))
    )

    assert engine.ids('"sindaco di"') == []
    assert engine.ids("Lyon -sindaco -Francia") == ["2007-06-27-engl"]


def test_what_nothing_in_the_archive_answers_to_is_not_listed(engine, entry):
    engine.publish(entry("2007-06-27-aaaa", "", "Pechino", language="it"))

    assert also(engine.search("sindaco")) == []


def test_a_name_of_the_term_list_is_found_in_a_text_of_either_language(engine, entry):
    engine.publish(
        entry("2007-06-27-engl", "", "the City of Torino", language="en"),
        entry("2007-06-26-ital", "", "la Città di Torino", language="it"),
    )

    assert engine.ids("Turin") == ["2007-06-27-engl", "2007-06-26-ital"]
