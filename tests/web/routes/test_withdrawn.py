"""No page of the site shows an entry that was withdrawn, before anything else is published."""

from contextlib import closing

import pytest

from index.commands.add import add_sources
from index.commands.erase import erase
from index.commands.rebuild import rebuild
from index.commands.withdraw import withdraw
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


def test_what_has_become_of_an_entry_is_said_with_the_reason_and_of_an_erased_one_only_that(home):
    with closing(open_searcher(home.location)) as searcher:
        client = create_app(searcher, config={"TESTING": True}).test_client()
        (no_entry,) = searcher.search(Query(text="garden")).hits
        (hit,) = searcher.search(Query(text="quixotry")).hits
        row = f"{no_entry.id},not-an-entry,yes,Ada,a menu of the site."
        home.corrections.write_text(f"id,field,value,who,why\n{row}\n", "utf-8")
        rebuild(home)
        page = client.get(f"/en/e/{no_entry.id}")
        assert page.status_code == 410
        assert "withdrawn it. Reason: a menu of the site. These" in " ".join(page.text.split())
        assert "Ada" not in page.text
        assert "Motivo: a menu of the site." in client.get(f"/it/e/{no_entry.id}").text
        told = client.get(f"/e/{no_entry.id}.json").json["error"]["message"]
        assert "a menu of the site." in told

        home.corrections.unlink()
        erase(home, [hit.id], lambda _: True)
        page = client.get(f"/en/e/{hit.id}")
        assert page.status_code == 410
        assert "This entry has been erased" in page.text
        assert [secret for secret in SECRETS if secret in page.text] == []


def _tag(response):
    return "" if response is None else response.headers.get("ETag", "")


def test_the_sitemap_of_an_archive_without_entries_has_only_its_other_pages(home):
    withdraw(home, [f"file:relint-inglese-{number}.txt" for number in (0, 1)])
    with closing(open_searcher(home.location)) as searcher:
        sheet = create_app(searcher, config={"TESTING": True}).test_client().get("/sitemap/1.xml")
    assert sheet.status_code == 200
    assert "/e/" not in sheet.text
