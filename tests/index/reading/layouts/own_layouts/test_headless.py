from __future__ import annotations

from collections.abc import Callable

import pytest

from index.model.page import RawEntry

Cut = Callable[..., tuple[RawEntry, ...]]
TEXTS = (
    "Il console di Francia ha incontrato il sindaco.",
    "Una delegazione di Praga ha visto la metropolitana nel giugno 2004.",
    "Il sindaco ha ricevuto Ann Lee.",
)


@pytest.mark.parametrize(
    "url",
    [
        "archivio/2004/giugnomaggio/index.shtml",
        "delegazioni/europa/2002.shtml",
        "delegazioni/asia/2010/index.shtml",
        "delegazioni/mediooriente/mo2018/index.shtml",
        "file:relint-archivio-2004-giugnomaggio.txt",
    ],
)
def test_each_paragraph_is_an_entry_without_a_heading(cut: Cut, url: str) -> None:
    entries = cut("\n".join(TEXTS), url)
    assert [(e.layout, e.heading, e.paragraphs) for e in entries] == [
        ("headless-list", "", (text,)) for text in TEXTS
    ]


def test_the_links_to_older_years_are_no_entry(cut: Cut) -> None:
    text = "Previous Years2012 - 2011 - 2009\n" + "\n".join(TEXTS)
    assert len(cut(text, "inglese/delegazioni/americhe/2010.shtml")) == 3


def test_an_entry_goes_on_to_the_line_that_names_its_source(cut: Cut) -> None:
    page = "<body>" + "".join(
        f'<p>{text}</p><p>E poi?</p><p><a rel="via" href="http://x.org/{number}">fonte</a></p>'
        for number, text in enumerate(TEXTS)
    )
    assert [(e.paragraphs, e.link) for e in cut(page, "presentazione/index.shtml")] == [
        ((text, "E poi?"), f"http://x.org/{number}") for number, text in enumerate(TEXTS)
    ]
