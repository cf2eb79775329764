"""Words that only mean about the same as those of a search: they find related entries, no hits."""

import pytest

from search.query.query import Query


@pytest.fixture
def towns(engine, entry):
    """Entries in Italian; one is about waste, two about bicycles."""
    engine.publish(
        entry("2007-06-27-rifi", "Raccolta dei rifiuti", "come si raccolgono i rifiuti"),
        entry("2007-06-26-bici", "In bicicletta", "un viaggio in bicicletta fino al mare"),
        entry("2007-06-25-bike", "Biciclette in piazza", "molte biciclette"),
        entry("2007-06-24-muse", "Una collezione", "il museo e la sua collezione"),
    )
    return engine


def test_a_word_that_no_entry_has_finds_related_entries_by_its_meaning(towns):
    results = towns.search("garbage")

    assert results.total == 0
    assert [hit.id for hit in results.related] == ["2007-06-27-rifi"]
    assert [tier.kind for tier in results.tiers] == ["related"]
    assert ("garbage", "rifiuti", "related") in _told(results)


def test_they_change_neither_totals_nor_facets_nor_exports(towns):
    results = towns.search("museo garbage")

    assert [hit.id for hit in results.hits] == ["2007-06-24-muse"]
    assert results.without == ("garbage",)
    assert [hit.id for hit in results.related] == ["2007-06-27-rifi"]
    assert sum(one.count for one in results.facets["year"].values) == results.total == 1
    assert [one.id for one in towns.searcher.export(Query(text="museo garbage"))] == [
        "2007-06-24-muse"
    ]


def test_each_can_be_removed_and_expansion_can_be_turned_off(towns):
    assert not towns.search("garbage", drop=("rifiuti",)).related
    assert not towns.search("garbage", expand=False).related


def test_a_usual_word_is_not_corrected_to_a_rare_one(engine, entry):
    engine.publish(
        entry("2007-06-27-rifi", "", "la raccolta dei rifiuti"),
        entry("2007-06-26-garb", "", "Garbagge Marco"),
    )

    results = engine.search("garbage")

    assert (results.did_you_mean, results.total) == (None, 0)
    assert [hit.id for hit in results.related] == ["2007-06-27-rifi"]


def test_what_is_denied_is_not_related(towns):
    towns.writing.deny(frozenset({"2007-06-27-rifi"}))

    results = towns.search("garbage")

    assert not results.related
    assert not _told(results)


def test_an_amended_generation_has_the_words_of_what_was_added(towns, entry):
    with towns.writer(amend=True) as writer:
        writer.add([entry("2007-06-28-disc", "", "una discoteca in centro")])

    assert [hit.id for hit in towns.search("nightclub").related] == ["2007-06-28-disc"]


def _told(results):
    return [(note.word, note.term, note.why) for note in results.understood.also]


def test_a_word_that_no_entry_has_is_related_to_one_that_many_have(engine, entry):
    engine.publish(
        *(entry(f"2007-06-{day:02}-park", "", "il piano urbano") for day in range(1, 13)),
        *(entry(f"2007-07-{day:02}-away", "", "una mostra") for day in range(1, 29)),
    )

    assert len(engine.search("urbaine").related) == 10
