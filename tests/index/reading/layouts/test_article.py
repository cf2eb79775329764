"""Pages of one entry, read by their tree: its title and date among what belongs to the site."""

from __future__ import annotations

import pytest

TEXT = "<p>Forty singers came to the town hall and sang for an hour.</p>"
LIST = "".join(
    f"<div class='teaser'><i>{n} January 2021</i> <a href='/{n}'>Road {n} is closed</a></div>"
    for n in (2, 3, 4)
)


def headings(cut, body: str, head: str = "") -> list[str]:
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    return [raw.heading for raw in cut(page, "https://example.org/page")]


@pytest.mark.parametrize(
    "body",
    [
        f"<h1>A choir from Graz</h1><p>3 May 2007</p>{TEXT}",
        f"<p>3 May 2007</p><h1>A choir from Graz</h1>{TEXT}",
        f"<h1>A choir from Graz</h1>{TEXT}<p>Borgo, 3 May 2007</p>",
        f"<h1>Town of Borgo</h1><h2>A choir from Graz</h2><p>3 May 2007</p>{TEXT}",
        f"<h1>A choir from Graz</h1><h2>Forty voices</h2><p>3 May 2007</p>{TEXT}",
        f"<h2>A choir from Graz</h2><p>Posted on 3 May 2007 by Ann in News</p>{TEXT}",
        f"<table><tr><th>When</th><td>3 May 2007</td></tr></table><h1>A choir from Graz</h1>{TEXT}",
        f"<div><h1>A choir from Graz</h1><p>3 May 2007</p>{TEXT}</div><div>{LIST}</div>",
        f"<div>{LIST}</div><div><h1>A choir from Graz</h1><p>3 May 2007</p>{TEXT}</div>",
    ],
)
def test_one_entry_has_its_title_and_date_whatever_is_around_it(cut, body):
    assert headings(cut, body) == ["3 May 2007 - A choir from Graz"]


def test_the_title_that_the_head_of_the_page_names_is_the_entrys(cut):
    body = f"<h1>Borgo International</h1><h1>A choir</h1><p>3 May 2007</p>{TEXT}"
    named = "<title>A choir | Borgo International</title>"
    assert headings(cut, body, named) == ["3 May 2007 - A choir"]


def test_the_days_in_the_sections_of_an_article_make_no_entries(cut):
    sections = "".join(
        f"<h2>{name}</h2><p>On {day} 2004 twenty students came to the town.</p>"
        for name, day in (("Before", "12 May"), ("After", "3 June"), ("Later", "9 July"))
    )
    body = f"<article><h1>A choir</h1><p>3 May 2007</p>{TEXT}{sections}</article>"
    assert headings(cut, body) == ["3 May 2007 - A choir"]


@pytest.mark.parametrize(
    "body",
    [
        "<h1>Contacts</h1><p>Write to the office, Via Roma 1.</p><p>Updated: 3 March 2015</p>",
        "<h1>Privacy</h1><p>Data are kept by the law of 30 June 2003, no. 196.</p>",
        "<h1>Not found</h1><p>There is no such page; it may have moved.</p>",
        "<h1>Index of /relint</h1><pre><a>news.html</a> 12-May-2010 10:22 4K</pre>",
        "<h1>Call for proposals</h1><p>Send yours by 12 May 2010 to the office.</p>",
        "<h1>Bando per giovani</h1><p>Le domande vanno presentate entro il 12 maggio 2010.</p>",
        "<h1>Appel à projets</h1><p>Les dossiers sont à rendre avant le 12 mai 2010.</p>",
    ],
)
def test_a_page_that_tells_of_no_event_has_no_entry(cut, body):
    assert headings(cut, body) == []


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("Call for proposals", "On 3 May 2010 the town opens a call for bands from Graz."),
        ("Bando per giovani", "Il 3 maggio 2010 la Città apre un bando per andare a Graz."),
        ("Appel à projets", "La Ville lance le 3 mai 2010 un appel à projets avec Graz."),
    ],
)
def test_news_of_a_call_for_offers_are_an_entry(cut, heading, text):
    assert headings(cut, f"<h1>{heading}</h1><p>{text}</p>") == [heading]


def test_the_results_of_a_search_are_no_entries(cut):
    items = "".join(f"<h3>{n} May 2007 - Choir {n}</h3>{TEXT}" for n in (3, 4, 5))
    page = f"<html><body><h1>Results</h1>{items}</body></html>"
    assert cut(page, "https://example.org/search?q=choir") == ()
    assert cut(page, "https://example.org/?s=choir") == ()
    assert len(cut(page, "https://example.org/choirs")) == 3


@pytest.mark.parametrize("address", ["search?topic=world", "drupal/?q=taxonomy/term/14"])
def test_a_list_of_all_about_one_thing_is_no_result_of_a_search(cut, address):
    items = "".join(f"<h3>{n} May 2007 - Choir {n}</h3>{TEXT}" for n in (3, 4, 5))
    page = f"<html><body><h1>News</h1>{items}</body></html>"
    assert len(cut(page, f"https://example.org/{address}")) == 3


@pytest.mark.parametrize("name", ["À lire aussi", "Leggi anche", "See also", "More of this"])
def test_links_to_other_pages_below_an_article_are_no_part_of_it(cut, name):
    others = "<li><a href=/a>Mission to Japan</a></li><li><a href=/b>Choirs of Georgia</a></li>"
    text = "The mayors of two harbours met at the match and spoke of boats for an hour."
    for end in (f"<h2>{name}</h2><ul>{others}</ul>", f"<h3>{name}</h3>{others}"):
        html = (
            "<html><body><main><p>18/09/2023</p><h1>Mayors at the match</h1>"
            f"<p>{text}</p>{end}</main></body></html>"
        )
        (raw,) = cut(html)
        assert raw.paragraphs == (text,)


def test_a_list_of_guests_below_an_article_is_a_part_of_it(cut):
    html = (
        "<html><body><main><p>18/09/2023</p><h1>Mayors at the match</h1><p>The mayors of two"
        " harbours met at the match and spoke of boats.</p><h2>Guests</h2><ul><li>The Mayor of"
        " Turku</li><li>The Consul of Peru</li></ul></main></body></html>"
    )
    (raw,) = cut(html)
    assert "The Consul of Peru" in raw.paragraphs[-1]


def test_a_title_whose_days_have_no_year_keeps_the_day_of_publication(cut):
    title = "A choir from Graz on 4-6 June"
    body = f"<h1>{title}</h1><p>Published: 10 June 2024</p>{TEXT}"
    assert headings(cut, body) == [f"10 June 2024 - {title}"]
    head = "<meta property='article:published_time' content='2024-06-10'>"
    page = f"<html><head>{head}</head><body><h1>{title}</h1>{TEXT}</body></html>"
    assert [raw.published for raw in cut(page, "https://example.org/page")] == ["2024-06-10"]


@pytest.mark.parametrize(
    "below",
    [
        "<p>Press contact: Claire Dupont, 01.23.45.67</p>",
        "<p>Ufficio stampa: Anna Rossi</p>",
        "<p>Contact presse : Claire Dupont</p>",
        "<p>Read also</p>",
        "<p>À lire aussi :</p><ul><li><a href=a>A festival</a></li></ul>",
        "<h3>Leggi anche</h3><ul><li><a href=a>A festival</a></li></ul>",
    ],
)
def test_whom_the_press_may_ask_and_the_titles_of_other_pages_are_no_text(cut, below):
    page = f"<html><body><h1>A choir from Graz</h1><p>3 May 2007</p>{TEXT}{below}</body></html>"
    (raw,) = cut(page, "https://example.org/page")
    assert raw.paragraphs == ("Forty singers came to the town hall and sang for an hour.",)
