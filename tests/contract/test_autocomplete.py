"""Autocomplete and similar entries."""

import pytest

from index.model.entry import Place


def shown(engine, text, language="it"):
    return [(s.group, s.label, s.count) for s in engine.searcher.autocomplete(text, language)]


@pytest.fixture
def stocked(engine, entry, lyon):
    engine.publish(
        entry("2007-06-27-lyon", "Mission to Lyon", countries=("FR",), places=(lyon,)),
        entry("2007-06-26-lyon", "Lyon again", countries=("FR", "CN"), places=(lyon,)),
        entry("2007-06-25-chin", "Visit", countries=("CN",), visitors=("Li Yingjie",)),
        entry("2007-06-24-mayo", "Visit", "x", hosts=("Sergio Chiamparino",), kind="consul"),
    )
    return engine


@pytest.mark.parametrize(
    ("typed", "completion"),
    [
        ("fra", ("country", "Francia", 2)),
        ("cin", ("country", "Cina", 2)),
        ("chin", ("country", "Cina", 2)),
        ("Lio", ("places", "Lione", 2)),
        ("lyo", ("places", "Lione", 2)),
        ("ying", ("people", "Li Yingjie", 1)),
        ("li y", ("people", "Li Yingjie", 1)),
        ("chiam", ("people", "Sergio Chiamparino", 1)),
        ("cons", ("kind", "Console", 1)),
        ("lyon ag", ("entry", "Lyon again", 1)),
        ("mission to ly", ("entry", "Mission to Lyon", 1)),
    ],
)
def test_the_beginning_of_a_name_in_either_language_completes_it(stocked, typed, completion):
    assert completion in shown(stocked, typed)


def test_the_label_is_in_the_language_of_the_reader(stocked):
    assert ("country", "China", 2) in shown(stocked, "cin", "en")


@pytest.mark.parametrize("typed", ["", "l", "zzzz", "(", '"', "x" * 5000])
def test_nothing_is_completed_from_nothing(stocked, typed):
    assert shown(stocked, typed) == []


def test_an_entry_is_like_others_of_the_same_place_then_country_not_itself(engine, entry, lyon):
    nice = Place("nice-fr", "FR", {"it": "Nizza", "en": "Nice"}, "Nice", 43.7, 7.2)
    engine.publish(
        entry("2007-06-27-this", "Visit", countries=("FR",), places=(lyon,)),
        entry("2001-06-27-same", "Talks", countries=("FR",), places=(lyon,)),
        entry("2005-06-27-land", "Talks", countries=("FR",), places=(nice,)),
        entry("2006-06-27-none", "Talks", countries=("CN",), kind="network"),
    )

    similar = [hit.id for hit in engine.searcher.similar("2007-06-27-this")]

    assert similar[:2] == ["2001-06-27-same", "2005-06-27-land"]
    assert "2007-06-27-this" not in similar
    assert "2006-06-27-none" not in similar


def test_the_mayor_alone_makes_no_two_entries_alike(engine, entry):
    engine.publish(
        entry("2007-06-27-this", "Visit", hosts=("Sergio Chiamparino",), kind="consul"),
        entry("2006-06-27-same", "Talks", hosts=("Sergio Chiamparino",), kind="network"),
    )

    assert engine.searcher.similar("2007-06-27-this") == ()


def test_an_unknown_entry_is_like_nothing(stocked):
    assert stocked.searcher.similar("2000-01-01-none") == ()
