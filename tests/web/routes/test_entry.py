import json
import re
from typing import Any

from flask.testing import FlaskClient

from index.model.entry import Version
from web.routes.entry import role_language


def page(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_the_original_stands_first_and_the_translation_is_labelled(client: FlaskClient) -> None:
    html = page(client, "/it/e/2007-05-19-twin")
    original = html.index("<b>Originale</b> · Inglese, come pubblicato")
    translation = html.index("<b>Traduzione: Italiano</b> · di una persona, 14\xa0novembre")
    assert original < translation
    assert html.index('<section class="by-person"') < translation
    assert '<p class="text" lang="en">The mayor went' in html
    assert '<p class="text">La sindaca è andata' in html


def test_a_machine_translation_names_its_engine_and_that_nobody_checked_it(
    client: FlaskClient,
) -> None:
    html = page(client, "/en/e/2009-02-24-cina")
    assert '<section class="by-machine"' in html
    assert "by machine, Google, 20\xa0November 2026 · not checked by a person" in html


def test_the_heading_is_never_a_machines(client: FlaskClient) -> None:
    html = page(client, "/en/e/2009-02-24-cina")
    assert '<h1 lang="it">Una delegazione da Shenyang</h1>' in html


def test_two_published_versions_are_both_as_published(client: FlaskClient) -> None:
    html = page(client, "/en/e/2010-10-01-both")
    assert html.count("· as published") + html.count("· Italian, as published") == 2
    assert 'class="by-' not in html
    assert "<h1>The consul takes his leave</h1>" in html


def test_three_versions_begin_with_the_original_and_then_the_readers(client: FlaskClient) -> None:
    html = page(client, "/en/e/2023-12-04-parc")
    order = [html.index(f'<h2 id="{tag}"') for tag in ("fr", "en", "it")]
    assert order == sorted(order)


def test_an_entry_without_a_title_goes_by_its_first_words(client: FlaskClient) -> None:
    html = page(client, "/en/e/undated-naka")
    assert '<h1 lang="">Ordo mundi &lt;b&gt;novus&lt;/b&gt; &amp; cetera' in html
    assert "undated" in html
    assert "Not translated yet: English, Italian." in html


def test_a_doubt_is_said_with_both_readings(client: FlaskClient) -> None:
    assert (
        "The heading says 5\xa0May – 1\xa0June 2007; the text says 31\xa0May – 1\xa0June 2007. "
        "The first of them is shown."
    ) in page(client, "/en/e/2007-05-19-twin")


def test_stored_words_are_never_markup(client: FlaskClient) -> None:
    html = page(client, "/en/e/2004-03-02-evil")
    assert "<script>alert" not in html
    assert "<img" not in html
    assert "&lt;img src=x onerror=alert(1)&gt;" in html


def test_only_web_addresses_are_links(client: FlaskClient) -> None:
    html = page(client, "/en/e/2004-03-02-evil")
    assert 'href="javascript:' not in html
    assert 'href="http://www.example.org/relint/archivio/index.shtml"' in page(
        client, "/en/e/2007-05-19-twin"
    )


def test_linked_data_is_json_that_cannot_end_its_element(client: FlaskClient) -> None:
    html = page(client, "/en/e/2004-03-02-evil")
    script = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert script
    data = json.loads(script[1])
    assert data["headline"] == '<script>alert("mayor")</script>'
    data = json.loads(
        re.findall(
            r'<script type="application/ld\+json">(.*?)</script>',
            page(client, "/it/e/2007-05-19-twin"),
        )[0]
    )
    assert data["inLanguage"] == "en"
    assert data["workTranslation"][0]["inLanguage"] == "it"
    assert data["about"][0]["startDate"] == "2007-05-05"
    assert data["about"][1]["name"] == "Chambéry"


def test_an_older_id_leads_to_the_present_one_for_good(client: FlaskClient) -> None:
    for old, new in (
        ("/it/e/2007-05-19-olds", "/it/e/2007-05-19-twin"),
        ("/e/2007-05-19-olds", "/e/2007-05-19-twin"),
        ("/e/2007-05-19-olds.json", "/e/2007-05-19-twin.json"),
    ):
        answer = client.get(old)
        assert answer.status_code == 301
        assert answer.headers["Location"] == new


def test_the_permanent_address_leads_to_the_readers_language(client: FlaskClient) -> None:
    answer = client.get("/e/2007-05-19-twin", headers={"Accept-Language": "en"})
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/en/e/2007-05-19-twin"
    assert "Accept-Language" in answer.headers["Vary"]


def test_an_entry_leads_back_to_its_search_and_to_its_neighbours_there(
    client: FlaskClient,
) -> None:
    found = page(client, "/en/search?q=library&sort=oldest&page=2")
    links = re.findall(r'<h3><a href="([^"]*)"', found)
    first, last = (page(client, link.replace("&amp;", "&")) for link in (links[0], links[-1]))
    assert "21 of 24" in first
    assert 'rel="prev nofollow"' in first
    assert 'href="/en/search?q=library&amp;sort=oldest&amp;page=2"' in first
    assert "24 of 24" in last
    assert 'rel="next nofollow"' not in last
    back = re.search(r'<a href="([^"]*)" rel="prev nofollow"', first)
    assert back
    assert "20 of 24" in page(client, back[1].replace("&amp;", "&"))


def test_a_search_that_does_not_find_the_entry_is_left_out(client: FlaskClient) -> None:
    for asked in ("q%3Dlibrary", "page%3D0", "from%3D2007-13", "%25%25"):
        html = page(client, f"/en/e/2007-05-19-twin?from={asked}")
        assert "‹ All entries" in html


def test_people_and_places_lead_to_what_they_are_in(client: FlaskClient) -> None:
    html = page(client, "/en/e/2007-05-19-twin")
    link = re.search(r'<a href="([^"]*people=[^"]*)"[^>]*>Carla Neri', html)
    assert link
    assert "2 entries" in page(client, link[1])
    assert 'href="/en/places/chambery-fr"' in html


def test_an_error_can_be_reported(client: FlaskClient) -> None:
    assert 'href="mailto:desk@example.org?subject=2007-05-19-twin"' in page(
        client, "/en/e/2007-05-19-twin"
    )


def test_a_role_is_in_the_language_of_the_version_that_tells_it(make_entry: Any) -> None:
    versions = (
        Version("en", "A visit", "The consul came.", "published"),
        Version("it", "Una visita", "Con lei il sindaco di\nRabat.", "published"),
    )
    entry = make_entry(versions=versions)
    assert role_language(entry, "sindaco di Rabat") == "it"
    assert role_language(entry, "Consul") == "en"
    assert role_language(entry, "maire") == "en"
