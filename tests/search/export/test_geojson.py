"""Places as points on a map."""

import json

import pytest

from index.gazetteer import load_gazetteer
from index.model.entry import Place


@pytest.fixture
def lyon():
    return load_gazetteer().place("lyon-fr")


def collection(written, *entries, **more):
    return json.loads(written("geojson", entries, **more))


def test_each_place_of_an_entry_is_a_point_with_longitude_first(make_entry, written, lyon):
    bacau = load_gazetteer().place("bacau-ro")
    entry = make_entry(places=(lyon, bacau), countries=("FR", "RO"))
    first, second = collection(written, entry)["features"]
    assert (first["id"], second["id"]) == (f"{entry.id}#lyon-fr", f"{entry.id}#bacau-ro")
    assert first["geometry"]["coordinates"] == pytest.approx([4.85, 45.75], abs=0.05)
    assert second["properties"]["place"] == "Bacău"
    assert second["properties"]["countries"] == ["France", "Romania"]
    assert second["properties"]["url"] == f"http://localhost/e/{entry.id}"
    assert second["properties"]["date"] == "2007-06-27"


def test_an_entry_that_no_coordinates_are_known_of_is_there_without_a_point(make_entry, written):
    nowhere = Place("x-fr", "FR", {"it": "X", "en": "X"}, "X", None, None)
    entries = [make_entry(countries=("FR",)), make_entry("b", places=(nowhere,))]
    features = collection(written, *entries)["features"]
    assert [(f["id"], f["geometry"]) for f in features] == [(e.id, None) for e in entries]


def test_the_file_says_where_the_coordinates_are_from(written):
    data = collection(written)
    assert (data["type"], data["features"]) == ("FeatureCollection", [])
    assert "GeoNames" in data["attribution"]
