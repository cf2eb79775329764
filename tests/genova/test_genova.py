"""Another city's archive: a profile and a few invented pages, and no trace of the bundled city."""

from __future__ import annotations

import io
import re
import sys
import tomllib
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from index.commands.add import add_sources
from index.commands.sample import add_sample, refuse_sample
from index.gazetteer import load_gazetteer
from index.model.entry import Entry
from index.model.errors import StoreError
from index.store.home import Home
from search.export.file_formats import FILE_FORMATS
from search.open_searcher import open_searcher
from search.query.query import Query
from search.searcher import Searcher
from web import create_app
from web.cli.main import COMMANDS, main
from web.http.busy import busy

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
PROFILE = HERE / "profile.toml"
CITY = re.compile(r"torin|turin", re.IGNORECASE)
PROGRAM = re.compile(
    rf"torino-archive|TORINO_[A-Z]+|\btorino(?=: | (?:--|\[|COMMAND|{'|'.join(COMMANDS)}))"
)
"""The program by its own name: the package, its settings and its commands."""
MOST_OF_A_KIND = 4
"""Pages of one kind that are asked for."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(tmp_path_factory.mktemp("genova"), profile=PROFILE)
    add_sources(home, [str(HERE / "pages")])
    return home


@pytest.fixture(scope="module")
def searcher(home: Home) -> Iterator[Searcher]:
    with closing(open_searcher(home.location)) as searcher:
        yield searcher


@pytest.fixture(scope="module")
def app(searcher: Searcher) -> Flask:
    return create_app(searcher, config={"SITE": "https://genova.example.org"})


@pytest.fixture(scope="module")
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture(scope="module")
def entries(searcher: Searcher) -> dict[str, Entry]:
    return {entry.original.title: entry for entry in searcher.export(Query())}


def traces(text: str) -> list[str]:
    """Where a text names the bundled city, with some words around it."""
    without = PROGRAM.sub("", text)
    return [without[max(0, m.start() - 40) : m.end() + 40] for m in CITY.finditer(without)]


def text_of(body: bytes) -> str:
    """The text of an answer, unpacked where it is a spreadsheet."""
    if not body.startswith(b"PK"):
        return body.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(body)) as book:
        return "\n".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())


def test_the_profile_is_short_and_names_no_other_city() -> None:
    text = PROFILE.read_text("utf-8")
    assert len(text.splitlines()) <= 60
    assert traces(text) == []
    tomllib.loads(text)


FORMS = ("search.json", "search.atom", "news.atom", *(f"search.{form}" for form in FILE_FORMATS))
ENTRY_FORMS = ("json", "txt", *(form for form in FILE_FORMATS if form != "jsonl"))
PAGES = ("", "nowhere", "search?q=nichts", "suggest.json?q=mar", "search?q=a:b&page=99")


def kind_of(address: str) -> str:
    """What pages of one kind have in common: their language and first folder."""
    return "/".join(address.partition("?")[0].split("/")[:3])


def test_every_page_and_file_has_its_own_name_and_the_bundled_city_in_none(
    client: FlaskClient, entries: dict[str, Entry]
) -> None:
    some = next(iter(entries.values())).id
    waiting = ["/", "/robots.txt", "/openapi.json", "/sitemap.xml", "/static/style.css"]
    for language in ("it", "en"):
        waiting += [f"/opensearch.{language}.xml"]
        waiting += [f"/{language}/{name}" for name in (*PAGES, *FORMS)]
    waiting += [f"/e/{some}.{form}" for form in ENTRY_FORMS]
    seen: dict[str, list[str]] = {}
    kinds: Counter[str] = Counter()
    nameless = []
    while waiting:
        address = waiting.pop(0).replace("&amp;", "&").partition("#")[0]
        if address in seen or kinds[kind_of(address)] >= MOST_OF_A_KIND:
            continue
        kinds[kind_of(address)] += 1
        with client.get(address, headers={"Accept-Language": "it"}) as answer:
            text = text_of(answer.data) + str(answer.headers)
        seen[address] = traces(text)
        if answer.mimetype == "text/html" and answer.status_code not in (301, 302, 303):
            name = "Genoa in the World" if address.startswith("/en/") else "Genova nel mondo"
            if f"{name}</title>" not in text:
                nameless.append(address)
            waiting += re.findall(r'href="(?:https://genova\.example\.org)?(/[^"]*)"', text)
    assert {address: found for address, found in seen.items() if found} == {}
    assert nameless == []
    assert len(kinds) > 60


def test_citations_name_the_city_s_office_and_site(
    client: FlaskClient, entries: dict[str, Entry]
) -> None:
    id = entries["Gemellaggio con Odessa - Ucraina"].id
    bib = client.get(f"/e/{id}.bib").get_data(as_text=True)
    assert "@online{genoa-" in bib
    assert "Comune di Genova – Affari internazionali" in bib
    assert "address = {Genova}" in bib
    ris = client.get(f"/e/{id}.ris").get_data(as_text=True)
    assert "T2  - Genova nel mondo" in ris
    page = client.get(f"/en/e/{id}").get_data(as_text=True)
    assert page.count("City of Genoa – International Affairs") >= 4
    assert "mailto:internazionale@example.org" in page
    assert "share.png" not in page
    name = client.get("/it/search.csv").headers["Content-Disposition"]
    assert name == 'attachment; filename="genova-nel-mondo.csv"'


def test_the_diamond_stands_on_the_city_and_the_examples_find_something(
    client: FlaskClient,
) -> None:
    page = client.get("/en/").get_data(as_text=True)
    assert "Around Genoa, which is the diamond." in page
    assert re.search(r">Genoa</text>", page)
    diamond = re.search(r'class="home" d="M([\d.]+) ([\d.]+)', page)
    assert diamond
    assert 0 < float(diamond[1]) < 840
    examples = re.search(r'<p class="try row">.*?</p>', page, re.DOTALL)
    assert examples
    addresses = re.findall(r'href="([^"]+)"', examples[0])
    assert len(addresses) == 4
    for address in addresses:
        assert "/e/" in client.get(address.replace("&amp;", "&")).get_data(as_text=True)


def test_the_busy_page_and_an_app_without_an_index_have_the_name(
    app: Flask, home: Home, tmp_path: Path
) -> None:
    with app.app_context():
        assert "Genova nel mondo</title>" in busy("/it/", "x.css").get_data(as_text=True)
    with closing(open_searcher(str(tmp_path / "none"))) as none:
        client = create_app(none, profile=home.read_profile()).test_client()
        assert traces(client.get("/it/").get_data(as_text=True)) == []


def test_the_city_s_people_are_its_own_and_all_others_visitors(entries: dict[str, Entry]) -> None:
    sides = {p.name: p.side for entry in entries.values() for p in entry.people}
    assert sides == {
        "Livia Canepa": "city",
        "Bruno Parodi": "city",
        "Antoine Mercadier": "visitor",
        "Ingrid Solheim": "visitor",
        "Jordi Fontanals": "visitor",
        "Kemal Aydemir": "visitor",
        "Taras Hrytsenko": "visitor",
        "Harold Whitcombe": "visitor",
    }


def test_landmarks_and_the_home_country_are_no_places_abroad(entries: dict[str, Entry]) -> None:
    countries = {code for entry in entries.values() for code in entry.countries}
    assert countries == {"FR", "NO", "ES", "TR", "UA", "US"}


def test_folders_declare_the_language_and_the_two_accounts_of_an_event_are_one(
    entries: dict[str, Entry],
) -> None:
    joined = entries["Delegazione di Marsiglia (Francia)"]
    assert [version.language for version in joined.versions] == ["it", "en"]
    assert entries["Missione a Marsiglia - Francia"].kind == "mission"


def test_the_terminal_names_the_city_nowhere_but_in_the_program_s_name(
    home: Home, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TORINO_HOME", str(home.path))
    monkeypatch.setenv("TORINO_PROFILE", str(PROFILE))
    said = ""
    for words in (
        ["info"], ["search", "marsiglia"], ["search", "nichts"], ["check"], ["profile"], ["--help"],
        ["add", "--help"], ["serve", "--help"], ["log"], ["export", "--format", "ris"],
        ["export", "--format", "csv"],
    ):  # fmt: skip
        monkeypatch.setattr(sys, "argv", ["torino", *words])
        with suppress(SystemExit):
            main()
        out, err = capfd.readouterr()
        said += out + err
    said = said.replace(str(home.path), "HOME").replace(str(PROFILE), "PROFILE")
    assert traces(said) == []
    assert re.search(r"site +Genoa in the World", said)
    assert "T2  - Genova nel mondo" in said


def test_the_sample_is_refused_beside_another_city_s_profile(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="the sample is not of the city"):
        add_sample(Home(tmp_path, profile=PROFILE))
    with pytest.raises(StoreError, match="the sample is not of the city"):
        refuse_sample(Home(tmp_path, profile=PROFILE))


def test_the_gazetteer_needs_no_change_for_the_city() -> None:
    assert load_gazetteer().senses("genova")
