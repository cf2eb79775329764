"""A small archive in a real index, with every kind of entry that a page must show well."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from index.gazetteer import load_gazetteer
from index.indexing.open_engine import open_writer
from index.model.entry import DateSpan, Doubt, Entry, Person, Place, Reading, Source, Version
from index.model.reading_trace import ComparedDate, Mentions, ReadingTrace, SharedFeature
from search.open_searcher import open_searcher
from search.searcher import Searcher
from web import create_app

FETCHED = datetime(2026, 11, 18, 9, 30, tzinfo=UTC)


def _span(start: str, end: str | None = None, precision: Any = "day") -> DateSpan:
    days = date.fromisoformat(start), date.fromisoformat(end or start)
    return DateSpan(*days, precision, f"{start} as written")


def _place(id: str) -> Place:
    place = load_gazetteer().place(id)
    assert place, id
    return place


def _entry(id: str, dates: DateSpan, *versions: Version, **more: Any) -> Entry:
    given: dict[str, Any] = {
        "kind": "meeting",
        "countries": (),
        "places": (),
        "people": (),
        "doubts": (),
        "aliases": (),
        "sources": (Source("http://www.example.org/relint/archivio/index.shtml", FETCHED),),
    }
    return Entry(id=id, dates=dates, versions=versions, **(given | more))


def _published(language: str, title: str, text: str) -> Version:
    return Version(language, title, text, "published", "http://www.example.org/relint/")


MAYOR = Person("carla neri", "Carla Neri", "Mayor of Torino", "city")
GUEST = Person("jean dupont", "Jean Dupont", "Mayor of Chambéry", "visitor")


_TRACE = ReadingTrace(
    language="en",
    layout="bulleted-list",
    month_heading="2007 May",
    date_rule="heading",
    dates=(
        ComparedDate("2007-05-05/2007-06-01", "heading"),
        ComparedDate("2007-05-31/2007-06-01", "text"),
    ),
    language_basis="declared",
    kind_rule="heading",
    kind_words="twinning",
    title_length=23,
    text_length=129,
    mentions=(
        Mentions("places", "chambery-fr", "kept by hand", ((42, 50),)),
        Mentions("none", "", "an ordinary word", ((28, 33),)),
    ),
    joined_by=(SharedFeature("cities", ("chambery-fr",)),),
)


def _entries() -> list[Entry]:
    made = [
        _entry(
            "2007-05-19-twin",
            _span("2007-05-05", "2007-06-01"),
            _published(
                "en",
                "Fifty years of twinning",
                "The mayor went to Chambéry with the council.\n\nThe two towns have been "
                "friends for fifty years, and will build a railway together.",
            ),
            Version(
                "it",
                "Cinquant’anni di gemellaggio",
                "La sindaca è andata a Chambéry con il consiglio.\n\nLe due città sono amiche "
                "da cinquant’anni e costruiranno insieme una ferrovia.",
                "human",
                day=date(2026, 11, 14),
            ),
            kind="twinning",
            countries=("FR",),
            places=(_place("chambery-fr"),),
            people=(MAYOR, GUEST),
            doubts=(
                Doubt(
                    "date",
                    (
                        Reading("2007-05-05/2007-06-01", "heading"),
                        Reading("2007-05-31/2007-06-01", "text"),
                    ),
                ),
            ),
            aliases=("2007-05-19-olds",),
            traces=(_TRACE,),
        ),
        _entry(
            "2009-02-24-cina",
            _span("2009-02-24", "2009-02-26"),
            _published(
                "it",
                "Una delegazione da Shenyang",
                "La sindaca ha ricevuto la delegazione di Shenyang, venuta per conoscere le "
                "imprese e le scuole della città.",
            ),
            Version(
                "en",
                "A delegation from Shenyang",
                "The mayor received the delegation of Shenyang, which had come to learn of the "
                "companies and schools of the city.",
                "machine",
                translator="google",
                day=date(2026, 11, 20),
            ),
            kind="delegation",
            countries=("CN",),
            places=(_place("shenyang-cn"),),
            people=(MAYOR,),
        ),
        _entry(
            "2023-12-04-parc",
            _span("2023-12-04", "2023-12-06"),
            _published(
                "fr",
                "Les parcs de deux villes",
                "L’adjoint aux espaces verts a comparé les parcs de Turin avec ceux de Lyon "
                "pendant le salon du paysage.",
            ),
            Version(
                "it",
                "I parchi di due città",
                "L’assessore al verde ha confrontato i parchi di Torino con quelli di Lione "
                "durante il salone del paesaggio.",
                "human",
                outdated=True,
            ),
            Version(
                "en",
                "The parks of two cities",
                "The deputy mayor for parks compared those of Torino with those of Lyon at the "
                "landscape fair.",
                "human",
            ),
            kind="mission",
            countries=("FR",),
            places=(_place("lyon-fr"),),
        ),
        _entry(
            "2010-10-01-both",
            _span("2010-10-01", "2010-10-31", "month"),
            _published(
                "it",
                "Il console in visita",
                "La sindaca ha salutato il console generale, che lascia la città dopo sei anni.",
            ),
            _published(
                "en",
                "The consul takes his leave",
                "The mayor said goodbye to the consul general, who leaves the city after six "
                "years.",
            ),
            kind="consul",
            countries=("AR", "FR"),
        ),
        _entry(
            "undated-naka",
            DateSpan(None, None, "unknown", ""),
            _published("und", "", "Ordo mundi <b>novus</b> & cetera"),
            kind="network",
        ),
        _entry(
            "2004-03-02-evil",
            _span("2004-03-02"),
            _published(
                "en",
                '<script>alert("mayor")</script>',
                "=1+1 the mayor </script><img src=x onerror=alert(1)> said \"hello\" & 'bye'.",
            ),
            sources=(Source("javascript:alert(1)", FETCHED),),
        ),
    ]
    for number in range(24):
        day = date(2012, 1 + number % 12, 1 + number)
        made.append(
            _entry(
                f"{day.isoformat()}-n{number:03}",
                _span(day.isoformat()),
                _published(
                    "en",
                    f"Meeting number {number}",
                    "A quiet working meeting about schools, trams and the library of the city.",
                ),
                countries=("JP",) if number % 2 else ("BR",),
            )
        )
    return made


@pytest.fixture(scope="session")
def entries() -> list[Entry]:
    """The entries that the site of these tests holds."""
    return _entries()


@pytest.fixture(scope="session")
def searcher(tmp_path_factory: pytest.TempPathFactory, entries: list[Entry]) -> Iterator[Searcher]:
    location = str(tmp_path_factory.mktemp("site") / "index")
    with open_writer(location) as writer:
        writer.add(entries)
        writer.withdraw(["2008-01-01-gone", "2009-03-01-gone", "undated-gone"])
    opened = open_searcher(location)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def app(searcher: Searcher) -> Flask:
    return create_app(searcher, config={"TESTING": True, "CONTACT": "desk@example.org"})


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture(scope="session")
def answer(app: Flask) -> Callable[[str], TestResponse]:
    """The responses by URL; each URL is requested once."""
    client = app.test_client()
    return cache(client.get)


PATHS = (
    "/{}/",
    "/{}/search",
    "/{}/search?q=mayor&year=2007&country=CN&country=FR&read=it",
    "/{}/search?q=mayor&from=2007&to=2023-12&country=FR&not_country=AR&sort=oldest",
    "/{}/search?q=nothingofthekind+library&year=2012&kind=meeting",
    "/{}/search?q=%22mayor",
    "/{}/search?q=mayor&country=XX&year=3000",
    "/{}/search?page=2",
    "/{}/search?read=en",
    "/{}/search?person=dupont&place=france",
    "/{}/search/country?q=mayor",
    "/{}/search/year",
    "/{}/search/why?q=mayor+-council+nothingofthekind&year=2007&place=france",
    "/{}/search/places?find=lione",
    "/{}/e/2007-05-19-twin",
    "/{}/e/2007-05-19-twin?from=q%3Dmayor",
    "/{}/e/2007-05-19-twin/reading",
    "/{}/e/2009-02-24-cina/reading",
    "/{}/e/2009-02-24-cina",
    "/{}/e/2023-12-04-parc",
    "/{}/e/2010-10-01-both",
    "/{}/e/undated-naka",
    "/{}/e/2004-03-02-evil",
    "/{}/e/2008-01-01-gone",
    "/{}/e/2009-03-01-gone",
    "/{}/e/2001-01-01-none",
    "/{}/years",
    "/{}/years/2007",
    "/{}/countries",
    "/{}/countries/FR",
    "/{}/places/lyon-fr",
    "/{}/networks",
    "/{}/people",
    "/{}/people/jean%20dupont",
    "/{}/twin-cities",
    "/{}/networks?year=2004",
    "/{}/news",
    "/{}/about",
    "/{}/help",
    "/{}/accessibility",
    "/{}/data",
    "/{}/search?page=0",
    "/{}/search?from=2007-13",
    "/{}/nowhere",
)
"""One address for each route and state, but for the language."""


@pytest.fixture(params=PATHS)
def path(request: pytest.FixtureRequest) -> str:
    """Every route and state, as a URL with a placeholder for the language."""
    return str(request.param)
