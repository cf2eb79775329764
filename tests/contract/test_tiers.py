"""What is found when no entry has all that is asked: corrections, tiers and related entries."""

import pytest

from search.query.query import Query
from search.results.results import Tier


@pytest.fixture
def visits(engine, entry):
    """Five entries about Japan, Albania and Romania."""
    engine.publish(
        entry("2007-06-27-delg", "", "a delegation and its gardens", countries=("JP",)),
        entry("2007-06-26-visi", "", "a visit to the museum", countries=("JP",)),
        entry("2007-06-25-cons", "", "the consul and the museum", countries=("AL",)),
        entry("2007-06-24-berl", "", "Sali Berisha came", visitors=("Sali Berisha",)),
        entry("2007-06-23-stav", "", "Romeo Stavarache", visitors=("Romeo Stavarache",)),
    )
    return engine


def test_a_word_of_every_visit_only_brings_entries_up(visits):
    results = visits.search("visite dal Giappone")

    assert [hit.id for hit in results.hits] == ["2007-06-26-visi", "2007-06-27-delg"]
    assert results.tiers[0] == Tier("all", 2)
    assert visits.ids("visit") == ["2007-06-26-visi"]


def test_an_office_is_required_as_long_as_some_entry_has_it(visits):
    assert visits.ids("consul museum") == ["2007-06-25-cons"]

    results = visits.search("consul Giappone")

    assert {hit.id for hit in results.hits} == {"2007-06-26-visi", "2007-06-27-delg"}
    assert results.without == ("consul",)


def test_the_words_that_matter_least_are_left_out(visits):
    results = visits.search("museum gardens Albania delegation")

    assert [hit.id for hit in results.hits] == ["2007-06-25-cons"]
    assert results.without == ("gardens", "delegation")
    assert {hit.id for hit in results.related} == {"2007-06-26-visi", "2007-06-27-delg"}
    assert results.tiers[1] == Tier("related", 2)


def test_a_country_that_no_entry_is_about_is_not_answered_with_any_consul(visits):
    for typed in ("consul of Kenya", "consul in Nairobi", "consul nairobi 2007", "Kenya"):
        results = visits.search(typed)
        assert (results.total, results.tiers, results.did_you_mean) == (0, (), None), typed

    assert visits.search("consul xyzzy").without == ("xyzzy",)


def test_related_entries_stand_beside_the_first_page_only_and_are_not_exported(visits):
    asked = {"text": "museum gardens Albania"}
    results = visits.search(**asked)

    assert results.related
    assert visits.search(**asked, page=2).related == ()
    assert visits.search(**asked, brief=True).related == ()
    exported = {one.id for one in visits.searcher.export(Query(**asked))}
    assert exported == {hit.id for hit in results.hits}
    assert sum(one.count for one in results.facets["kind"].values) == results.total


def test_filters_hold_for_related_entries(visits):
    results = visits.search("museum gardens Giappone", country=("AL",))

    assert [hit.id for hit in results.related] == ["2007-06-25-cons"]


@pytest.mark.parametrize(
    "typed", ["Stavarake", "Romeo Stavrache", "stavaracche", "Romeo Stavarcahe"]
)
def test_a_misspelt_name_is_corrected_at_once_and_one_click_back(visits, typed):
    results = visits.search(typed)

    assert [hit.id for hit in results.hits] == ["2007-06-23-stav"]
    assert results.tiers == (Tier("corrected", 1),)
    assert results.did_you_mean.is_applied
    assert results.did_you_mean.total == 1
    assert results.hits[0].shown.title.marks or results.hits[0].shown.text.marks

    exactly = visits.search(typed, exactly=True)

    assert all(tier.kind != "corrected" for tier in exactly.tiers)
    assert exactly.did_you_mean.text == results.did_you_mean.text
    assert not exactly.did_you_mean.is_applied


def test_a_misspelt_word_beside_one_that_is_nowhere_is_corrected_too(visits):
    results = visits.search("Berischa xyzzy")

    assert [hit.id for hit in results.hits] == ["2007-06-24-berl"]
    assert results.without == ("xyzzy",)
    assert results.did_you_mean.text == "Berisha xyzzy"


def test_an_export_is_of_the_corrected_search(visits):
    exported = [one.id for one in visits.searcher.export(Query("Stavarake"))]

    assert exported == ["2007-06-23-stav"]
    assert visits.search("Stavarake", brief=True).total == 1


def test_a_name_of_three_words_may_be_typed_as_one(engine, entry):
    engine.publish(entry("2007-06-27-mari", "", "a guest", visitors=("Maria Lucia Centillo",)))

    assert engine.ids("marialuciacentillo") == ["2007-06-27-mari"]


def test_the_archives_own_city_is_not_required(engine, entry):
    engine.publish(entry("2007-06-27-visi", "", "a delegation", countries=("JP",)))

    assert engine.ids("delegation from Japan in Torino") == ["2007-06-27-visi"]
    assert engine.search("Japan Turin").tiers == (Tier("all", 1),)


@pytest.mark.parametrize(
    "typed",
    ["salonedelgusto", "SaloneDelGusto", "clubtoclub", "performingnow2012", "fiera2012dellibro"],
)
def test_words_of_the_archive_written_as_one_are_found_side_by_side(engine, entry, typed):
    engine.publish(
        entry("2012-06-27-salo", "", "il Salone del gusto"),
        entry("2012-06-26-club", "", "the festival Club to Club"),
        entry("2012-06-25-perf", "", "Performing Now 2012"),
        entry("2012-06-24-fier", "", "la fiera 2012 del libro"),
        entry("2012-06-23-away", "", "gusto del salone, now performing to a club"),
    )
    wanted = {"sal": "2012-06-27-salo", "clu": "2012-06-26-club", "per": "2012-06-25-perf"}

    assert engine.ids(typed) == [wanted.get(typed[:3].lower(), "2012-06-24-fier")]
    assert engine.search("salonelibro").total == 0


@pytest.mark.parametrize(
    "typed",
    [
        "first mission to Japan",
        "prima missione in Giappone",
        "la prima missione giapponese",
        "première mission au Japon",
        "ultima missione ufficiale in Giappone",
        "the first Japanese mission",
        "missione più recente in Giappone",
    ],
)
def test_which_of_several_only_ranks_and_takes_the_place_of_no_other_word(engine, entry, typed):
    engine.publish(
        entry("2007-06-27-miss", "", "a mission", kind="mission", countries=("JP",)),
        entry("2007-06-26-firs", "", "first prima première ufficiale recente", countries=("JP",)),
    )

    results = engine.search(typed)

    assert [hit.id for hit in results.hits] == ["2007-06-27-miss"]
    assert not results.without


def test_the_first_of_several_missions_comes_first(engine, entry):
    engine.publish(
        entry("2007-06-27-miss", "", "a mission", kind="mission"),
        entry("2005-06-26-firs", "", "the first mission", kind="mission"),
    )

    assert engine.ids("first mission") == ["2005-06-26-firs", "2007-06-27-miss"]


def test_first_is_required_where_it_says_more_than_which(engine, entry):
    engine.publish(
        entry("2007-06-27-lady", "", "the First Lady"),
        entry("2007-06-26-some", "", "a lady"),
    )

    assert engine.ids("first lady") == ["2007-06-27-lady"]
    assert engine.search("first xyzzy").total == 0
    assert engine.search("first lady xyzzy").without == ("xyzzy",)
    assert engine.search("second lady").without == ("second",)
    assert engine.ids("first") == ["2007-06-27-lady"]
