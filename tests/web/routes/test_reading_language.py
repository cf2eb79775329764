"""In which language texts are shown, on every page that shows any, and how a choice travels."""

import re
from collections.abc import Callable
from xml.etree import ElementTree

import html5lib
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from index.model.entry import Entry
from web.views.reading_language import carry_choice

Answer = Callable[[str], TestResponse]

ENTRY_LINK = re.compile(r"/(?:it|en)/e/([^?#]+)")
PAGE_LINK = re.compile(r"/(?:it|en)/")


def links(html: str) -> list[tuple[str, str, str | None]]:
    """The address, words and language of each link in the body."""
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    return [
        (one.get("href", ""), "".join(one.itertext()).strip(), one.get("lang"))
        for one in tree.iter("a")
    ]


def without_choice(path: str) -> str:
    return re.sub(r"[?&]read=\w+", "", path)


def chosen(path: str, read: str) -> str:
    return f"{path}{'&' if '?' in path else '?'}read={read}"


def readable(entry: Entry, read: str) -> tuple[str, str | None]:
    """The title of an entry for a reader, and its language."""
    version = entry.version(read) or entry.original
    return version.title, version.language


def shown_entries(html: str, entries: list[Entry]) -> list[tuple[Entry, str, str | None]]:
    """The entries that a page leads to by their titles."""
    by_id = {entry.id: entry for entry in entries}
    titles = {version.title for entry in entries for version in entry.versions if version.title}
    return [
        (by_id[found[1]], words, language)
        for address, words, language in links(html)
        if (found := ENTRY_LINK.match(address)) and found[1] in by_id and words in titles
    ]


@pytest.mark.parametrize("language", ["it", "en"])
def test_a_page_shows_titles_in_its_own_language_where_there_is_one(
    answer: Answer, path: str, language: str, entries: list[Entry]
) -> None:
    path = without_choice(path)
    html = answer(path.format(language)).get_data(as_text=True)
    for entry, words, tag in shown_entries(html, entries):
        title, written = readable(entry, language)
        assert words == title
        assert (tag or language) == written


def test_a_page_shows_original_titles_when_they_are_chosen(
    client: FlaskClient, path: str, entries: list[Entry]
) -> None:
    path = without_choice(path)
    asked = chosen(path.format("it"), "orig")
    html = client.get(asked, follow_redirects=True).get_data(as_text=True)
    for entry, words, tag in shown_entries(html, entries):
        assert words == entry.original.title
        assert (tag or "it") == entry.original.language


def test_entries_are_shown_on_every_kind_of_page_that_has_a_list(
    answer: Answer, entries: list[Entry]
) -> None:
    """So that the tests above look at something."""
    for path in (
        "/it/", "/it/search", "/it/search?page=2", "/it/countries/FR", "/it/places/lyon-fr",
        "/it/years/2007", "/it/networks", "/it/e/2023-12-04-parc", "/it/search?q=sindaca",
    ):  # fmt: skip
        html = answer(path).get_data(as_text=True)
        assert shown_entries(html, entries) or path == "/it/networks", path


@pytest.mark.parametrize("read", ["orig", "en"])
def test_the_choice_travels_in_every_link_also_of_the_logo(
    client: FlaskClient, path: str, read: str
) -> None:
    path = without_choice(path)
    asked = chosen(path.format("it"), read)
    html = client.get(asked, follow_redirects=True).get_data(as_text=True)
    kept = [address for address, _, _ in links(html) if PAGE_LINK.match(address)]
    assert any(re.fullmatch(r"/it/\?read=\w+", address) for address in kept)  # the logo
    for address in kept:
        assert len(re.findall(r"[?&]read=|read%3D", address)) == 1, address
        if "Leggi" not in html:  # the page where another choice can be made
            assert f"read={read}" in address or f"read%3D{read}" in address, address
    forms = re.findall(r"<form[^>]*>(.*?)</form>", html, re.DOTALL)
    for form in forms:
        assert f'<input type="hidden" name="read" value="{read}">' in form


def test_without_a_choice_no_link_has_one_but_those_that_make_it(answer: Answer, path: str) -> None:
    path = without_choice(path)
    html = answer(path.format("it")).get_data(as_text=True)
    tools = re.sub(r'<nav class="row" aria-label="Lingua.*?</nav>', "", html, flags=re.DOTALL)
    assert "read=" not in tools


@pytest.mark.parametrize(
    ("address", "carried"),
    [
        ("/it/", "/it/?read=en"),
        ("/it/search?q=read", "/it/search?q=read&amp;read=en"),
        ("/it/search?q=%3Fread%3D", "/it/search?q=%3Fread%3D&amp;read=en"),
        ("/it/search?q=a&amp;read=orig", "/it/search?q=a&amp;read=orig"),
        ("/it/e/x?from=q%3Da%26read%3Den", "/it/e/x?from=q%3Da%26read%3Den"),
        ("/it/e/x?from=q%3Dread%253Da", "/it/e/x?from=q%3Dread%253Da&amp;read=en"),
        ("/en/help#words", "/en/help?read=en#words"),
        ("/e/x.json", "/e/x.json"),
        ("https://example.org/it/", "https://example.org/it/"),
        ("/items/", "/items/"),
    ],
)
def test_a_link_gets_the_choice_unless_it_makes_one(address: str, carried: str) -> None:
    link = f'<a href="{address}">it</a>'
    assert carry_choice(link, "en") == f'<a href="{carried}">it</a>'
    assert carry_choice(link, "") == link


def test_another_language_of_the_page_is_another_to_read_in(client: FlaskClient) -> None:
    italian = client.get("/it/search?q=Shenyang").get_data(as_text=True)
    english = client.get("/en/search?q=Shenyang").get_data(as_text=True)
    assert "Una delegazione da " in italian
    assert "A delegation from " in english
    assert 'class="by-machine"' in english


def test_what_has_no_text_in_the_language_is_the_original_and_says_so(client: FlaskClient) -> None:
    html = client.get("/it/search?q=library").get_data(as_text=True)
    assert "scritta in inglese, non ancora tradotta" in html
    assert '<p class="text" lang="en">' in html


def test_the_original_is_one_tap_away(client: FlaskClient) -> None:
    html = client.get("/it/search?q=ferrovia").get_data(as_text=True)
    assert "Cinquant’anni di gemellaggio" in html
    assert '<summary>Testo originale (inglese)</summary><p class="text" lang="en">' in html


@pytest.mark.parametrize(("language", "read"), [("it", "Italiano"), ("en", "English")])
def test_the_page_says_in_which_language_it_reads(
    client: FlaskClient, language: str, read: str
) -> None:
    html = client.get(f"/{language}/search?q=mayor").get_data(as_text=True)
    chosen = re.search(r"(?:Read|Leggi) in</span>(.*?)</nav>", html, re.DOTALL)
    assert chosen
    current = re.search(r'<b aria-current="true">(\w+)</b>', chosen[1])
    assert current
    assert current[1].casefold() == read.casefold()


def test_json_has_the_originals_unless_a_language_is_asked_for(client: FlaskClient) -> None:
    def title(path: str) -> str:
        answer = client.get(path).json
        assert answer
        return str(answer["hits"][0]["title"]["language"])

    assert title("/it/search.json?q=ferrovia") == "en"
    assert title("/it/search.json?q=ferrovia&read=orig") == "en"
    assert title("/it/search.json?q=ferrovia&read=it") == "it"
    assert title("/it/search.json?q=ferrovia&brief=1") == "en"
    assert title("/it/search.json?q=ferrovia&brief=1&read=it") == "it"


def test_a_feed_is_in_the_language_of_its_address(
    client: FlaskClient, entries: list[Entry]
) -> None:
    atom, xml = "{http://www.w3.org/2005/Atom}", "{http://www.w3.org/XML/1998/namespace}"
    by_id = {entry.id: entry for entry in entries}
    for language in ("it", "en"):
        feed = ElementTree.fromstring(client.get(f"/{language}/search.atom").get_data())
        seen = 0
        for item in feed.iter(f"{atom}entry"):
            link = item.find(f"{atom}link")
            assert link is not None
            entry = by_id[link.get("href", "").rsplit("/", 1)[-1]]
            title, written = readable(entry, language)
            shown = item.find(f"{atom}title")
            assert shown is not None
            if title:
                assert shown.text == title
                assert shown.get(f"{xml}lang", language) == written
                seen += 1
        assert seen > 20
    assert "Fifty years" in client.get("/it/search.atom?read=orig").get_data(as_text=True)


def test_completions_have_titles_to_read_and_keep_the_choice(client: FlaskClient) -> None:
    def completed(path: str) -> dict[str, object]:
        answer = client.get(path).json
        assert answer
        group = next(one for one in answer["groups"] if one["name"] == "Voci")
        return dict(group["values"][0])

    found = completed("/it/suggest.json?q=fift")
    assert (found["label"], found["language"]) == ("Cinquant’anni di gemellaggio", None)
    assert found["url"] == "/it/e/2007-05-19-twin"
    found = completed("/it/suggest.json?q=fift&read=orig")
    assert (found["label"], found["language"]) == ("Fifty years of twinning", "en")
    assert found["url"] == "/it/e/2007-05-19-twin?read=orig"
