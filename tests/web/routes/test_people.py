"""Pages of people: everybody by surname, each with roles, years, countries and a feed."""

import re
from contextlib import closing
from datetime import UTC, date, datetime, timedelta

from flask.testing import FlaskClient

from index.indexing.open_engine import open_writer
from index.model.entry import DateSpan, Entry, Person, Source, Version
from search.open_searcher import open_searcher
from web import create_app


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


def test_in_a_large_archive_each_initial_has_pages_of_its_own(tmp_path) -> None:
    names = [f"{first} {last}" for last in ("Abba", "Zola") for first in map(letters, range(200))]
    with open_writer(str(tmp_path)) as writer:
        writer.add(entry_naming(number, name) for number, name in enumerate(names))
    with closing(open_searcher(str(tmp_path))) as searcher:
        client = create_app(searcher, config={"TESTING": True}).test_client()
        first = page(client, "/en/people")
        assert first.count(" Abba <span") == 200
        assert " Zola <span" not in first
        assert len(first) < 45_000
        last = page(client, "/en/people?side=visitor&initial=Z")
        assert last.count(" Zola <span") == 200
        for asked in ("initial=Q", "initial=Z&page=2", "page=0", "initial=%00"):
            assert client.get(f"/en/people?{asked}").status_code == 404


def letters(number: int) -> str:
    return "G" + chr(97 + number // 26) + chr(97 + number % 26)


def entry_naming(number: int, name: str) -> Entry:
    day = date(2007, 1, 1) + timedelta(number)
    return Entry(
        f"{day}-{number:04}",
        DateSpan(day, day, "day", ""),
        "meeting",
        (),
        (),
        (Person(name.lower().replace(" ", "-"), name, "guest", "visitor"),),
        (Version("en", f"Visit {number}", "Somebody came.", "published", "http://example.org/"),),
        (),
        (),
        (Source("http://example.org/", datetime(2026, 11, 1, tzinfo=UTC)),),
    )
