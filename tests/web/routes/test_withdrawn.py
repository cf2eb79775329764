"""No page of the site shows an entry that was withdrawn, before anything else is published."""

from contextlib import closing

import pytest

from index.commands.add import add_sources, withdraw
from index.model.errors import CorrectionError
from index.store.home import Home
from search.open_searcher import open_searcher
from search.query.query import Query
from web import create_app

PAGE = """International Relations

2007 June

  • June {day}th 2007 - Delegation from {town} - {country}

    A delegation from {town} led by the Mayor {name} met the {word} of the school.

"""
SECRETS = ("Ouagadougou", "Burkina", "Zephyrine", "quixotry")
PATHS = (
    "/en/",
    "/en/search",
    "/en/search?q=delegation",
    "/en/search?country=BF",
    "/en/search/country",
    "/en/search/people",
    "/en/people",
    "/en/search/places",
    "/en/search?q=quixotri",
    "/en/search?q=Ouagadogou",
    "/en/search?q=delegation+notaword",
    "/en/search.json?q=delegation",
    "/en/search.json?q=quixotri",
    "/en/search.atom",
    "/en/news",
    "/en/news.atom",
    "/en/search.csv",
    "/en/search.jsonl",
    "/en/search.ris",
    "/en/suggest?q=Oua",
    "/en/suggest.json?q=Oua",
    "/en/suggest?q=Bur",
    "/en/years",
    "/en/years/2007",
    "/en/countries",
    "/en/countries/BF",
    "/en/data",
    "/sitemap.xml",
    "/sitemap/1.xml",
)


@pytest.fixture
def home(tmp_path):
    for number, said in enumerate(
        (
            {"town": "Lyon", "country": "France", "name": "Anna Keller", "word": "garden"},
            {
                "town": "Ouagadougou",
                "country": "Burkina Faso",
                "name": "Zephyrine Ouedraogo",
                "word": "quixotry",
            },
        )
    ):
        text = PAGE.format(day=5 + number, **said)
        (tmp_path / f"relint-inglese-{number}.txt").write_text(text, "utf-8")
    home = Home(tmp_path / "home")
    add_sources(home, sorted(map(str, tmp_path.glob("*.txt"))))
    return home


def test_what_is_withdrawn_is_on_no_page_although_publishing_failed(home):
    with closing(open_searcher(home.location)) as searcher:
        client = create_app(searcher, config={"TESTING": True}).test_client()
        (hit,) = searcher.search(Query(text="quixotry")).hits
        (other,) = searcher.search(Query(text="garden")).hits
        before = {path: client.get(path) for path in PATHS}
        assert {r.status_code for r in before.values()} <= {200, 404}
        told = " ".join(response.text for response in before.values())
        assert all(secret in told for secret in (*SECRETS, hit.id))
        home.corrections.write_text("no,such,columns\n", "utf-8")

        with pytest.raises(CorrectionError):
            withdraw(home, ["file:relint-inglese-1.txt"])

        assert client.get(f"/en/e/{hit.id}").status_code == 410
        assert client.get(f"/en/e/{hit.id}.json").status_code in (404, 410)
        for path in (*PATHS, f"/en/e/{other.id}"):
            asked = path.partition("?")[2] + "Burkina" * ("BF" in path)  # from the gazetteer
            response = client.get(path, headers={"If-None-Match": _tag(before.get(path))})
            assert response.status_code != 304, path
            found = [s for s in (*SECRETS, hit.id) if s in response.text and s not in asked]
            assert found == [], path


def _tag(response):
    return "" if response is None else response.headers.get("ETag", "")
