from __future__ import annotations

from collections.abc import Callable

import pytest

from index.model.page import RawEntry

Cut = Callable[..., tuple[RawEntry, ...]]
URL = "inglese/coordinamento/eventi/index05.shtml"
TOP = "International Relations\n\nNavigation Menu\n\nEvents 2005\n\nAnni precedenti2012 - 2011\n\n"
MARKETS = ("Twinning of markets", ("15th October 2005 - Two markets met.", "All ate."))
LYON = ("Future Cities - Lyon", ("16th June 2005 - Future Cities went to Lyon.",))


def whole(entries: tuple[RawEntry, ...]) -> list[tuple[str, tuple[str, ...]]]:
    assert {entry.layout for entry in entries} == {"events"}
    return [(entry.heading, entry.paragraphs) for entry in entries]


@pytest.mark.parametrize(
    "shape",
    ["<h3>{}</h3><p>{}</p>", "<p><strong>{}</strong></p><p>{}</p>", "<p><b>{}</b><br>{}</p>"],
)
def test_undated_headings_are_found_in_markup(cut: Cut, shape: str) -> None:
    page = "<body><h1>International Relations</h1><h2>Events 2005</h2>" + "".join(
        shape.format(heading, "<br>".join(text)) for heading, text in (MARKETS, LYON)
    )
    assert whole(cut(page, URL)) == [MARKETS, LYON]


def test_undated_headings_are_found_in_text_and_their_year_is_kept(cut: Cut) -> None:
    text = TOP + "\n\n".join(
        f"{heading}\n\n" + "\n".join(paragraphs) for heading, paragraphs in (MARKETS, LYON)
    )
    entries = cut(text, URL)
    assert whole(entries) == [MARKETS, LYON]
    assert {entry.month_heading for entry in entries} == {"Events 2005"}


def test_pictures_between_paragraphs_are_neither_headings_nor_text(cut: Cut) -> None:
    text = (
        "Relazioni internazionali\n\nEventi 2010\n\nB-TEAM\n\nB-TEAM\n\nUn laboratorio.\n\nIVC\n\n"
        "Dall'8 novembre si cuce.\n\nEuropean Union\n\nSi è cucito.\n\nTORINOver010\n\nTORINOver010"
        "\n\nUna rassegna d'arte.\n"
    )
    assert whole(cut(text, "coordinamento/eventi/index10.shtml")) == [
        ("B-TEAM", ("Un laboratorio.", "Dall'8 novembre si cuce.", "Si è cucito.")),
        ("TORINOver010", ("Una rassegna d'arte.",)),
    ]


def test_headings_lost_leave_a_paragraph_an_entry(cut: Cut) -> None:
    text = "Anni precedenti2011 - 2009\nLes mois de mai ont vu la Ville engagée.\nLundi on a cousu."
    entries = cut(text, "francese/coordinamento/eventi/index10.shtml")
    assert [entry.heading for entry in entries] == ["", ""]
