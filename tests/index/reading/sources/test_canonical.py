"""The address that a page says is its own."""

from datetime import UTC, datetime

import pytest

from index.model.page import Page
from index.reading.sources.canonical import canonical_address, may_be_address_of

URL = "http://www.example.org/news/story.html?page=2"


def canonical(head, url=URL, media_type="text/html"):
    html = f"<!DOCTYPE html><html><head>{head}</head><body><p>Text</p></body></html>"
    return canonical_address(
        Page(url, datetime(2026, 1, 1, tzinfo=UTC), media_type, html.encode(), None)
    )


@pytest.mark.parametrize(
    ("head", "address"),
    [
        ('<link rel="canonical" href="http://www.example.org/a.html">', "http://www.example.org/a.html"),
        ("<LINK HREF='/a.html' REL='Canonical'/>", "http://www.example.org/a.html"),
        ("<link rel=canonical href=a.html>", "http://www.example.org/news/a.html"),
        ('<link rel="alternate canonical" href="?id=1&amp;x=2">', "http://www.example.org/news/story.html?id=1&x=2"),
        ('<base href="/old/"><link rel="canonical" href="a.html">', "http://www.example.org/old/a.html"),
        ('<meta property="og:url" content="https://example.org/a">', "https://example.org/a"),
        ('<meta name="og:url" content="https://m.example.org/a">', "https://m.example.org/a"),
        (
            '<meta property="og:url" content="/b"><link rel="canonical" href="/a">',
            "http://www.example.org/a",
        ),
        (
            '<link rel="canonical" href="https://web.archive.org/web/2013/http://example.org/a">',
            "http://example.org/a",
        ),
        ('<link rel="canonical" href="/a"><link rel="canonical" href="/a#top">', "http://www.example.org/a"),
        ('<link rel="canonical" href="/a"><link rel="canonical" href="/b">', None),
        ('<link rel="canonical" href="http://other.org/a">', None),
        ('<link rel="canonical" href="http://notexample.org/a">', None),
        ('<link rel="canonical" href="javascript:alert(1)">', None),
        ('<link rel="canonical" href="http://[bad">', None),
        ('<link rel="canonical" href="">', None),
        ('<link rel="stylesheet" href="/a.css">', None),
        ('<!-- <link rel="canonical" href="/a"> -->', None),
        ("<script>'<link rel=canonical href=/a>'</script>", None),
        ("</head><body><link rel=canonical href=/a>", None),
        ("", None),
    ],
)  # fmt: skip
def test_a_page_names_its_canonical_address(head, address):
    assert canonical(head) == address


def test_a_page_without_a_web_address_may_name_any():
    head = '<link rel="canonical" href="http://www.example.org/a.html">'
    assert canonical(head, "file:story.html") == "http://www.example.org/a.html"
    assert canonical(head, media_type="text/plain") is None


@pytest.mark.parametrize(
    ("url", "address", "is_likely"),
    [
        ("http://example.org/a.html?sort=1", "http://example.org/a.html", True),
        ("http://example.org/print/a.html", "http://example.org/a.html", True),
        ("http://m.example.org/a.html", "http://example.org/a.html", True),
        ("http://example.org/a/amp", "http://example.org/a", True),
        ("http://example.org/?p=1", "http://example.org/", True),
        ("http://example.org/a.html", "http://example.org/", False),
        ("http://example.org/a.html", "http://example.org/b.html", False),
        ("http://example.org/ab", "http://example.org/a", False),
        ("file:a.html", "http://example.org/x/a.html", True),
        ("file:saved.html", "http://example.org/a.html", False),
    ],
)
def test_whose_address_it_may_be_is_seen_by_the_addresses(url, address, is_likely):
    assert may_be_address_of(url, address) is is_likely
