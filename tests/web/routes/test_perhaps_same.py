"""The page of an entry names what may be the same event, in both languages."""

import pytest

from index.indexing.open_engine import open_engine
from search.open_searcher import open_searcher
from web import create_app


@pytest.fixture
def client(make_entry, tmp_path):
    location = str(tmp_path / "index")
    with open_engine(location).writer() as writer:
        writer.add([
            make_entry("2007-06-27-port", countries=("FI",), title="Talks on the port"),
            make_entry("2007-06-27-mare", countries=("FI",), title="Il mare", language="it"),
            make_entry("2007-06-27-peru", countries=("PE",), title="Music"),
        ])  # fmt: skip
    searcher = open_searcher(location)
    yield create_app(searcher, config={"TESTING": True}).test_client()
    searcher.close()


@pytest.mark.parametrize(
    ("address", "title", "link"),
    [
        ("/it/e/2007-06-27-port", "Forse lo stesso evento", '/it/e/2007-06-27-mare">Il mare<'),
        ("/en/e/2007-06-27-port", "Perhaps the same event",
         '/en/e/2007-06-27-mare" lang="it">Il mare<'),
        ("/it/e/2007-06-27-mare", "Forse lo stesso evento",
         '/it/e/2007-06-27-port" lang="en">Talks on the port<'),
    ],
)  # fmt: skip
def test_each_of_the_two_points_to_the_other(client, address, title, link):
    html = client.get(address).get_data(as_text=True)
    assert title in html
    assert link in html[html.index(title) :]


def test_an_entry_that_stands_alone_says_nothing(client):
    assert "Perhaps the same event" not in client.get("/en/e/2007-06-27-peru").get_data(True)


def test_a_program_is_told_too(client):
    assert client.get("/e/2007-06-27-port.json").get_json()["perhaps_same"] == ["2007-06-27-mare"]
    assert client.get("/e/2007-06-27-peru.json").get_json()["perhaps_same"] == []
