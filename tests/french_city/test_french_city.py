"""The archive of a city that writes in French: its profile is enough to read and search it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from contextlib import closing
from html import escape, unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from index.commands.add import add_sources
from index.model.entry import Entry
from index.store.home import Home
from search.open_searcher import open_searcher
from search.query.query import Query
from search.searcher import Searcher
from web import create_app

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
PAGE = """<!DOCTYPE html><html><head><title>{title} - Ville de Grenoble</title></head><body>
<div id="menu"><ul><li><a href="/">Accueil</a></li><li><a href="/fr/">Relations</a></li></ul></div>
<h1>{title}</h1><p class="date">{date}</p><p>{text}</p>
<div id="footer">Ville de Grenoble - Mentions légales</div></body></html>"""


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    mirror = tmp_path_factory.mktemp("mirror") / "www.ville.fr"
    with (HERE / "news.tsv").open(encoding="utf-8", newline="") as rows:
        for language, name, *words in csv.reader(rows, "excel-tab"):
            page = mirror / language / f"{name}.html"
            page.parent.mkdir(parents=True, exist_ok=True)
            title, date, text = map(escape, words)
            page.write_text(PAGE.format(title=title, date=date, text=text), "utf-8")
    home = Home(tmp_path_factory.mktemp("home"), profile=HERE / "profile.toml")
    add_sources(home, [str(mirror)])
    with closing(open_searcher(home.location)) as searcher:
        yield searcher


@pytest.fixture(scope="module")
def client(searcher: Searcher) -> FlaskClient:
    return create_app(searcher).test_client()


def entry_of(searcher: Searcher, year: int) -> Entry:
    (entry,) = (e for e in searcher.export(Query()) if e.dates.start and e.dates.start.year == year)
    return entry


def html(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return unescape(answer.get_data(as_text=True))


@pytest.mark.parametrize(
    ("year", "kind", "countries", "city", "visitors"),
    [
        (2014, "consul", ("DZ",), ["Jean-Marc Fabre"], ["Karim Haddad"]),
        (2015, "network", ("ES", "SE"), [], []),
        (2016, "mission", ("BF",), ["Sandrine Perrot"], []),
        (2017, "ambassador", ("JP",), [], ["Kenji Takahara"]),
        (2018, "twinning", ("BE",), ["Thierry Marchand"], ["Wolfgang Dreyer"]),
        (2019, "delegation", ("IT",), ["Bernard Vial"], ["Chiara Rossetti"]),
    ],
)
def test_an_entry_has_its_kind_countries_and_people(
    searcher: Searcher,
    year: int,
    kind: str,
    countries: tuple[str, ...],
    city: list[str],
    visitors: list[str],
) -> None:
    entry = entry_of(searcher, year)
    assert (entry.kind, tuple(sorted(entry.countries))) == (kind, countries)
    assert [person.name for person in entry.people if person.side == "city"] == city
    assert [person.name for person in entry.people if person.side == "visitor"] == visitors


def test_the_folder_says_the_language_though_the_host_ends_in_fr(searcher: Searcher) -> None:
    assert {v.language for v in entry_of(searcher, 2018).versions} == {"en", "fr"}
    assert [v.language for v in entry_of(searcher, 2017).versions] == ["fr"]


@pytest.mark.parametrize(
    ("words", "year"),
    [
        ("ambassadeur Japon", 2017),
        ("ambasciatore Giappone", 2017),
        ("ambassador Japan", 2017),
        ("étudiants musée", 2017),
        ("jumelages", 2018),
        ("gemellaggio", 2018),
        ("maire de Halle", 2018),
        ("novembre 2016", 2016),
        ("Torino trasporti", 2019),
        ("fabre", 2014),
    ],
)
def test_an_entry_is_found_in_french_and_in_the_interface_s_languages(
    searcher: Searcher, words: str, year: int
) -> None:
    found = searcher.search(Query(text=words))
    assert found.hits[0].id == entry_of(searcher, year).id


@pytest.mark.parametrize("language", ["it", "en"])
def test_a_page_in_italian_or_english_shows_the_french_text_as_french(
    client: FlaskClient, searcher: Searcher, language: str
) -> None:
    page = html(client, f"/{language}/e/{entry_of(searcher, 2017).id}")
    assert f'<html lang="{language}">' in page
    assert re.search(r'lang="fr"[^>]*>Visite de l’ambassadeur du Japon', page)
    assert re.search(r'lang="fr"[^>]*>L’ambassadeur du Japon en France', page)


@pytest.mark.parametrize(
    ("language", "languages"), [("it", "in francese e inglese,"), ("en", "in French and English,")]
)
def test_what_the_site_says_of_itself_is_true_of_this_archive(
    client: FlaskClient, language: str, languages: str
) -> None:
    about = html(client, f"/{language}/about")
    assert languages in about
    for untrue in ("italiano,", "Italian,", "Comune", "Torino", "Turin"):
        assert untrue not in about
    home = html(client, f"/{language}/")
    assert {"it": "dal 2014 al 2019", "en": "from 2014 to 2019"}[language] in home
