"""Entries about the same: beside an entry, and below few hits."""

import pytest

from search.results.results import Tier

OTHERS = (
    "Signing of a pact",
    "Talks with the press",
    "A courtesy visit",
    "Opening of the office",
    "A party from the north",
    "Fifty years of friendship",
    "Journey of the council",
    "Guests at the fair",
)


@pytest.fixture
def archive(engine, entry):
    """Entries of which some are about bicycles or rubbish, among others."""
    some = [
        entry(f"2001-01-{day:02}-othe", title, countries=("FR",))
        for day, title in enumerate(OTHERS * 3, start=1)
    ]
    engine.publish(
        entry("2007-06-27-ride", "A bicycle ride", "Cyclists came to the town hall."),
        entry("2005-06-27-bike", "Charity", "The bicycles of the cyclists were mended."),
        entry("2006-06-27-bici", "Pista per la bicicletta", "Una gita.", language="it"),
        entry("2004-06-27-wast", "Waste", "How rubbish is sorted."),
        entry("2003-06-27-guid", "Guide of the Bacau museum", visitors=("Anna Guide",)),
        *some,
    )
    return engine


def test_entries_with_the_same_rare_words_are_similar_whatever_their_country(archive):
    similar = [hit.id for hit in archive.searcher.similar("2007-06-27-ride")]

    assert "2005-06-27-bike" in similar[:2]


def test_words_of_about_the_same_meaning_in_another_language_make_entries_similar(archive):
    for one, other in (
        ("2007-06-27-ride", "2006-06-27-bici"),
        ("2006-06-27-bici", "2007-06-27-ride"),
    ):
        assert other in [hit.id for hit in archive.searcher.similar(one)][:3], one


def test_the_more_of_its_rare_words_an_entry_shares_the_nearer_it_is(engine, entry):
    engine.publish(
        entry("2007-06-27-this", "Tramways and bridges", "of the harbour"),
        entry("2001-06-27-onee", "Bridges"),
        entry("2002-06-27-both", "Tramways and bridges"),
        *(entry(f"2003-01-{n:02}-none", "Talks", countries=("CN",)) for n in range(1, 25)),
    )

    similar = [hit.id for hit in engine.searcher.similar("2007-06-27-this")]

    assert similar[:2] == ["2002-06-27-both", "2001-06-27-onee"]


def test_what_is_about_the_same_as_the_few_hits_stands_below_them(archive):
    results = archive.search("ride town")

    assert [hit.id for hit in results.hits] == ["2007-06-27-ride"]
    related = [hit.id for hit in results.related]
    assert "2005-06-27-bike" in related
    assert "2007-06-27-ride" not in related
    assert results.tiers == (Tier("all", 1), Tier("related", len(related)))


def test_of_no_hits_nothing_is_about_the_same(archive):
    assert archive.search("xyzzy").related == ()


def test_a_list_without_words_has_nothing_below_it(archive):
    results = archive.search(year=("2007",))

    assert results.total == 1
    assert results.related == ()


def test_filters_hold_for_what_is_about_the_same(archive):
    results = archive.search("ride town", year=("2007",))

    assert "2005-06-27-bike" not in [hit.id for hit in results.related]
