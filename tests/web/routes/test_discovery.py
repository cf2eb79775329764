import xml.etree.ElementTree as ET

import pytest
from flask.testing import FlaskClient

OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.mark.parametrize("typed", ["fran", "FRANC", "Francia", "france"])
def test_names_are_completed_in_either_language(client: FlaskClient, typed: str) -> None:
    data = client.get("/it/suggest.json", query_string={"q": typed}).json
    assert data is not None
    first = data["groups"][0]["values"][0]
    assert first == {
        "label": "Francia",
        "language": None,
        "count": 3,
        "url": "/it/countries/FR",
    }


def test_completions_come_in_groups_and_lead_somewhere(client: FlaskClient) -> None:
    data = client.get("/en/suggest.json?q=tw").json
    assert data is not None
    assert [group["name"] for group in data["groups"]] == ["Regions", "Kind", "Entries"]
    for group in data["groups"]:
        for value in group["values"]:
            assert client.get(value["url"]).status_code == 200


def test_a_person_is_completed_by_any_of_their_names(client: FlaskClient) -> None:
    for typed in ("jean", "dup", "jean dupont"):
        data = client.get("/en/suggest.json", query_string={"q": typed}).json
        assert data is not None
        assert data["groups"][0]["values"][0]["label"] == "Jean Dupont"


@pytest.mark.parametrize("typed", ["", "   ", "zzzz", "%", "<>", "a" * 5000])
def test_nothing_to_complete_is_an_empty_answer(client: FlaskClient, typed: str) -> None:
    answer = client.get("/it/suggest.json", query_string={"q": typed})
    if answer.status_code == 200:
        assert answer.json is not None
        assert answer.json["groups"] == []
    else:
        assert answer.status_code == 400


def test_a_browsers_search_bar_gets_four_lists_of_one_length(client: FlaskClient) -> None:
    answer = client.get("/it/suggest.json?q=fra&form=opensearch")
    assert answer.mimetype == "application/x-suggestions+json"
    typed, labels, counts, urls = answer.get_json(force=True)
    assert (typed, labels[0], counts[0]) == ("fra", "Francia", "3 voci")
    assert urls[0] == "http://localhost/it/countries/FR"
    assert len(labels) == len(counts) == len(urls)


@pytest.mark.parametrize("language", ["it", "en"])
def test_the_search_is_described_to_browsers_in_each_language(
    client: FlaskClient, language: str
) -> None:
    html = client.get(f"/{language}/").get_data(as_text=True)
    assert f'href="/opensearch.{language}.xml"' in html
    described = ET.fromstring(client.get(f"/opensearch.{language}.xml").data)
    assert len(described.findtext(f"{OPENSEARCH}ShortName") or "") <= 16
    for url in described.iter(f"{OPENSEARCH}Url"):
        address = url.attrib["template"].replace("{searchTerms}", "console")
        address = address.replace("{startPage?}", "1").removeprefix("http://localhost")
        answer = client.get(address, follow_redirects=True)
        assert answer.status_code == 200
        assert answer.mimetype == url.attrib["type"]


def test_the_sitemap_leads_to_every_entry_in_both_languages(client: FlaskClient) -> None:
    index = ET.fromstring(client.get("/sitemap.xml").data)
    sheets = [loc.text or "" for loc in index.iter(f"{SITEMAP}loc")]
    assert sheets == ["http://localhost/sitemap/1.xml"]
    sheet = ET.fromstring(client.get(sheets[0].removeprefix("http://localhost")).data)
    found = [loc.text or "" for loc in sheet.iter(f"{SITEMAP}loc")]
    assert "http://localhost/en/e/2007-05-19-twin" in found
    assert "http://localhost/it/e/2007-05-19-twin" in found
    assert len(set(found)) == len(found)
    for url in found:
        assert client.get(url.removeprefix("http://localhost")).status_code == 200
    assert (
        client.get("/robots.txt")
        .get_data(as_text=True)
        .endswith("Sitemap: http://localhost/sitemap.xml\n")
    )
