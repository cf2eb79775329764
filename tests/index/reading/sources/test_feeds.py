"""Feeds are pages of their items' addresses."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from index.model.page import Page
from index.reading.sources import Skipped, read_pages

NOW = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
RSS = (
    "<?xml version='1.0'?><rss version='2.0'><channel><title>Borgo</title>"
    "<language>it-it</language>"
    "<item><title>Coro di Graz</title><link>http://borgo.example/graz.html</link>"
    "<pubDate>Thu, 03 May 2007 10:00:00 +0200</pubDate>"
    "<description>&lt;p&gt;Quaranta coristi &amp;amp; amici.&lt;/p&gt;</description></item>"
    "<item><title>Senza indirizzo</title></item></channel></rss>"
)
ATOM = (
    "<feed xmlns='http://www.w3.org/2005/Atom'><title>Borgo</title><entry><title>A choir</title>"
    "<link rel='self' href='http://borgo.example/self'/><link href='http://borgo.example/choir'/>"
    "<published>2007-05-03T08:00:00Z</published><summary>Forty singers came.</summary>"
    "</entry></feed>"
)


def read(tmp_path: Path, name: str, content: bytes) -> list[object]:
    (tmp_path / name).write_bytes(content)
    return list(read_pages(str(tmp_path / name), fetched=NOW))


def test_an_item_of_rss_is_a_page_fetched_when_it_was_published(tmp_path):
    page, skipped = read(tmp_path, "feed.xml", RSS.encode())
    assert isinstance(page, Page)
    assert (page.url, page.language) == ("http://borgo.example/graz.html", "it")
    assert page.fetched == datetime(2007, 5, 3, 8, tzinfo=UTC)
    assert b"<h1>Coro di Graz</h1><div><p>Quaranta coristi &amp; amici.</p>" in page.body
    assert isinstance(skipped, Skipped)
    assert "item (2) without an address" in skipped.detail


def test_an_entry_of_atom_has_the_address_of_its_page(tmp_path):
    (page,) = read(tmp_path, "feed", ATOM.encode())
    assert isinstance(page, Page)
    assert page.url == "http://borgo.example/choir"


def test_a_feed_is_found_in_a_mirror_and_other_xml_is_none(tmp_path):
    (tmp_path / "rss.xml").write_text(RSS)
    (tmp_path / "sitemap.xml").write_text("<?xml version='1.0'?><urlset/>")
    found = list(read_pages(str(tmp_path), fetched=NOW))
    assert [type(each).__name__ for each in found] == ["Page", "Skipped", "Skipped"]


def test_a_damaged_or_hostile_feed_is_skipped_with_its_reason(tmp_path):
    bomb = "<!DOCTYPE r [<!ENTITY a 'aa'>]><rss><channel>&a;</channel></rss>"
    for content in (RSS[:200], f"<?xml version='1.0'?>{bomb}"):
        (found,) = read(tmp_path, "feed.rss", content.encode())
        assert isinstance(found, (Skipped, Page))
        assert isinstance(found, Page) or found.reason == "malformed"
