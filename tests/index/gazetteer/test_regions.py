"""The regions as shipped: their names, and what is in them."""

from __future__ import annotations

import re

import pytest

from index.gazetteer import load_gazetteer
from index.gazetteer.phrases import phrase_of
from index.gazetteer.regions import load_regions

GAZETTEER, REGIONS = load_gazetteer(), load_regions()
BY_ID = {region.id: region for region in REGIONS}

NAMES = {
    "africa": "Africa|Afrique|africana|africani|African",
    "balkans": "Balcani|Balkans|balcanici|Balkan|South-East Europe|penisola balcanica",
    "baltic-states": "Paesi baltici|Baltic States|baltica",
    "caribbean": "Caraibi|Caribbean|Caraïbes|Antille|West Indies",
    "european-union": "Unione europea|European Union|Union européenne|UE|E.U.",
    "former-yugoslavia": "Jugoslavia|former Yugoslavia|ex Jugoslavia|ex-Yougoslavie|jugoslavi",
    "gulf": "Paesi del Golfo|Gulf States|Persian Gulf",
    "horn-of-africa": "Corno d'Africa|Corno d’Africa|Horn of Africa|Corne de l'Afrique",
    "iberia": "Penisola iberica|Iberian Peninsula|iberica",
    "latin-america": "America Latina|Latin America|Amérique latine|latinoamericani",
    "maghreb": "Maghreb|maghrebini",
    "middle-east": "Medio Oriente|Middle East|Moyen-Orient|mediorientale|Near East",
    "nordic-countries": "Paesi nordici|Nordic countries",
    "scandinavia": "Scandinavia|Scandinavie|scandinavi|Scandinavian",
    "south-east-asia": "Sud-est asiatico|Southeast Asia|South East Asia|Asie du Sud-Est",
    "visegrad-group": "Gruppo di Visegrad|Visegrád Group|V4",
    "gb-sct": "Scozia|Scotland|Écosse|scozzesi|Scottish",
    "gb-wls": "Galles|Wales|Pays de Galles|gallese|Welsh",
    "es-ct": "Catalogna|Catalonia|Catalunya|catalane|Catalan",
    "de-by": "Baviera|Bavaria|Bayern|bavaresi",
    "fr-ara": "Rodano-Alpi|Rhône-Alpes|Auvergne-Rhône-Alpes",
    "us-ca": "California|Californie|californiana",
}


@pytest.mark.parametrize(("id", "names"), NAMES.items(), ids=NAMES)
def test_a_region_is_known_by_its_names_and_adjectives_in_three_languages(id, names):
    for name in names.split("|"):
        assert id in [region.id for region in REGIONS.find(name)], name


def test_every_region_can_be_addressed_and_holds_what_the_gazetteer_knows():
    for region in REGIONS:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", region.id)
        assert all(region.labels.values()), region.id
        assert len(region.countries) == len(set(region.countries)), region.id
        assert all(map(GAZETTEER.has_country, region.countries)), region.id
        assert not (region.countries and region.divisions), region.id
        if region.divisions:
            assert region.id.startswith(f"{region.country.lower()}-")


COUNTRIES_OF_AFRICA = [
    "paesi africani", "African countries", "paesi dell'Africa", "countries of Africa",
    "pays d'Afrique", "stati africani", "African nations", "pays africains",
]  # fmt: skip


@pytest.mark.parametrize("name", COUNTRIES_OF_AFRICA)
def test_the_countries_of_a_region_are_the_region(name):
    assert [region.id for region in REGIONS.find(name)] == ["africa"]


def test_no_label_of_a_region_leads_to_another_region():
    for region in REGIONS:
        for label in region.labels.values():
            assert REGIONS.find(label) == (region,), label


def test_the_continents_hold_the_countries_of_the_table_of_countries():
    """All but Cyprus, Timor and outlying islands, which lists count to either continent."""
    either = {"AQ", "BV", "CC", "CY", "GS", "HM", "IO", "TF", "TL"}
    continents = {"africa": "002", "oceania": "009", "americas": "019", "asia": "142"}
    for id, code in (continents | {"europe": "150"}).items():
        held = {c for c in GAZETTEER.countries() if GAZETTEER.continent(c) == code}
        assert held ^ set(BY_ID[id].countries) <= either, id


SEATS = {
    "aberdeen-gb": "gb-sct", "cardiff-gb": "gb-wls", "belfast-gb": "gb-nir", "leeds-gb": "gb-eng",
    "girona-es": "es-ct", "munich-de": "de-by", "grenoble-fr": "fr-ara", "marseille-fr": "fr-pac",
    "san-francisco-us": "us-ca", "atlanta-us": "us-ga", "shenzhen-cn": "cn-gd",
    "vancouver-ca": "ca-bc", "rosario-ar": "ar-s", "yekaterinburg-ru": "ru-sve",
    "thessaloniki-gr": "gr-b", "nagoya-jp": "jp-23", "rotterdam-nl": "nl-zh", "roman-ro": "",
}  # fmt: skip


@pytest.mark.parametrize(("place", "division"), SEATS.items(), ids=SEATS)
def test_a_place_lies_in_its_division(place, division):
    lies = GAZETTEER.division(place)
    assert lies[0] == place[-2:].upper()
    assert [r.id for r in REGIONS if r.divisions == {lies}] == ([division] if division else [])


@pytest.mark.parametrize(
    ("name", "held", "away"),
    [
        ("Manciuria", "shenyang-cn changchun-cn harbin-cn", "beijing-cn"),
        ("Urali", "yekaterinburg-ru chelyabinsk-ru perm-ru", "moscow-ru"),
        ("Moravia", "brno-cz ostrava-cz zlin-cz", "prague-cz"),
        ("Boemia", "prague-cz", "brno-cz"),
        ("Transilvania", "cluj-napoca-ro brasov-ro sibiu-ro", "bacau-ro"),
        ("Siberia", "novosibirsk-ru irkutsk-ru", "yekaterinburg-ru"),
        ("Kansai", "osaka-jp kyoto-jp", "nagoya-jp"),
        ("Dalmazia", "split-hr", "zagreb-hr"),
    ],
)
def test_a_region_may_be_several_divisions(name, held, away):
    (region,) = REGIONS.find(name)

    assert all(GAZETTEER.division(place) in region.divisions for place in held.split())
    assert GAZETTEER.division(away) not in region.divisions
    assert not region.countries


@pytest.mark.parametrize(
    ("name", "inside", "outside"),
    [
        ("paesi lusofoni", "BR MZ PT", "ES"),
        ("Portuguese-speaking countries", "BR MZ AO", "AR"),
        ("paesi francofoni", "FR SN BJ", "GB"),
        ("Spanish-speaking countries", "AR MX ES", "BR"),
        ("paesi di lingua tedesca", "DE AT", "FR"),
        ("pays turcophones", "TR KZ", "IR"),
    ],
)
def test_countries_are_found_by_what_they_speak(name, inside, outside):
    (region,) = REGIONS.find(name)

    assert {*inside.split()} <= {*region.countries}
    assert outside not in region.countries


@pytest.mark.parametrize("id", ["tibet", "crimea", "northern-cyprus", "kurdistan"])
def test_a_disputed_name_is_only_a_name(id):
    assert (BY_ID[id].countries, BY_ID[id].divisions) == ((), frozenset())


@pytest.mark.parametrize(
    ("name", "country", "is_part"),
    [
        ("Republic of China", "TW", True),
        ("Republic of Korea", "KR", True),
        ("People's Republic of China", "CN", False),
        ("Stati Uniti", "US", False),
        ("Taiwan", "TW", False),
    ],
)
def test_a_name_inside_the_name_of_another_country_is_told(name, country, is_part):
    assert GAZETTEER.is_part_of_another(phrase_of(name), country) is is_part
