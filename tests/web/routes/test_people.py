"""Pages of people: everybody by surname, each with roles, years, countries and a feed."""

import re

from flask.testing import FlaskClient


def page(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.get_data(as_text=True)


def test_guests_and_officials_are_listed_apart_by_surname(client: FlaskClient) -> None:
    html = page(client, "/it/people")
    guests, officials = html.index('id="visitor"'), html.index('id="city"')
    assert guests < html.index("Jean Dupont") < officials < html.index("Carla Neri")
    assert html.index('<h3 id="visitor-D">D</h3>') < html.index("Jean Dupont")
    assert '<a href="#city-N">N</a>' in html


def test_every_person_of_the_list_has_a_page_in_both_languages(client: FlaskClient) -> None:
    for language in ("it", "en"):
        links = re.findall(
            rf'href="(/{language}/people/[^"]+)"', page(client, f"/{language}/people")
        )
        assert len(links) >= 2
        for link in links:
            assert "<h1>" in page(client, link)


def test_a_person_has_roles_countries_years_entries_and_a_feed(client: FlaskClient) -> None:
    html = page(client, "/en/people/jean dupont")
    assert "<h1>Jean Dupont</h1>" in html
    assert re.search(r"<span>2007</span> <span[^>]*>Mayor of Chambéry</span>", html)
    assert 'href="/en/countries/FR"' in html
    assert '<ol class="chron' in html
    feed = re.search(r'type="application/atom\+xml" title="Jean Dupont" href="([^"]*)"', html)
    assert feed
    assert client.get(feed[1]).mimetype == "application/atom+xml"


def test_roles_are_in_the_pages_language_and_the_printed_words_beside_them(
    client: FlaskClient,
) -> None:
    html = page(client, "/it/people/jean dupont")
    assert '<span title="Nell’originale: Mayor of Chambéry">Sindaco di Chambéry</span>' in html


def test_nobody_else_has_a_page(client: FlaskClient) -> None:
    for id in ("nobody", "%00", "Jean Dupont"):
        assert client.get(f"/it/people/{id}").status_code == 404


def test_twin_cities_are_those_that_twinnings_name(client: FlaskClient) -> None:
    html = page(client, "/en/twin-cities")
    assert re.search(r"France\s*<ul><li><a [^>]*>Chambéry", html)
    assert 'href="/en/search.atom?kind=twinning"' in html


def test_people_are_in_the_sitemap_and_among_the_completions(client: FlaskClient) -> None:
    sheet = page(client, "/sitemap/1.xml")
    assert "/it/people</loc>" in sheet
    assert "/en/people/jean%20dupont</loc>" in sheet
    groups = client.get("/en/suggest.json?q=dupont").json["groups"]
    assert "/en/people/jean%20dupont" in [one["url"] for group in groups for one in group["values"]]
