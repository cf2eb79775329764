"""A rough translation is searched, and hidden from readers until they ask for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient

from index.indexing.open_engine import open_writer
from index.model.entry import Entry, Version
from search.cli.entry_text import entry_lines
from search.open_searcher import open_searcher
from web import create_app

ROUGH = Version(
    "it",
    "Raduno dei giardinieri",
    "I giardinieri conobbero la batllessa sulla riva del fiume.",
    "machine",
    translator="apertium",
    model="eng-cat-ita",
    day=date(2026, 11, 20),
    rough=True,
)
ENGLISH = "The gardeners met the mayoress on the river bank."


@pytest.fixture(scope="module")
def entry(entries: list[Entry]) -> Entry:
    published = Version("en", "Meeting of gardeners", ENGLISH, "published")
    return replace(entries[5], id="2016-03-09-gard", aliases=(), versions=(published, ROUGH))


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory, entry: Entry) -> Iterator[FlaskClient]:
    location = str(Path(tmp_path_factory.mktemp("rough")) / "index")
    with open_writer(location) as writer:
        writer.add([entry])
    with closing(open_searcher(location)) as searcher:
        app = create_app(searcher, config={"TESTING": True, "CONTACT": "desk@example.org"})
        yield app.test_client()


def page(client: FlaskClient, path: str) -> str:
    return client.get(path).get_data(as_text=True)


@pytest.mark.parametrize(
    ("language", "show", "missing"),
    [
        (
            "it",
            "Mostra la traduzione automatica approssimativa: italiano",
            "Traduzione non ancora disponibile",
        ),
        ("en", "Show the machine’s rough translation: Italian", "Not translated yet"),
    ],
)
def test_the_page_keeps_it_closed_and_in_its_language(
    client: FlaskClient, language: str, show: str, missing: str
) -> None:
    html = page(client, f"/{language}/e/2016-03-09-gard")
    before, closed = html.split('<details class="rough ask">')
    assert show in closed
    assert missing in html
    assert ROUGH.text not in before
    assert "by-machine" not in before
    inside = closed.split("</details>")[0]
    tag = "" if language == "it" else ' lang="it"'
    assert f'<p class="text"{tag}>{ROUGH.text}' in inside
    assert "Apertium" in inside


def test_a_search_finds_it_and_shows_the_original(client: FlaskClient) -> None:
    html = page(client, "/it/search?q=giardinieri")
    assert "The <mark>" in html or ENGLISH in html
    assert "batllessa" not in html
    assert "Raduno" not in html


def test_no_file_for_readers_has_it_and_the_one_for_programs_says_what_it_is(
    client: FlaskClient, entry: Entry
) -> None:
    for form in ("txt", "ris", "bib", "csljson"):
        assert "Raduno" not in page(client, f"/e/2016-03-09-gard.{form}")
    versions = client.get("/e/2016-03-09-gard.json").get_json()["versions"]
    assert [each.get("rough") for each in versions] == [None, True]
    shown = "\n".join(entry_lines(entry))
    assert "batllessa" not in shown
    assert "torino show --rough" in shown
    assert "batllessa" in "\n".join(entry_lines(entry, rough=True))


def test_a_bad_translation_is_reported_to_the_archive(client: FlaskClient) -> None:
    html = page(client, "/en/e/2016-03-09-gard")
    (letter,) = (each for each in html.split('href="')[1:] if "Report a bad" in each[:900])
    written = unquote(letter.split('"')[0].replace("&amp;", "&"))
    assert written.startswith("mailto:desk@example.org?subject=Translation of the entry")
    assert "2016-03-09-gard (it)" in written
    assert "/e/2016-03-09-gard#it" in written


@pytest.mark.parametrize(
    ("language", "offer", "chip"),
    [
        ("it", "solo testi di persone", "solo di persone"),
        ("en", "only texts by people", "only by people"),
    ],
)
def test_readers_may_ask_for_texts_by_people_only(
    client: FlaskClient, language: str, offer: str, chip: str
) -> None:
    html = page(client, f"/{language}/search?q=gardeners&read=it")
    (link,) = (each for each in html.split('href="')[1:] if offer in each[:200])
    address = link.split('"')[0].replace("&amp;", "&")
    assert "by_people=1" in address
    narrowed = page(client, address)
    assert chip in narrowed
    assert offer not in narrowed
    assert "2016-03-09-gard" not in narrowed.replace("from=", "")
    in_english = page(client, address.replace("read=it", "read=en"))
    assert "/e/2016-03-09-gard" in in_english
