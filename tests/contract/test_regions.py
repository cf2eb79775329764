"""Regions in a query: what is in them is found, after what names them; ambiguous names are told."""

import pytest

from index.gazetteer import load_gazetteer
from index.model.entry import Place


def place(id: str) -> Place:
    found = load_gazetteer().place(id)
    assert found is not None
    return Place(id, found.country, found.names, found.names["en"], 1, 2)


def about(entry, id: str, country: str = "", place_id: str = ""):
    places = (place(place_id),) if place_id else ()
    countries = (country,) if country else (places[0].country,)
    return entry(id, "Delegation", countries=countries, places=places)


REGIONS = [
    ("Africa", "KE", "AR"), ("Afrique", "TN", "FR"), ("africani", "BJ", "BR"),
    ("Balcani", "AL", "ES"), ("Balkan", "RS", "DE"), ("Medio Oriente", "LB", "MA"),
    ("Middle East", "AE", "IN"), ("Scandinavia", "SE", "FI"), ("Asia", "JP", "EG"),
    ("America Latina", "GT", "US"), ("Latin American", "BR", "CA"), ("Maghreb", "MA", "EG"),
    ("Paesi baltici", "EE", "PL"), ("Benelux", "NL", "FR"), ("Jugoslavia", "BA", "AL"),
    ("G7", "JP", "CN"), ("g7", "FR", "RU"), ("Visegrád Group", "CZ", "RO"),
    ("South-East Asia", "VN", "JP"), ("Mercosur", "AR", "CL"), ("Central Asia", "KZ", "IR"),
    ("Horn of Africa", "SO", "KE"), ("Caucaso", "GE", "TR"), ("UE", "PT", "CH"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "inside", "outside"), REGIONS)
def test_a_region_finds_its_countries_and_no_others(engine, entry, text, inside, outside):
    engine.publish(
        about(entry, "2007-06-27-insi", inside), about(entry, "2007-06-26-outs", outside)
    )

    assert engine.ids(text) == ["2007-06-27-insi"]
    assert engine.ids(place=text) == ["2007-06-27-insi"]
    assert engine.ids(text, expand=False) == []


DIVISIONS = [
    ("Catalogna", "barcelona-es", "madrid-es"), ("Catalan", "girona-es", "valencia-es"),
    ("Scozia", "glasgow-gb", "london-gb"), ("Scottish", "edinburgh-gb", "cardiff-gb"),
    ("Galles", "cardiff-gb", "london-gb"), ("England", "manchester-gb", "glasgow-gb"),
    ("Northern Ireland", "belfast-gb", "dublin-ie"), ("Baviera", "munich-de", "dresden-de"),
    ("Rhône-Alpes", "lyon-fr", "paris-fr"), ("California", "los-angeles-us", "chicago-us"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "inside", "outside"), DIVISIONS)
def test_a_division_finds_its_places_and_not_the_whole_country(
    engine, entry, text, inside, outside
):
    engine.publish(
        about(entry, "2007-06-27-insi", place_id=inside),
        about(entry, "2007-06-26-outs", place_id=outside),
    )

    assert engine.ids(text) == ["2007-06-27-insi"]
    assert engine.ids(place=text) == ["2007-06-27-insi"]


def test_entries_that_name_the_region_come_before_those_about_its_countries(engine, entry):
    engine.publish(
        about(entry, "2009-06-27-part", "KE"),
        entry("2008-06-27-othr", "", "un viaggio in Afrique", language="it"),
        entry("2007-06-27-name", "", "un viaggio in Africa", language="it"),
    )

    assert engine.ids("Africa") == ["2007-06-27-name", "2008-06-27-othr", "2009-06-27-part"]


def test_a_region_is_one_addition_that_can_be_removed(engine, entry):
    engine.publish(about(entry, "2007-06-27-keny", "KE"), about(entry, "2007-06-26-togo", "TG"))

    (added,) = engine.search("Africa").understood.also

    assert (added.why, added.region, added.size > 50) == ("region", "africa", True)
    assert engine.ids("Africa", drop=(added.term,)) == []


def test_every_entry_is_about_the_archives_own_country_so_no_region_finds_it(engine, entry):
    engine.publish(about(entry, "2007-06-27-home", "IT"), about(entry, "2007-06-26-fran", "FR"))

    assert engine.ids("Europa") == ["2007-06-26-fran"]


def test_a_region_in_a_longer_term_is_not_searched_for_itself(engine, entry):
    engine.publish(
        entry("2007-06-27-term", "", "the European Parliament and Europe"),
        entry("2007-06-26-fran", "", "the council met", countries=("FR",)),
    )

    assert "2007-06-26-fran" not in engine.ids("Consiglio d'Europa")


@pytest.mark.parametrize(
    ("text", "named", "near"),
    [
        ("Taiwan", "a visit from Taiwan", "the vice premier of the People's Republic of China"),
        ("Tibet", "monks from Tibet", "a visit from Sichuan, China"),
        ("tibetano", "un coro tibetano", "un coro dal Sichuan, Cina"),
        ("Crimea", "a visit from Crimea", "a visit from Ukraine and Russia"),
        ("Northern Cyprus", "Northern Cyprus", "Cyprus, and the northern cities"),
        ("Cipro del Nord", "Cipro del Nord", "Cipro e le città del nord"),
        ("Hong Kong", "Hong Kong", "a delegation from China"),
        ("Kosovo", "Kosovo", "a delegation from Serbia"),
        ("Palestine", "Palestine", "a delegation from Israel"),
        ("Macau", "Macau", "a delegation from China"),
        ("Western Sahara", "Western Sahara", "a delegation from Morocco"),
        ("Kurdistan", "Kurdistan", "a delegation from Iraq and Turkey"),
    ],
)
def test_a_disputed_name_finds_only_what_is_named_so(engine, entry, text, named, near):
    engine.publish(
        entry("2007-06-27-name", "", named),
        entry("2007-06-26-near", "", near, countries=("CN", "RS", "MA", "IL", "UA", "CY")),
    )

    assert engine.ids(text) == ["2007-06-27-name"]


@pytest.mark.parametrize("text", ["Africa", "Afrique", "Georgia", "Togo", "america latina"])
def test_a_known_name_is_never_taken_for_a_misspelling(engine, entry, text):
    engine.publish(
        *(entry(f"2007-06-{n:02}-amer", "", "Americas, Georges, Toga, latine") for n in range(1, 9))
    )

    assert engine.search(text).did_you_mean is None


def test_a_misspelt_region_is_corrected_when_the_archive_has_entries_of_it(engine, entry):
    engine.publish(about(entry, "2007-06-27-alba", "AL"), about(entry, "2007-06-26-keny", "KE"))

    assert engine.search("Balkani").did_you_mean.text in ("Balcani", "Balkans")
    assert engine.search("Afirca").did_you_mean.text == "Africa"
    assert engine.search("Scandinaviaa").did_you_mean is None


@pytest.mark.parametrize(
    ("text", "other"),
    [("Principato di Monaco", "Monaco di Baviera"), ("Scotland", "Nuova Scozia")],
)
def test_a_name_inside_another_places_name_is_no_synonym(engine, entry, text, other):
    engine.publish(entry("2007-06-27-othr", "", f"una visita a {other}", language="it"))

    results = engine.search(text)

    assert results.total == 0 or results.without


AMBIGUOUS = [
    ("Georgia", "GE", "atlanta-us"), ("Monaco", "MC", "munich-de"),
    ("Córdoba", "cordoba-ar", "cordoba-es"), ("Valencia", "valencia-es", "valencia-ve"),
    ("San José", "san-jose-us", "san-jose-cr"), ("Congo", "CD", "CG"),
    ("Lussemburgo", "LU", "luxembourg-city-lu"), ("Cambridge", "cambridge-gb", "cambridge-us"),
    ("Tripoli", "tripoli-ly", "tripoli-lb"), ("Macedonia", "MK", "thessaloniki-gr"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "one", "other"), AMBIGUOUS)
def test_a_name_of_two_things_finds_both_and_says_so(engine, entry, text, one, other):
    engine.publish(
        about(entry, "2007-06-27-ones", *([one] if len(one) == 2 else ["", one])),
        about(entry, "2007-06-26-othe", *([other] if len(other) == 2 else ["", other])),
    )

    results = engine.search(text)

    assert {hit.id for hit in results.hits} == {"2007-06-27-ones", "2007-06-26-othe"}
    (name,) = results.understood.ambiguous
    assert name.word == text
    assert {value for each in name.meanings for value in each.values} == {one, other}
    for each in name.meanings:
        narrowed = engine.search(text, **{each.field: each.values})
        assert narrowed.total == each.count
        assert narrowed.understood.ambiguous == ()


def test_a_name_of_which_the_archive_has_one_thing_is_not_ambiguous(engine, entry):
    engine.publish(about(entry, "2007-06-27-geor", "GE"), about(entry, "2007-06-26-chic", "US"))

    assert engine.search("Georgia").understood.ambiguous == ()


def test_a_city_that_is_a_country_of_its_own_is_one_meaning(engine, entry):
    engine.publish(about(entry, "2007-06-27-hong", place_id="hong-kong-hk"))

    assert engine.search("Hong Kong").understood.ambiguous == ()


@pytest.mark.parametrize(("text", "country"), [("America", "US"), ("Corea", "KR")])
def test_a_region_of_which_the_archive_has_the_country_alone_is_no_other_meaning(
    engine, entry, text, country
):
    engine.publish(about(entry, "2007-06-27-only", country), about(entry, "2007-06-26-fran", "FR"))

    assert engine.ids(text) == ["2007-06-27-only"]
    assert engine.search(text).understood.ambiguous == ()


def test_a_name_shared_by_countries_finds_each_of_them(engine, entry):
    ids = [f"2007-06-27-{code.lower()}{code.lower()}" for code in ("GN", "GW", "GQ")]
    engine.publish(*(about(entry, id, id[-2:].upper()) for id in ids))

    assert set(engine.ids("Guinea")) == set(ids)


@pytest.mark.parametrize("typed", ["afr", "Afri", "subsahar", "latin am"])
def test_regions_are_completed_with_their_counts(engine, entry, typed):
    engine.publish(about(entry, "2007-06-27-keny", "KE"), about(entry, "2007-06-26-braz", "BR"))

    found = [each for each in engine.searcher.autocomplete(typed, "en") if each.group == "region"]

    assert found
    assert all(each.count == 1 for each in found)


def test_a_region_without_entries_is_not_completed(engine, entry):
    engine.publish(about(entry, "2007-06-27-fran", "FR"))

    groups = [each.group for each in engine.searcher.autocomplete("afr", "en")]
    assert "region" not in groups


def test_two_small_letters_are_a_country_or_a_region_but_no_town_and_no_pronoun(engine, entry):
    engine.publish(
        entry("2007-06-27-gbgb", "a visit", countries=("GB",)),
        entry("2007-06-28-frfr", "a visit", countries=("FR",)),
        entry("2007-06-29-usus", "a visit", countries=("US",)),
    )
    assert engine.ids("uk") == ["2007-06-27-gbgb"]
    assert engine.ids("uk visit") == ["2007-06-27-gbgb"]
    assert engine.ids("ue") == ["2007-06-28-frfr"]
    assert engine.ids("us") == []
    assert engine.ids("US") == ["2007-06-29-usus"]
