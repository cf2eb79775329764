import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from index.reading.language import detect_language
from index.text.tokens import Text

VOID = {"meta", "link", "input", "br", "img", "path", "rect", "circle"}
SILENT = {"script", "style", "title"}

Answer = Callable[[str], TestResponse]


class Texts(HTMLParser):
    """Every text of a page with the language that its markup gives it."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        inherited = self.open[-1][1] if self.open else ""
        named = dict(attrs).get("lang", inherited)
        if tag not in VOID:
            self.open.append((tag, named or ""))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            while self.open and self.open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        words = " ".join(data.split())
        if words and self.open and self.open[-1][0] not in SILENT:
            self.found.append((self.open[-1][1], words))


def texts(html: str) -> list[tuple[str, str]]:
    parser = Texts()
    parser.feed(html)
    return parser.found


@pytest.mark.parametrize("language", ["it", "en"])
def test_the_page_says_which_language_it_is_in(answer: Answer, path: str, language: str) -> None:
    html = answer(path.format(language)).get_data(as_text=True)
    assert f'<html lang="{language}">' in html


@pytest.mark.parametrize(("language", "other"), [("it", "en"), ("en", "it")])
def test_changing_the_language_keeps_path_and_parameters(
    answer: Answer, path: str, language: str, other: str
) -> None:
    html = answer(path.format(language)).get_data(as_text=True)
    link = re.search(rf'<a href="([^"]*)" lang="{other}" hreflang="{other}"', html)
    assert link
    assert link[1].replace("&amp;", "&") == path.format(other)


@pytest.mark.parametrize("language", ["it", "en"])
def test_every_long_text_is_in_the_language_it_says(
    answer: Answer, path: str, language: str
) -> None:
    html = answer(path.format(language)).get_data(as_text=True)
    for tag, shown in texts(html):
        words = re.sub("[«“][^»”]*[»”]", "", shown)  # what the reader typed
        if len(words) >= 80 and tag and "://" not in words:  # an address is in no language
            found = detect_language(None, Text.of("", words))
            assert found.tag == tag, words


def test_a_text_of_uncertain_language_says_that_it_is(client: FlaskClient) -> None:
    html = client.get("/en/e/undated-naka").get_data(as_text=True)
    assert ("", "Ordo mundi <b>novus</b> & cetera") in texts(html)


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("it", "it"),
        ("en-GB,en;q=0.9,it;q=0.5", "en"),
        ("fr,it;q=0.5", "it"),
        ("de,ja;q=0.5", "en"),
        ("", "it"),
    ],
)
def test_the_way_in_follows_the_readers_browser(
    client: FlaskClient, asked: str, language: str
) -> None:
    answer = client.get("/", headers={"Accept-Language": asked} if asked else {})
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/{language}/"
    assert "Accept-Language" in answer.headers["Vary"]


def test_there_is_no_third_language(client: FlaskClient) -> None:
    assert client.get("/fr/").status_code == 404


def test_alternates_name_each_language_in_full(client: FlaskClient) -> None:
    html = client.get("/it/countries/FR").get_data(as_text=True)
    for language in ("it", "en"):
        assert (
            f'<link rel="alternate" hreflang="{language}" '
            f'href="http://localhost/{language}/countries/FR">'
        ) in html


def test_no_attribute_holds_a_text_of_another_language(client: FlaskClient) -> None:
    html = client.get("/en/e/2007-05-19-twin").get_data(as_text=True)
    for tag in re.findall(r'(?:aria-label|title)="([^"]*)"', html):
        assert "gemellaggio" not in tag
