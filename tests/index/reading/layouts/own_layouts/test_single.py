from __future__ import annotations

from collections.abc import Callable

import pytest

from index.model.page import RawEntry

Cut = Callable[..., tuple[RawEntry, ...]]
CRUMB = "Città di Torino > Relazioni e cooperazione internazionale >"
TOP = f"Città di Torino\n\nInternational Affairs\n\n{CRUMB}\n\n\n"
SLUG = "inglese/archivio/2014/may-3rd-2014-pact-with-malm---sweden.shtml"
HEADING = "May 3rd 2014 Pact with Malmö - Sweden"
BODY = ("Ada Rossi signed for Torino.", "The pact of May 3rd 2014 is about trams.")


def whole(entries: tuple[RawEntry, ...]) -> list[tuple[str, tuple[str, ...]]]:
    return [(entry.heading, entry.paragraphs) for entry in entries]


@pytest.mark.parametrize(
    "text",
    [
        f"{TOP}{HEADING}\n\nUpdated 5-6-2014\n\n{BODY[0]}\n\n{BODY[1]}",
        f"{TOP}{HEADING}\n\n{BODY[0]}\n{BODY[1]}",
        f"{HEADING}\nUpdated 5-6-2014\n{BODY[0]}\n{BODY[1]}",
        f"{HEADING}\nUpdated 5-6-2014{BODY[0]}\n{BODY[1]}",
        f"{TOP}{HEADING}\n\nUpdated 5-6-2014\n\nmalmo1\n\n{BODY[0]}\n\nMalmö 2014-2\n\n{BODY[1]}",
        f"{TOP}{HEADING}\n\nUpdated 5-6-2014\n\nMalmö\n\n{BODY[0]}\n{BODY[1]} | PDF (5 Kb)",
        f"<body><h1>Citt&agrave; di Torino</h1><p>{CRUMB}</p><h2>{HEADING}</h2>"
        f"<em>Updated 5-6-2014</em><p>{BODY[0]}</p><p>{BODY[1]}</p><p><a>Back to top</a></p>",
        f"<body><ul><li><a href=/>Home</a></li></ul><div>{CRUMB}</div><h1>{HEADING}</h1>"
        f"<p><img src=a.jpg alt='malmo1'></p><p>{BODY[0]}<br>{BODY[1]}</p>",
        f"<body><p>{CRUMB}</p><p><strong>{HEADING}</strong></p><p>{BODY[0]}</p><p>{BODY[1]}</p>",
    ],
)
def test_a_page_of_one_entry_gives_heading_and_paragraphs(cut: Cut, text: str) -> None:
    (entry,) = cut(text, SLUG)
    assert (entry.heading, entry.paragraphs, entry.layout) == (HEADING, BODY, "single")


@pytest.mark.parametrize(
    "stamp",
    ["Ultimo aggiornamento il 18 Marzo, 2013", "Updated 2-21-2014", "Mise à jour 9.3.2016", ""],
)
def test_a_page_without_its_heading_is_one_entry_without_one(cut: Cut, stamp: str) -> None:
    entries = cut(f"{stamp}\n{BODY[0]}\n{BODY[1]}", "missioni/m09/200904_malmo.shtml")
    assert whole(entries) == [("", BODY)]


def test_an_undated_heading_above_the_stamp_is_the_heading(cut: Cut) -> None:
    text = f"{TOP}Missione a Malmö\n\nUltimo aggiornamento il 18 Marzo, 2013\n\n{BODY[0]}"
    assert whole(cut(text, "missioni/m09/200904_malmo.shtml")) == [("Missione a Malmö", BODY[:1])]


def test_dated_lines_below_the_stamp_are_text(cut: Cut) -> None:
    lines = ("May 3rd 2014 arrival at noon.", "May 4th 2014 departure at night.")
    text = f"{HEADING}\nUpdated 5-6-2014\n" + "\n".join(lines)
    assert whole(cut(text, SLUG)) == [(HEADING, lines)]


def test_a_damaged_breadcrumb_is_still_one_and_the_heading_stays_as_written(cut: Cut) -> None:
    heading = "31 maggio 2017 Cittą europeista"
    text = f"Cittą di Torino\n\nCittĂ  di Torino > Relazioni >\n\n{heading}\n\n{BODY[0]}"
    assert whole(cut(text, SLUG)) == [(heading, BODY[:1])]


@pytest.mark.parametrize(
    ("heading", "url"),
    [
        ("Agreement with Shenzhen (China)", "inglese/accordi/shenzen.shtml"),
        (
            "Bethlehem Palestinian Territories - Agreement (2015)",
            "inglese/gemellaggieaccordi/bethlehem.shtml",
        ),
        ("Accordo con Malmö (Svezia)", "file:accordo.txt"),
    ],
)
def test_an_agreement_has_a_page_of_its_own(cut: Cut, heading: str, url: str) -> None:
    (entry,) = cut(f"International Relations\n\n{heading}\n\n{BODY[0]}", url)
    assert (entry.layout, entry.heading, entry.paragraphs) == ("agreement", heading, BODY[:1])


@pytest.mark.parametrize(
    ("text", "url"),
    [
        (
            "International Relations\n\nNavigation Menu\n\nOur work\n\nWe do much.\nAnd more.\n\n"
            "Text written by The International Affairs Service. For more information",
            "inglese/coordinamento/coordinamento.shtml",
        ),
        ("Il settore cura le relazioni.\nHa sede in città.", "presentazione/index.shtml"),
        ("Twin Cities\n\n  • Chambéry\n  • Glasgow\n", "inglese/gemellaggi/index.shtml"),
        ("<body><h1>Links</h1><ul><li><a href=x>One</a></li></ul>", "inglese/links.shtml"),
        ("<body></body>", "inglese/archivio/2014/a.shtml"),
        ("International Relations\n\nNavigation Menu\n", "inglese/archivio/2014/a.shtml"),
    ],
)
def test_a_page_that_holds_no_entry_gives_none(cut: Cut, text: str, url: str) -> None:
    assert cut(text, url) == ()


def test_a_link_that_names_the_source_is_the_entrys_and_not_in_its_text(cut: Cut) -> None:
    via = '<p>From: <a rel="noopener via" href="https://example.org/a?b=1&amp;c=2">the page</a></p>'
    (entry,) = cut(f"<body><p>{CRUMB}</p><h2>{HEADING}</h2><p>{BODY[0]}</p>{via}</body>", SLUG)
    assert entry.link == "https://example.org/a?b=1&c=2"
    assert entry.paragraphs == BODY[:1]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "/relative", "", "http://u:p@x.org/"])
def test_only_web_addresses_are_taken_for_sources(cut: Cut, address: str) -> None:
    via = f'<p><a rel="via" href="{address}">x</a></p>'
    (entry,) = cut(f"<body><p>{CRUMB}</p><h2>{HEADING}</h2><p>{BODY[0]}</p>{via}</body>", SLUG)
    assert (entry.link, entry.paragraphs) == (None, BODY[:1])


@pytest.mark.parametrize(
    "noise",
    ['<p class="nota">Example.</p>', "<footer>Example.</footer>", "<nav>Example.</nav>",
     "<script>Example.</script>", "<p hidden>Example.</p>", "<form><p>Example.</p></form>"],
)  # fmt: skip
def test_what_the_markup_sets_apart_is_in_no_entry(cut: Cut, noise: str) -> None:
    (entry,) = cut(f"<body><p>{CRUMB}</p><h2>{HEADING}</h2><p>{BODY[0]}</p>{noise}</body>", SLUG)
    assert entry.paragraphs == BODY[:1]


def test_a_text_that_ends_in_a_quotation_is_no_breadcrumb(cut: Cut) -> None:
    text = f"{TOP}{HEADING}\n\nIl sindaco ha detto: «Torino è «vostra»»"
    assert cut(text, SLUG)[0].paragraphs == ("Il sindaco ha detto: «Torino è «vostra»»",)


def test_a_dated_list_in_the_text_of_one_entry_is_text(cut: Cut) -> None:
    days = "  • May 3rd 2014 - arrival\n  • May 4th 2014 - trams\n"
    text = f"{TOP}{HEADING}\n\nUpdated 5-6-2014\n\n{BODY[0]}\n\n{days}"
    (entry,) = cut(text, "file:a.txt")
    assert entry.paragraphs == (BODY[0], "May 3rd 2014 - arrival", "May 4th 2014 - trams")


def test_links_to_other_pages_with_their_dates_are_no_text(cut):
    text = "Forty singers came to the town hall and sang for an hour."
    links = "".join(
        f"<li><a href='#'>{title}</a> <span>{day} February 2020</span></li>"
        for day, title in ((6, "Consuls at the museum"), (9, "Young people in Vilnius"))
    )
    page = (
        f"<html><body><h1>5 May 2009 - A choir from Graz</h1><p>{text}</p><p>{text}</p>"
        f"<h3>Leggi anche</h3><ul>{links}</ul></body></html>"
    )
    (raw,) = cut(page)
    assert "Vilnius" not in raw.text
    assert "Leggi" not in raw.text
