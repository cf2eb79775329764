import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import UTC, date, datetime

import openpyxl
import pytest
from flask.testing import FlaskClient

from index.model.entry import Entry
from index.model.entry_json import entry_from_json
from search.export.file_formats import FILE_FORMATS
from search.export.tables import COLUMNS

ATOM = "{http://www.w3.org/2005/Atom}"
FORMS = ("json", "atom", *FILE_FORMATS)


def test_json_holds_every_key_of_the_design(client: FlaskClient) -> None:
    data = client.get("/it/search.json?q=sindaca&country=FR").json
    assert data is not None
    assert list(data) == [
        "query", "understood", "did_you_mean", "tiers", "total", "total_without_filters",
        "page", "pages", "generation", "facets", "hits", "related",
    ]  # fmt: skip
    assert data["query"] == {"q": "sindaca", "country": ["FR"]}


def test_a_program_may_have_its_answer_brief(client: FlaskClient) -> None:
    whole, brief = (client.get(f"/en/search.json?q=mayor{more}").json for more in ("", "&brief=1"))
    assert whole is not None
    assert brief is not None
    assert brief["query"] == {"q": "mayor", "brief": 1}
    assert [hit["id"] for hit in brief["hits"]] == [hit["id"] for hit in whole["hits"]]
    assert brief["facets"].keys() == whole["facets"].keys()
    assert all(hit["snippet"] == [] for hit in brief["hits"])
    assert any(hit["snippet"] for hit in whole["hits"])


def test_json_says_what_was_dropped(client: FlaskClient) -> None:
    data = client.get("/it/search.json?country=XX").json
    assert data is not None
    assert {"code": "unknown-country", "value": "XX"} in data["understood"]["notes"]


def test_lines_hold_every_entry_whole(client: FlaskClient, entries: list[Entry]) -> None:
    body = client.get("/en/search.jsonl?page=2").get_data(as_text=True)
    got = [entry_from_json(json.loads(line)) for line in body.splitlines()]
    assert {entry.id for entry in got} == {entry.id for entry in entries}
    assert replace(entries[0], traces=()) in got


def test_csv_opens_in_a_spreadsheet(client: FlaskClient) -> None:
    answer = client.get("/it/search.csv")
    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="torino-nel-mondo.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert len(rows) == 30
    assert tuple(rows[0]) == COLUMNS
    by_id = {row["id"]: row for row in rows}
    assert by_id["2023-12-04-parc"]["countries"] == "Francia"
    assert by_id["2023-12-04-parc"]["origin_it"] == "human"
    assert {row["id"]: row["outdated"] for row in rows if row["outdated"]} == {
        "2023-12-04-parc": "it"
    }
    assert by_id["2004-03-02-evil"]["text"].startswith("'=1+1")


def test_a_feed_is_atom_with_the_newest_first(client: FlaskClient) -> None:
    answer = client.get("/it/search.atom?q=console")
    assert answer.mimetype == "application/atom+xml"
    feed = ET.fromstring(answer.data)
    assert feed.tag == f"{ATOM}feed"
    for needed in ("title", "id", "updated", "author"):
        assert feed.find(f"{ATOM}{needed}") is not None
    links = [link.get("href") for link in feed.findall(f"{ATOM}entry/{ATOM}link")]
    assert links[0] == "http://localhost/it/e/2010-10-01-both"
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
    assert all(id and id.startswith("urn:uuid:") for id in ids)
    assert len(set(ids)) == len(ids)
    for entry in feed.iter(f"{ATOM}entry"):
        for needed in ("title", "updated", "link", "summary"):
            assert entry.find(f"{ATOM}{needed}") is not None


def test_a_feed_that_is_longer_has_a_next_page_only_then(client: FlaskClient) -> None:
    feed = ET.fromstring(client.get("/it/search.atom").data)
    links = {link.get("rel") for link in feed.findall(f"{ATOM}link")}
    assert links == {"self", "alternate"}


@pytest.mark.parametrize("path", ["/en/search.ris?q=library", "/e/2009-02-24-cina.ris"])
def test_ris_records_are_whole(client: FlaskClient, path: str) -> None:
    text = client.get(path).get_data(as_text=True)
    records = [record for record in text.split("ER  - \r\n") if record.strip()]
    assert len(records) == (24 if "search" in path else 1)
    for record in records:
        lines = record.strip().split("\r\n")
        assert lines[0] == "TY  - ELEC"
        assert all(line[2:6] == "  - " for line in lines)
        assert any(line.startswith("UR  - http://localhost/e/") for line in lines)


@pytest.mark.parametrize("path", ["/en/search.bib", "/e/2004-03-02-evil.bib"])
def test_bibtex_records_are_balanced(client: FlaskClient, path: str) -> None:
    text = client.get(path).get_data(as_text=True)
    depth = 0
    for sign in text:
        depth += (sign == "{") - (sign == "}")
        assert depth >= 0
    assert depth == 0
    assert text.count("@online{torino-") == (30 if "search" in path else 1)


def test_an_entry_as_json_is_the_entry(client: FlaskClient, entries: list[Entry]) -> None:
    data = client.get("/e/2007-05-19-twin.json").json
    assert data is not None
    assert entry_from_json(data) == replace(entries[0], traces=())


def test_an_entry_as_text_says_whose_words_they_are(client: FlaskClient) -> None:
    text = client.get("/e/2009-02-24-cina.txt").get_data(as_text=True)
    assert "[it: as published]" in text
    assert "[en: machine translation (google), not checked by a person, 2026-11-20]" in text


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("read", ["it", "en", "orig"])
def test_every_form_holds_whatever_was_translated(client: FlaskClient, form: str, read: str):
    assert client.get(f"/it/search.{form}?read={read}").status_code == 200


def test_a_feed_says_what_a_machine_translated(client: FlaskClient) -> None:
    feed = client.get("/en/search.atom?read=en").get_data(as_text=True)
    assert "[Machine translation, Google, not checked by a person]" in feed


@pytest.mark.parametrize("form", FORMS)
def test_data_can_be_read_by_other_sites_pages(client: FlaskClient, form: str) -> None:
    assert client.get(f"/it/search.{form}").headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("form", FORMS)
def test_a_bad_search_is_refused_in_every_form(client: FlaskClient, form: str) -> None:
    assert client.get(f"/it/search.{form}?from=2007-13").status_code == 400


@pytest.mark.parametrize("form", FILE_FORMATS)
def test_a_file_has_the_type_and_the_name_of_its_format(client: FlaskClient, form: str) -> None:
    file = FILE_FORMATS[form]  # type: ignore[index]
    paths = {f"/it/search.{form}": "torino-nel-mondo"}
    if form != "jsonl":
        paths[f"/e/2007-05-19-twin.{form}"] = "2007-05-19-twin"
    for path, name in paths.items():
        answer = client.get(path)
        assert answer.status_code == 200
        assert answer.mimetype == file.media_type
        disposition = answer.headers["Content-Disposition"]
        assert disposition == f'attachment; filename="{name}.{file.extension}"'


@pytest.mark.parametrize("form", [form for form in FILE_FORMATS if form != "jsonl"])
def test_an_older_id_leads_to_the_same_file_of_the_present_entry(
    client: FlaskClient, form: str
) -> None:
    answer = client.get(f"/e/2007-05-19-olds.{form}")
    assert (answer.status_code, answer.location) == (301, f"/e/2007-05-19-twin.{form}")


@pytest.mark.parametrize("path", ["/it/search.csv", "/e/2007-05-19-twin.csv"])
def test_a_table_is_separated_as_asked(client: FlaskClient, path: str) -> None:
    for asked, sign in (("", ","), ("?separator=comma", ","), ("?separator=semicolon", ";")):
        body = client.get(path + asked).data.decode("utf-8-sig")
        assert next(csv.reader(io.StringIO(body), delimiter=sign)) == list(COLUMNS)


@pytest.mark.parametrize("path", ["/it/search.csv", "/e/2007-05-19-twin.csv"])
def test_another_separator_is_refused_with_the_two_that_there_are(
    client: FlaskClient, path: str
) -> None:
    answer = client.get(f"{path}?separator=tab")
    assert answer.status_code == 400
    assert "semicolon" in answer.get_data(as_text=True)


def test_a_workbook_opens_with_a_row_for_each_entry(client: FlaskClient) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(client.get("/it/search.xlsx").data)).active
    head, *rows = sheet.iter_rows(values_only=True)
    assert head == COLUMNS
    by_id = {row[0]: dict(zip(head, row, strict=True)) for row in rows}
    assert len(by_id) == 30
    assert by_id["2007-05-19-twin"]["start"] == datetime(2007, 5, 5)
    assert by_id["2023-12-04-parc"]["countries"] == "Francia"
    assert by_id["2004-03-02-evil"]["text"].startswith("=1+1")


def test_places_are_points_in_the_language_of_the_page(client: FlaskClient) -> None:
    data = client.get("/it/search.geojson?country=FR").get_data(as_text=True)
    places = [feature["properties"].get("place") for feature in json.loads(data)["features"]]
    assert sorted(place for place in places if place) == ["Chambéry", "Lione"]


@pytest.mark.parametrize("path", ["/it/search", "/e/2007-05-19-twin"])
@pytest.mark.parametrize("form", ["ris", "bib", "csljson"])
def test_a_reference_says_that_it_was_read_today(client: FlaskClient, path: str, form: str) -> None:
    before = datetime.now(UTC).date()
    body = client.get(f"{path}.{form}").get_data(as_text=True)
    found = re.findall(
        r"^Y2  - (.+)/\r?$|urldate = \{(.+)\}|\"accessed\": \{\"date-parts\": \[\[(.+?)\]",
        body,
        re.M,
    )
    days = {date(*map(int, re.split(r"\D+", "".join(each)))) for each in found}
    assert days <= {before, datetime.now(UTC).date()}
    assert len(days) == 1


@pytest.mark.parametrize(
    "form", ["csv", "jsonl", "ris", "bib", "xlsx", "csljson", "geojson", "atom"]
)
@pytest.mark.parametrize(
    "asked", ["country=XX", "kind=delegazoine", "year=3000", "written=??", "sort=size", "read=de"]
)
def test_a_file_is_never_of_more_than_was_asked(client: FlaskClient, form: str, asked: str) -> None:
    answer = client.get(
        f"/en/search.{form}?q=mayor&{asked}", headers={"Accept": "application/json"}
    )
    assert answer.status_code == 400
    value = asked.partition("=")[2]
    assert f"“{value}” is not a value of its filter." in answer.get_data(as_text=True)
