"""Regions on the site: their pages, as added terms, and ambiguous names with links."""

import re
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from index.indexing.open_engine import open_writer
from index.model.entry import Entry
from search.open_searcher import open_searcher
from web import create_app


def page(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_a_region_has_its_countries_and_its_newest_entries(client: FlaskClient) -> None:
    html = page(client, "/it/regions/latin-america")
    assert "<h1>America Latina</h1>" in html
    assert '<a href="/it/countries/AR">Argentina' in html
    assert "/it/countries/FR" not in html
    assert '<a href="/it/countries">‹ Tutti i paesi</a>' in html


def test_a_division_has_its_places_and_leads_up_to_its_country(client: FlaskClient) -> None:
    html = page(client, "/en/regions/fr-ara")
    assert "<h1>Auvergne-Rhône-Alpes</h1>" in html
    assert '<a href="/en/places/lyon-fr">Lyon' in html
    assert '<a href="/en/countries/FR">‹ France</a>' in html


@pytest.mark.parametrize("id", ["nowhere", "tibet", "oceania", "us-ak", "Africa", "%00"])
def test_a_region_that_is_unknown_or_without_entries_has_no_page(client: FlaskClient, id) -> None:
    assert client.get(f"/en/regions/{id}").status_code == 404


def test_the_page_of_countries_leads_to_every_region_with_entries(client: FlaskClient) -> None:
    html = page(client, "/en/countries")
    links = re.findall(r'href="(/en/regions/[^"]*)"', html)
    assert "/en/regions/latin-america" in links
    for link in links:
        page(client, link)


def test_completion_leads_to_the_page_of_a_region(client: FlaskClient) -> None:
    data = client.get("/it/suggest.json?q=america lat").json
    assert data is not None
    (group,) = [group for group in data["groups"] if group["name"] == "Regioni del mondo"]
    assert group["values"][0]["label"] == "America Latina"
    assert group["values"][0]["url"] == "/it/regions/latin-america"


@pytest.mark.parametrize(
    ("language", "term"), [("it", r"Europa \(\d\d paesi\)"), ("en", r"Europe \(\d\d countries\)")]
)
def test_an_added_region_is_short_and_can_be_taken_off(
    client: FlaskClient, language: str, term: str
) -> None:
    html = page(client, f"/{language}/search?q=Europa")
    (also,) = re.findall(r'<span class="also">.*?</span>', html)
    assert re.search(f"<b[^>]*>{term}</b>", also)
    (remove,) = re.findall(r'href="([^"]*)"', also)
    assert '<span class="also">' not in page(client, remove.replace("&amp;", "&"))


def test_an_ambiguous_name_is_told_with_links_that_narrow(
    tmp_path: Path, make_entry: Callable[..., Entry]
) -> None:
    location = str(tmp_path / "index")
    with open_writer(location) as writer:
        writer.add([make_entry("2007-06-27-usus", countries=("US",))])
        writer.add([make_entry("2007-06-27-brbr", countries=("BR",))])
    with closing(open_searcher(location)) as searcher:
        _follow_meanings(create_app(searcher, config={"TESTING": True}).test_client())


def _follow_meanings(client: FlaskClient) -> None:
    html = page(client, "/en/search?q=America")
    (said,) = re.findall(r'<p class="mean">(.*?)</p>', html)
    assert said.startswith("“America” may be:")
    links = re.findall(r'href="([^"]*)"', said)
    assert len(links) == 2
    for link in links:
        assert '<p class="mean">' not in page(client, link.replace("&amp;", "&"))
