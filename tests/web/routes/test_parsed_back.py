"""The files of the site, read by independent libraries."""

import csv
import io
import json
import re
from typing import Any

import bibtexparser
import feedparser
import pytest
import rispy
from flask.testing import FlaskClient

from index.model.entry import Entry


def body(client: FlaskClient, path: str) -> str:
    answer = client.get(path, buffered=True)
    assert answer.status_code == 200
    return answer.data.decode("utf-8-sig")


@pytest.fixture
def by_id(entries: list[Entry]) -> dict[str, Entry]:
    return {entry.id: entry for entry in entries}


def test_ris_gives_the_whole_result_to_rispy(client: FlaskClient, by_id: dict[str, Entry]) -> None:
    records = rispy.loads(body(client, "/it/search.ris"))
    assert {record["id"] for record in records} == set(by_id)
    for record in records:
        entry = by_id[record["id"]]
        assert record["type_of_reference"] == "ELEC"
        assert record["urls"] == [f"http://localhost/e/{entry.id}"]
        assert record.get("year", "") == (f"{entry.dates.start.year}" if entry.dates.start else "")
        assert record["abstract"] == " ".join(entry.original.text.split())
        if entry.original.title:
            assert record["title"] == entry.original.title


def test_bibtex_gives_the_whole_result_to_bibtexparser(
    client: FlaskClient, by_id: dict[str, Entry]
) -> None:
    library = bibtexparser.parse_string(body(client, "/it/search.bib"))
    assert library.failed_blocks == []
    assert {record.key.removeprefix("torino-") for record in library.entries} == set(by_id)
    for record in library.entries:
        fields = record.fields_dict
        entry = by_id[record.key.removeprefix("torino-")]
        assert record.entry_type == "online"
        assert fields["url"].value == f"http://localhost/e/{entry.id}"
        assert fields["author"].value.strip("{}").startswith(("Citt", "City"))
        assert ("year" in fields) == bool(entry.dates.start)


@pytest.mark.parametrize("form", ["ris", "bib"])
def test_one_entry_is_one_record(client: FlaskClient, form: str) -> None:
    text = body(client, f"/e/2007-05-19-twin.{form}")
    records: list[Any] = (
        rispy.loads(text) if form == "ris" else bibtexparser.parse_string(text).entries
    )
    assert len(records) == 1


def test_a_table_has_a_row_of_the_same_width_for_each_entry(
    client: FlaskClient, by_id: dict[str, Entry]
) -> None:
    head, *rows = csv.reader(io.StringIO(body(client, "/en/search.csv"), newline=""), strict=True)
    assert {len(row) for row in rows} == {len(head)}
    assert [row[0] for row in rows] == [
        json.loads(line)["id"] for line in body(client, "/en/search.jsonl").splitlines()
    ]
    assert {row[0] for row in rows} == set(by_id)
    texts = {row[0]: row[head.index("text")] for row in rows}
    assert texts["2007-05-19-twin"] == by_id["2007-05-19-twin"].original.text


@pytest.mark.parametrize("language", ["it", "en"])
def test_a_feed_is_well_formed_to_feedparser(client: FlaskClient, language: str) -> None:
    feed = feedparser.parse(body(client, f"/{language}/search.atom?q=shenyang").encode())
    assert not feed.bozo
    assert feed.version == "atom10"
    assert feed.feed.title.endswith("Torino nel mondo")
    assert feed.feed.updated_parsed
    (entry,) = feed.entries
    assert entry.id.startswith("urn:uuid:")
    assert entry.link == f"http://localhost/{language}/e/2009-02-24-cina"
    assert {tag.term for tag in entry.tags} == {"delegation", "CN"}
    assert entry.updated_parsed[:3] == entry.published_parsed[:3] == (2026, 11, 18)


def linked_data(client: FlaskClient, path: str) -> dict[str, Any]:
    found = re.search(
        r'<script type="application/ld\+json">(.*?)</script>', body(client, path), re.DOTALL
    )
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def nodes(data: Any) -> list[dict[str, Any]]:
    if isinstance(data, list):
        return [node for each in data for node in nodes(each)]
    if not isinstance(data, dict):
        return []
    return [data, *(node for each in data.values() for node in nodes(each))]


TYPES: dict[str, set[str]] = {
    "NewsArticle": {"headline", "articleBody"},
    "ArchiveComponent": {"headline"},
    "Event": {"name"},
    "Place": {"name"},
    "Country": {"identifier"},
    "GeoCoordinates": {"latitude", "longitude"},
    "Person": {"name"},
    "GovernmentOrganization": {"name"},
    "WebSite": {"name"},
    "SearchAction": {"target", "query-input"},
    "EntryPoint": {"urlTemplate"},
}
"""The types of schema.org in use, and what each must say."""


def test_linked_data_says_of_every_thing_what_it_is(
    client: FlaskClient, entries: list[Entry]
) -> None:
    for entry in entries[:8]:
        data = linked_data(client, f"/it/e/{entry.id}")
        assert data["@context"] == "https://schema.org"
        assert data["@type"] == ["NewsArticle", "ArchiveComponent"]
        for node in nodes(data):
            types = [node["@type"]] if isinstance(node["@type"], str) else node["@type"]
            for each in types:
                assert node.keys() >= TYPES[each], node


def test_linked_data_tells_an_entrys_days_places_and_translations(client: FlaskClient) -> None:
    data = linked_data(client, "/en/e/2007-05-19-twin")
    event, place = data["about"]
    assert (event["startDate"], event["endDate"]) == ("2007-05-05", "2007-06-01")
    assert place["name"] == "Chambéry"
    assert place["geo"]["latitude"] == pytest.approx(45.57, abs=0.05)
    assert data["inLanguage"] == "en"
    assert [work["inLanguage"] for work in data["workTranslation"]] == ["it"]
    machine = linked_data(client, "/en/e/2009-02-24-cina")["workTranslation"][0]
    assert "not checked by a person" in machine["creditText"]


@pytest.mark.parametrize("language", ["it", "en"])
def test_the_first_page_tells_programs_how_to_search(client: FlaskClient, language: str) -> None:
    data = linked_data(client, f"/{language}/")
    for node in nodes(data):
        assert node.keys() >= TYPES[node["@type"]], node
    template = data["potentialAction"]["target"]["urlTemplate"]
    address = template.replace("{search_term_string}", "mayor").removeprefix("http://localhost")
    assert client.get(address).status_code == 200


def test_a_citation_manager_finds_its_meta_tags(client: FlaskClient) -> None:
    html = body(client, "/it/e/2007-05-19-twin")
    tags = dict(re.findall(r'<meta name="((?:citation|DC)[^"]*)" content="([^"]*)">', html))
    assert tags["citation_title"] == "Cinquant’anni di gemellaggio"
    assert tags["citation_publication_date"] == "2007/05/05"
    assert tags["citation_public_url"] == "http://localhost/e/2007-05-19-twin"
    assert tags["DC.language"] == "it"
