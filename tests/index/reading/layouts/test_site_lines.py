"""What recurs on the pages of a site is furniture; what a page has of its own is not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from index.model.page import Page
from index.reading.layouts import split_page
from index.reading.layouts.site_lines import line_keys, lines_of_site, recurring, shown_lines

TITLES = ("A choir from Graz", "Students of Lyon", "Gardeners of Brno", "A show of Lille maps")
MENU = "<div><b>Offices</b> <b>Services</b></div><p>Town of Borgo, Great Square 1, since 1204</p>"
LATEST = (
    "<div><h4>Latest</h4><p>9 May 2009</p><p><a>A choir from Graz</a></p><p>Seen 12 times</p></div>"
)


def page(body: str, name: str = "x", language: str = "en") -> Page:
    html = f"<html><head><title>Borgo</title></head><body>{MENU}{body}{LATEST}</body></html>"
    url = f"http://borgo.example/{name}.html"
    return Page(url, datetime(2026, 1, 1, tzinfo=UTC), "text/html", html.encode(), language)


def article(number: int) -> str:
    text = f"Forty guests, group {TITLES[number]}, saw the town and its gardens."
    return f"<h2>{TITLES[number]}</h2><p>{9 - number} May 2009</p><p>{text}</p>"


@pytest.fixture(scope="module")
def furniture() -> frozenset[int]:
    pages = [page(article(number)) for number in range(4)]
    pages += [page(f"<h1>Office {n}</h1><p>It is open on Mondays, desk {n}.</p>") for n in "abc"]
    return recurring(map(line_keys, pages))


def read(body: str, furniture: frozenset[int]) -> list[tuple[str, str]]:
    one = page(body)
    known = Page(one.url, one.fetched, one.media_type, one.body, one.language, furniture)
    return [(raw.heading, raw.text) for raw in split_page(known)]


@pytest.mark.parametrize("number", range(4))
def test_an_article_is_read_without_what_its_site_has_on_every_page(number, furniture):
    assert read(article(number), furniture) == [
        (
            f"{9 - number} May 2009 - {TITLES[number]}",
            f"Forty guests, group {TITLES[number]}, saw the town and its gardens.",
        )
    ]


def test_a_page_with_nothing_but_the_side_column_has_no_entry(furniture):
    assert read("<h1>Office d</h1><p>It is open on Fridays.</p>", furniture) == []


def test_a_few_pages_make_no_site_and_text_has_no_lines():
    assert recurring(map(line_keys, [page(article(n)) for n in range(3)])) == frozenset()
    plain = Page("file:a.txt", datetime(2026, 1, 1, tzinfo=UTC), "text/plain", b"Borgo", None)
    assert line_keys(plain) == frozenset()


def test_what_is_learned_does_not_depend_on_the_order_of_pages(furniture):
    pages = [page(article(number)) for number in range(4)]
    pages += [page(f"<h1>Office {n}</h1><p>It is open on Mondays, desk {n}.</p>") for n in "abc"]
    assert recurring(map(line_keys, reversed(pages))) == furniture


@pytest.mark.parametrize("opened", ["<!--", "<script", "<a", "<head", "< <", "<b>"])
def test_markup_that_is_never_closed_is_read_in_linear_time(opened):
    body = (opened * (400_000 // len(opened))).encode()
    one = Page("http://b.example/", datetime(2026, 1, 1, tzinfo=UTC), "text/html", body, None)
    assert len(line_keys(one)) <= 1


def test_sentences_and_dates_that_differ_by_a_number_are_no_furniture():
    def news(number: int) -> Page:
        body = (
            f"<ul><li><a>Home</a></li></ul><p>Visitors: {number}00</p>"
            f"<h3>June {number}th 2007 - Delegation {number} from Lyon</h3>"
            f"<p>Delegation number {number} met the Mayor and visited the museum of the city.</p>"
        )
        now = datetime(2026, 1, 1, tzinfo=UTC)
        return Page(f"http://a.org/{number}", now, "text/html", body.encode(), None)

    keys = recurring(line_keys(news(number)) for number in range(5, 25))
    lines = [(line, 0) for line in shown_lines(news(7))]
    dropped = {lines[place][0] for place in lines_of_site(lines, keys)}
    assert dropped == {"Home", "Visitors: 700"}
