import re

from flask.testing import FlaskClient

from index.model.entry import Entry


def page(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_countries_stand_under_their_continents_in_the_readers_order(client: FlaskClient) -> None:
    html = page(client, "/it/countries")
    headings = re.findall(r'<h2 id="g\d+">([^<]*)</h2>', html)
    assert headings == ["Americhe", "Asia", "Europa"]
    assert html.index(">Argentina <span") < html.index(">Brasile <span")


def test_a_country_has_its_years_its_cities_and_its_newest_entries(client: FlaskClient) -> None:
    html = page(client, "/it/countries/FR")
    assert "<h1>Francia</h1>" in html
    assert html.index("Chambéry <span") < html.index("Lione <span")
    assert 'href="/it/search?year=2007&amp;country=FR"' in html


def test_a_place_leads_up_to_its_country(client: FlaskClient) -> None:
    html = page(client, "/en/places/lyon-fr")
    assert "<h1>Lyon</h1>" in html
    assert '<a href="/en/countries/FR">‹ France</a>' in html


def test_a_year_shows_its_months_and_its_entries_in_order(client: FlaskClient) -> None:
    html = page(client, "/it/years/2007")
    assert 'href="/it/search?from=2007-05&amp;to=2007-05"' in html
    assert 'href="/it/search?from=2007-06&amp;to=2007-06"' in html
    assert 'href="/it/search?from=2007-07&amp;to=2007-07"' not in html


def test_the_same_years_stand_in_a_table(client: FlaskClient) -> None:
    rows = re.findall(
        r'<th scope="row"><a href="/en/years/\d+">(\d+)</a></th><td>(\d+)</td>',
        page(client, "/en/years"),
    )
    assert ("2012", "24") in rows


def test_what_the_archive_does_not_hold_has_no_page(client: FlaskClient) -> None:
    for path in ("/it/countries/XX", "/it/countries/IS", "/it/places/nowhere", "/it/years/1999"):
        assert client.get(path).status_code == 404


def test_places_stand_under_their_country(client: FlaskClient) -> None:
    html = page(client, "/it/countries")
    order = (">Europa</h2>", 'href="/it/countries/FR"', 'href="/it/places/chambery-fr"',
             'href="/it/places/lyon-fr"')  # fmt: skip
    places = [html.rindex(each) for each in order]
    assert places == sorted(places)


def test_entries_without_a_country_are_not_lost_among_the_countries(
    client: FlaskClient, entries: list[Entry]
) -> None:
    countryless = {entry.id for entry in entries if not entry.countries}
    assert len(countryless) > 1
    html = page(client, "/en/countries")
    assert f'<a href="/en/networks">{len(countryless)} entries</a>' in html
    listed = page(client, "/en/networks")
    assert set(re.findall(r'<h3><a href="/en/e/([^"]+)"', listed)) == countryless


def test_entries_without_a_country_are_narrowed_by_year(client: FlaskClient) -> None:
    html = page(client, "/it/networks?year=2004")
    assert re.findall(r'<h3><a href="/it/e/([^"]+)"', html) == ["2004-03-02-evil"]
    assert 'href="/it/networks">' in html
    assert client.get("/it/networks?year=2012").status_code == 404
    assert client.get("/it/networks?page=9").status_code == 404


def test_networks_have_a_feed(client: FlaskClient) -> None:
    html = page(client, "/en/networks")
    assert '/en/search.atom?kind=network"' in html
    assert client.get("/en/search.atom?kind=network").mimetype == "application/atom+xml"
