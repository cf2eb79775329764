import json
import re
from datetime import date
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from index.model.entry import Version
from search.export.citation_styles import STYLE_LABELS, STYLES
from search.searcher import Searcher
from web import create_app
from web.views.roles import role_language


def page(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_the_version_to_read_stands_first_and_a_translation_is_labelled(
    client: FlaskClient,
) -> None:
    html = page(client, "/it/e/2007-05-19-twin")
    original = html.index("<b>Originale</b> · Inglese, come pubblicato")
    translation = html.index("<b>Traduzione: Italiano</b> · di una persona, 14\xa0novembre")
    assert translation < original
    assert html.index('<section class="by-person"') < translation
    assert '<p class="text" lang="en">The mayor went' in html
    assert '<p class="text">La sindaca è andata' in html


def test_an_outdated_translation_says_so_wherever_it_is_shown(client: FlaskClient) -> None:
    outdated = "da allora l’originale è cambiato", "the original has changed since"
    for language, words in zip(("it", "en"), outdated, strict=True):
        html = page(client, f"/{language}/e/2023-12-04-parc")
        assert words in html[html.index('id="it"') - 400 : html.index('id="it"')]
        assert words in page(client, f"/{language}/search?q=parchi&read=it")
        assert words not in page(client, f"/{language}/e/2007-05-19-twin")
    text = client.get("/e/2023-12-04-parc.txt").get_data(as_text=True)
    assert text.count("translated by a person, the original has changed since]") == 1
    versions = client.get("/e/2023-12-04-parc.json").get_json()["versions"]
    assert [each["outdated"] for each in versions] == [False, True, False]
    feed = client.get("/it/search.atom?q=parchi").get_data(as_text=True)
    assert f"[Tradotta da una persona, {outdated[0]}]" in feed


def test_a_machine_translation_names_its_translator_and_that_nobody_checked_it(
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
    assert html.count("</b> · as published") == 2
    assert "Original" not in html[html.index('<article class="entry"') : html.index('id="pp"')]
    assert 'class="by-' not in html
    assert "<h1>The consul takes his leave</h1>" in html


@pytest.mark.parametrize(
    ("asked", "order"),
    [
        ("/en/e/2023-12-04-parc", "en fr it"),
        ("/it/e/2023-12-04-parc", "it fr en"),
        ("/it/e/2023-12-04-parc?read=orig", "fr en it"),
        ("/it/e/2023-12-04-parc?read=en", "en fr it"),
        ("/it/e/2023-12-04-parc?from=q%3Dparchi%26read%3Dorig", "fr en it"),
        ("/it/e/2010-10-01-both", "it en"),
        ("/en/e/2010-10-01-both", "en it"),
        ("/en/e/2009-02-24-cina", "en it"),
    ],
)
def test_the_readers_version_comes_first_and_then_the_original(
    client: FlaskClient, asked: str, order: str
) -> None:
    assert re.findall(r'<h2 id="(it|en|fr)"', page(client, asked)) == order.split()


def test_the_other_versions_are_one_tap_away(client: FlaskClient) -> None:
    jump = re.search(r'<p class="meta jump">(.*?)</p>', page(client, "/it/e/2023-12-04-parc"))
    assert jump
    assert re.findall(r'href="#(\w+)"', jump[1]) == ["fr", "en"]


def test_what_is_missing_to_read_is_said_above_the_text(client: FlaskClient) -> None:
    html = page(client, "/it/e/2004-03-02-evil")
    assert html.index("Traduzione non ancora disponibile") < html.index('<div class="side')
    html = page(client, "/en/e/2004-03-02-evil")
    assert html.index("Not translated yet") > html.index('<div class="side')


def test_the_words_sought_are_marked_in_every_version(client: FlaskClient) -> None:
    html = page(client, "/it/e/2007-05-19-twin?from=q%3Dsindaca+gemellaggio")
    assert "La <mark>sindaca</mark> è andata" in html
    assert "The <mark>mayor</mark> went" in html
    assert "<h1>Cinquant’anni di <mark>gemellaggio</mark></h1>" in html
    title = re.search(r"<title>(.*?)</title>", html)
    assert title
    assert "mark" not in title[1]
    assert "<mark>" not in page(client, "/it/e/2007-05-19-twin")


def test_marks_are_no_way_for_markup_into_the_page(client: FlaskClient) -> None:
    html = page(client, "/en/e/2004-03-02-evil?from=q%3Dmayor")
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(&#34;<mark>mayor</mark>&#34;)&lt;/script&gt;" in html


def test_the_search_can_go_on_from_the_page(client: FlaskClient) -> None:
    assert '<input type="search" id="q" name="q" value="" ' in page(client, "/it/e/2007-05-19-twin")
    html = page(client, "/it/e/2007-05-19-twin?from=q%3Dsindaca%26country%3DFR%26sort%3Doldest")
    form = re.search(r'<form id="f"(.*?)</form>', html, re.DOTALL)
    assert form
    assert 'name="q" value="sindaca"' in form[1]
    assert 'name="sort" value="oldest"' in form[1]
    assert 'name="country"' not in form[1]


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
    link = re.search(r'<a href="([^"]*/people/[^"]*)"[^>]*>Carla Neri', html)
    assert link
    assert "2 entries" in page(client, link[1])
    assert 'href="/en/places/chambery-fr"' in html


@pytest.mark.parametrize(
    ("language", "subject", "words"),
    [
        ("it", "Errore nella voce 2007-05-19-twin", "Che cosa è sbagliato:"),
        ("en", "Error in the entry 2007-05-19-twin", "What is wrong:"),
    ],
)
def test_an_error_can_be_reported_in_the_pages_language(
    client: FlaskClient, language: str, subject: str, words: str
) -> None:
    letters = re.findall(r'href="(mailto:[^"]*)"', page(client, f"/{language}/e/2007-05-19-twin"))
    found = [each for each in letters if "#" not in unescape(each) and "%23" not in each]
    assert len(found) == 1
    letter = urlsplit(unescape(found[0]))
    asked = parse_qs(letter.query, strict_parsing=True)
    assert letter.path == "desk@example.org"
    assert asked["subject"] == [subject]
    lines = asked["body"][0].split("\r\n")
    assert "http://localhost/e/2007-05-19-twin" in lines
    assert words in lines
    assert "+" not in letter.query  # a mail program would show it


def test_without_a_contact_nothing_can_be_reported(searcher: Searcher) -> None:
    client = create_app(searcher, config={"TESTING": True}).test_client()
    assert "mailto:" not in page(client, "/en/e/2007-05-19-twin")


def test_a_preview_of_the_page_can_be_made(client: FlaskClient) -> None:
    html = page(client, "/it/e/2007-05-19-twin?from=q%3Dmayor&read=orig")
    tags = dict(
        re.findall(r'<meta (?:property|name)="((?:og|twitter):[^"]*)" content="([^"]*)"', html)
    )
    assert tags["og:title"] == "Cinquant’anni di gemellaggio"
    assert tags["og:locale"] == "it_IT"
    assert tags["og:url"] == "http://localhost/it/e/2007-05-19-twin"
    assert "La sindaca è andata" in tags["og:description"]
    assert tags["twitter:card"] == "summary_large_image"
    with client.get(urlsplit(tags["og:image"]).path) as picture:
        assert picture.mimetype == "image/png"
        body = picture.get_data()
    assert len(body) <= 30_000
    size = (int.from_bytes(body[16:20], "big"), int.from_bytes(body[20:24], "big"))
    assert size == (int(tags["og:image:width"]), int(tags["og:image:height"]))


@pytest.mark.parametrize("language", ["it", "en"])
def test_an_entry_is_cited_in_every_style(client: FlaskClient, language: str) -> None:
    html = page(client, f"/{language}/e/2007-05-19-twin")
    styles = re.findall(r'<p class="meta">([A-Za-z]+)</p>\n<p class="cite">(.*?)</p>', html)
    assert [name for name, _ in styles] == [STYLE_LABELS[style][language] for style in STYLES]
    for _, words in styles:
        assert "Fifty years of twinning" in words
        assert "http://localhost/e/2007-05-19-twin" in words
    assert any("<i>" in words for _, words in styles)
    evil = page(client, f"/{language}/e/2004-03-02-evil")
    assert "<script>alert" not in evil


def test_zotero_finds_a_web_page_by_an_office_with_its_day(client: FlaskClient) -> None:
    found = re.search(r'class="Z3988" title="([^"]*)"', page(client, "/it/e/2007-05-19-twin"))
    assert found
    told = parse_qs(unescape(found[1]), strict_parsing=True)
    assert told["rft.type"] == ["webpage"]
    assert told["rft.title"] == ["Cinquant’anni di gemellaggio"]
    assert told["rft.aucorp"] == ["Città di Torino – Relazioni internazionali"]
    assert told["rft.date"] == ["2007-05-05"]
    assert told["rft.identifier"] == ["http://localhost/e/2007-05-19-twin"]
    assert "rft.date" not in page(client, "/it/e/undated-naka")


def test_linked_data_tells_the_days_and_the_archive(client: FlaskClient) -> None:
    html = page(client, "/it/e/2007-05-19-twin")
    script = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)
    assert script
    data = json.loads(script[1])
    assert data["temporalCoverage"] == "2007-05-05/2007-06-01"
    assert data["isPartOf"]["name"] == "Torino nel mondo"


def test_an_older_id_keeps_the_search_and_the_choice(client: FlaskClient) -> None:
    answer = client.get("/it/e/2007-05-19-olds?from=q%3Dmayor&read=en")
    assert answer.headers["Location"] == "/it/e/2007-05-19-twin?from=q%3Dmayor&read=en"


def test_a_role_is_in_the_pages_language_with_the_printed_one_beside_it(
    client: FlaskClient,
) -> None:
    html = page(client, "/it/e/2007-05-19-twin")
    assert '<span class="soft" title="Nell’originale: Mayor of Chambéry">' in html
    assert ">Sindaco di Chambéry</span>" in html
    assert '<span class="soft">Mayor of Chambéry</span>' in page(client, "/en/e/2007-05-19-twin")


def test_entries_of_these_days_are_of_these_days(client: FlaskClient) -> None:
    """The nearest entry to this one is two years away."""
    html = page(client, "/en/e/2004-03-02-evil")
    assert "Around the same time" not in html
    near = page(client, "/en/e/2012-03-03-n002")
    found = re.search(r"Around the same time</h2>(.*?)</section>", near, re.DOTALL)
    assert found
    days = re.findall(r"/e/(2012-\d\d-\d\d)-", found[1])
    assert days
    distances = [abs(date.fromisoformat(day) - date(2012, 3, 3)).days for day in days]
    assert max(distances) <= 31


def test_a_role_is_in_the_language_of_the_version_that_tells_it(make_entry: Any) -> None:
    versions = (
        Version("en", "A visit", "The consul came.", "published"),
        Version("it", "Una visita", "Con lei il sindaco di\nRabat.", "published"),
    )
    entry = make_entry(versions=versions)
    assert role_language(entry, "sindaco di Rabat") == "it"
    assert role_language(entry, "Consul") == "en"
    assert role_language(entry, "maire") == "en"
